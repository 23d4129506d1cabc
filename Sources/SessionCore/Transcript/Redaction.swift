import SMTPProtocol

/// Finds the secrets in what is typed and sent, so that they are never kept.
///
/// It errs on the side of hiding: whatever follows AUTH and its mechanism is hidden, also in lower case, after leading
/// blanks, out of order, with a mistyped verb, and inside other text.
/// - SeeAlso: RFC 4954 §4
enum Redaction {
    /// What stands where a secret was.
    static let mark = Array("[hidden]".utf8)

    /// Shorter secrets are not looked for in replies: they would be found everywhere.
    static let minimumEchoLength = 4

    /// SASL mechanisms met in SMTP. What follows one of them is a secret, whatever the verb looks like.
    private static let mechanisms: Set<String> = [
        "PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "XOAUTH2", "OAUTHBEARER", "XOAUTH", "ANONYMOUS", "EXTERNAL",
        "GSSAPI",
        "GS2-KRB5", "GS2-KRB5-PLUS", "GSS-SPNEGO", "NTLM", "MSN", "KERBEROS_V4", "OTP", "SKEY", "SECURID", "SRP",
        "SCRAM-SHA-1", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-512", "SCRAM-SHA-512-PLUS",
        "SCRAM-SHA3-512", "SCRAM-SHA3-512-PLUS", "SCRAM-MD5", "PASSDSS-3DES-1", "9798-U-RSA-SHA1-ENC",
        "9798-M-RSA-SHA1-ENC", "SAML20", "OPENID20", "EAP-AES128", "EAP-AES128-PLUS", "ECDH-X25519-CHALLENGE",
        "ECDSA-NIST256P-CHALLENGE", "SXOVER-PLUS", "WEBEX", "X-EXPS",
    ]

    /// The secret in one line of bytes, to its end; nil when it holds none.
    static func secret(in line: some BidirectionalCollection<UInt8>) -> [UInt8]? {
        secretRange(in: Array(line)).map { Array(Array(line)[$0]) }
    }

    /// The line with `[hidden]` for its secret.
    static func redacting(_ line: [UInt8]) -> (shown: [UInt8], isSecret: Bool) {
        guard let range = secretRange(in: line) else { return (line, false) }
        return (line[..<range.lowerBound] + mark + line[range.upperBound...], true)
    }

    /// Exact bytes, line by line, with `[hidden]` for each secret and the line endings kept.
    /// - Parameter prefix: what was sent before and belongs to the first line.
    static func redactingLines(_ bytes: [UInt8], after prefix: [UInt8] = []) -> (shown: [UInt8], secrets: [[UInt8]]) {
        var shown: [UInt8] = []
        var secrets: [[UInt8]] = []
        var lead = prefix
        for line in bytes.splitKeepingLineFeeds() {
            let whole = lead + line
            let ending = whole.endingLength
            if let range = secretRange(in: Array(whole.dropLast(ending))) {
                let visible = max(range.lowerBound, lead.count) - lead.count
                secrets.append(Array(whole[range]))
                shown += line.prefix(visible) + mark + whole.suffix(ending)
            } else {
                shown += line
            }
            lead = []
        }
        return (shown, secrets)
    }

