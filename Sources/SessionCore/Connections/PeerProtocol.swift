/// Another protocol than SMTP, told from what a server says first.
enum PeerProtocol: Hashable, Sendable, CaseIterable {
    case http, ssh, tls, imap, pop3, ftp

    /// How much of the beginning of a connection is looked at.
    static let openingLength = 64

    /// The protocol that a first line, or a part of it, belongs to.
    init?(line: some RandomAccessCollection<UInt8>) {
        let line = Array(line)
        if line.hasPrefix(ignoringCase: "HTTP/") || line.hasPrefix(ignoringCase: "<!DOCTYPE")
            || line.hasPrefix(ignoringCase: "<html")
        {
            self = .http
        } else if line.hasPrefix(ignoringCase: "SSH-") {
            self = .ssh
        } else if line.hasPrefix(ignoringCase: "* OK") || line.hasPrefix(ignoringCase: "* PREAUTH")
            || line.hasPrefix(ignoringCase: "* BYE")
        {
            self = .imap
        } else if line.hasPrefix(ignoringCase: "+OK") || line.hasPrefix(ignoringCase: "-ERR") {
            self = .pop3
        } else if line.count >= 3, line[0] == 0x15 || line[0] == 0x16, line[1] == 0x03, line[2] <= 0x04 {
            self = .tls
        } else {
            return nil
        }
    }

    /// FTP greets with 220, too; only its name in the text tells it from SMTP.
    init?(greetingText: some RandomAccessCollection<UInt8>) {
        let text = String(decoding: greetingText.map(\.uppercased), as: UTF8.self)
        guard text.contains("FTP"), !text.contains("SMTP"), !text.contains("MAIL") else { return nil }
        self = .ftp
    }

    /// The bytes of the TLS record at the beginning of a connection once it is there as a whole; an alert has 7 bytes.
    /// - SeeAlso: RFC 8446 §5.1
    static func wholeTLSRecord(in opening: [UInt8]) -> [UInt8]? {
        guard opening.count >= 5, PeerProtocol(line: opening) == .tls else { return nil }
        let length = min(5 + Int(opening[3]) << 8 + Int(opening[4]), openingLength)
        return opening.count >= length ? Array(opening.prefix(length)) : nil
    }

    /// What it looks like, in a sentence.
    var message: String {
        switch self {
        case .http: "This looks like a web server (HTTP), not a mail server (SMTP)."
        case .ssh: "This looks like an SSH server, not a mail server (SMTP)."
        case .tls: "This looks like TLS: the port wants an encrypted connection from the first byte."
        case .imap: "This looks like an IMAP server: it hands out mail, and does not take it in."
        case .pop3: "This looks like a POP3 server: it hands out mail, and does not take it in."
        case .ftp: "This may be an FTP server: it greets with 220, too."
        }
    }

    /// What to do, in a sentence.
    /// - SeeAlso: RFC 8314 §3.3
    func advice(for wording: TLSWording) -> String {
        switch self {
        case .tls: "The command for that: \(wording.withImplicitTLSHere)."
        case .http, .ssh, .imap, .pop3, .ftp:
            "Check the host and the port: SMTP listens on 25, and on 587 for mail programs."
        }
    }
}
