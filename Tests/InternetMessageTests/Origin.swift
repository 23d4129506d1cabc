import SMTPProtocol

@testable import InternetMessage

/// What the tests share: a moment, and a message that can be taken apart.
enum Fixture {
    static let origin: MessageOrigin = {
        guard
            let date = MessageDate(
                year: 2026, month: 11, day: 24, weekday: 2, hour: 9, minute: 5, second: 7, secondsFromUTC: -12_600)
        else { preconditionFailure("the date is one") }
        return MessageOrigin(date: date, token: "abc123", host: "lab.example.org")
    }()

    static func address(_ text: String) throws -> NamedAddress {
        guard let named = try AddressListParser.addresses(in: text).first?.named else {
            throw MessageError(.badAddress, text, advice: "")
        }
        return named
    }

    static func draft(from: String = "a@example.org", to: [String] = ["b@example.net"]) throws -> MessageDraft {
        MessageDraft(from: try address(from), to: try to.map(address))
    }
}

extension MessageDraft {
    /// The composed message as text.
    func text(eightBit: Bool = false, utf8: Bool = false) throws -> String {
        String(
            decoding: try composed(Fixture.origin, TransferOffer(allowsEightBit: eightBit, usesUTF8: utf8)),
            as: UTF8.self)
    }

    /// One field of the composed header, unfolded.
    func field(_ name: String, utf8: Bool = false) throws -> String? {
        let header = try text(utf8: utf8).lines.prefix { !$0.isEmpty }
        var value: String?
        for line in header {
            if line.hasPrefix("\(name): ") {
                value = String(line.dropFirst(name.count + 2))
            } else if line.hasPrefix(" ") || line.hasPrefix("\t") {
                if value != nil { value?.append(line) }
            } else if value != nil {
                return value
            }
        }
        return value
    }
}

extension String {
    /// The lines that end with CRLF, without it.
    var lines: [String] {
        var lines: [String] = []
        var line: [UInt8] = []
        for byte in utf8 {
            if byte == 0x0A, line.last == 0x0D {
                lines.append(String(decoding: line.dropLast(), as: UTF8.self))
                line = []
            } else {
                line.append(byte)
            }
        }
        return line.isEmpty ? lines : lines + [String(decoding: line, as: UTF8.self)]
    }
}