    /// Bytes from the server with `[hidden]` wherever they repeat one of the secrets, also inside base64; nil when they repeat none.
    static func removingEchoes(of secrets: [[UInt8]], from bytes: [UInt8]) -> [UInt8]? {
        let secrets = secrets.filter { $0.count >= minimumEchoLength }.sorted { $0.count > $1.count }
        guard !secrets.isEmpty else { return nil }
        var result: [UInt8] = []
        var found = false
        var rest = bytes[...]
        while let byte = rest.first {
            if let secret = secrets.first(where: { $0[0] == byte && rest.starts(with: $0) }) {
                result += mark
                rest = rest.dropFirst(secret.count)
                found = true
            } else if result.last?.isBase64Letter != true, let length = encodedEcho(of: secrets, at: rest) {
                result += mark
                rest = rest.dropFirst(length)
                found = true
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return found ? result : nil
    }

    /// The length of a word in base64 that begins here and says one of the secrets when it is decoded; nil when none does.
    private static func encodedEcho(of secrets: [[UInt8]], at rest: ArraySlice<UInt8>) -> Int? {
        let letters = rest.prefix(while: \.isBase64Letter)
        guard letters.count >= minimumEchoLength else { return nil }
        let padding = rest[letters.endIndex...].prefix { $0 == UInt8(ascii: "=") }.prefix(2)
        // A word that was cut is decoded as far as it goes: what is missing may be one letter, and the password stand before it.
        let text = letters + [UInt8](repeating: UInt8(ascii: "A"), count: (4 - letters.count % 4) % 4)
        guard let decoded = Base64.decode(text), secrets.contains(where: decoded.holds) else { return nil }
        return letters.count + padding.count
    }

    /// Whether all bytes could stand in base64, with `=` at the end.
    static func hasBase64Letters(_ text: [UInt8]) -> Bool {
        let padding = text.drop(while: \.isBase64Letter)
        return padding.count <= 2 && padding.allSatisfy { $0 == UInt8(ascii: "=") }
    }

    /// True for a single word that could be a SASL response in base64: letters, digits, `+ / =`.
    static func looksLikeResponse(_ line: some Collection<UInt8>) -> Bool {
        line.count >= minimumEchoLength && line.allSatisfy { $0.isBase64Letter || $0 == UInt8(ascii: "=") }
    }

    /// Where the secret stands.
    private static func secretRange(in line: [UInt8]) -> Range<Int>? {
        let words = words(of: line)
        guard let first = words.first else { return nil }
        for (index, word) in words.enumerated() {
            let name = String(decoding: line[word].map(\.uppercased), as: UTF8.self)
            let isVerb = index == 0 ? name.hasPrefix("AUTH") || name == "X-EXPS" : name == "AUTH"
            if isVerb, let range = afterVerb(words, index, line) { return range }
            if index <= 1, word.lowerBound >= first.lowerBound, mechanisms.contains(name) {
                if let range = rest(words, index + 1, line) { return range }
            }
        }
        return nil
    }

    /// What stands after AUTH: a mechanism, and then the secret. An unknown mechanism may itself be a secret.
    private static func afterVerb(_ words: [Range<Int>], _ index: Int, _ line: [UInt8]) -> Range<Int>? {
        guard index + 1 < words.count else { return nil }
        let mechanism = String(decoding: line[words[index + 1]].map(\.uppercased), as: UTF8.self)
        if mechanisms.contains(mechanism) { return rest(words, index + 2, line) }
        // In the middle of a text, "AUTH" may be a word like any other: only a known mechanism makes it a command.
        return index == 0 ? rest(words, index + 1, line) : nil
    }

    /// From a word to the end of the line; nil when there is nothing.
    private static func rest(_ words: [Range<Int>], _ index: Int, _ line: [UInt8]) -> Range<Int>? {
        guard index < words.count, let last = words.last else { return nil }
        return words[index].lowerBound..<last.upperBound
    }

    /// The words of a line: runs of bytes that are no blanks, no control bytes and no quotation marks. What is not a
    /// letter or digit before the first word, such as a colon or a byte order mark, is passed over.
    private static func words(of line: [UInt8]) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start: Int?
        for (index, byte) in line.enumerated() {
            let isSeparator = byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"")
            if isSeparator {
                if let begun = start { words.append(begun..<index) }
                start = nil
            } else if start == nil, !words.isEmpty || byte.isLetter || (0x30...0x39).contains(byte) {
                start = index
            }
        }
        if let begun = start { words.append(begun..<line.count) }
        return words
    }
}

extension UInt8 {
    /// Whether it is one of the 64 letters of base64.
    fileprivate var isBase64Letter: Bool {
        isLetter || (0x30...0x39).contains(self) || self == UInt8(ascii: "+") || self == UInt8(ascii: "/")
    }
}

extension [UInt8] {
    /// Whether the other bytes stand somewhere in these.
    fileprivate func holds(_ other: [UInt8]) -> Bool {
        guard count >= other.count else { return false }
        return (0...(count - other.count)).contains { self[$0...].starts(with: other) }
    }

    /// The lines with their LF; the last one may have none.
    fileprivate func splitKeepingLineFeeds() -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var start = 0
        for (index, byte) in enumerated() where byte == 0x0A {
            lines.append(Array(self[start...index]))
            start = index + 1
        }
        if start < count { lines.append(Array(self[start...])) }
        return lines
    }

    /// How many bytes at the end are CR and LF.
    fileprivate var endingLength: Int {
        guard last == 0x0A else { return 0 }
        return count > 1 && self[count - 2] == 0x0D ? 2 : 1
    }
}
