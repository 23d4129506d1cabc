import SMTPProtocol
import Testing

@testable import InternetMessage

@Suite("Text beyond ASCII in a header")
struct EncodedWordTests {
    @Test(
        "it comes back as it was, in words of at most 75 bytes on lines of at most 76",
        arguments: [
            "Größe", "a ä b", "ä  ö", "=?UTF-8?Q?x?=", " padded ", "日本語の件名がとても長いときにはどうなるのでしょうか、折り返されます",
            String(repeating: "ä", count: 300), "👩‍👩‍👧‍👦 family " + String(repeating: "👩‍👩‍👧‍👦", count: 20), "tab\there ä",
            "bell \u{7} and ü",
            "plain words before then Ä and then plain words after it, which stay readable to the end",
            "e" + String(repeating: "\u{301}", count: 100),
        ])
    func roundTrip(_ subject: String) throws {
        var draft = try Fixture.draft()
        draft.subject = subject
        let lines = try draft.text().lines.prefix { !$0.isEmpty }
        #expect(lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
        let value = try #require(try draft.field("Subject"))
        for word in value.split(separator: " ") where word.hasPrefix("=?") { #expect(word.utf8.count <= 75) }
        #expect(Self.decoded(value) == subject)
    }

    @Test("SC02: no code point is cut, not U+760D either, whose bytes end with a CR when they are cut")
    func neverCut() throws {
        var draft = try Fixture.draft()
        draft.subject = String(repeating: "\u{760D}\u{760A}", count: 50)
        let value = try #require(try draft.field("Subject"))
        for word in value.split(separator: " ") {
            let inner = try #require(Self.bytes(of: String(word)))
            #expect(String(validating: inner, as: UTF8.self) != nil, "\(word)")
        }
        #expect(Self.decoded(value) == draft.subject)
    }

    @Test("with SMTPUTF8 it stands as it is")
    func smtpUTF8() throws {
        var draft = try Fixture.draft(from: "Jürgen <jürgen@exämple.org>")
        draft.subject = "Größe"
        #expect(try draft.field("Subject", utf8: true) == "Größe")
        #expect(try draft.field("From", utf8: true) == "Jürgen <jürgen@exämple.org>")
    }

    @Test("without SMTPUTF8 an address beyond ASCII cannot stand in the header, and that is said")
    func needsSMTPUTF8() throws {
        let draft = try Fixture.draft(from: "jürgen@example.org")
        #expect { try draft.text() } throws: { ($0 as? MessageError)?.code == .needsSMTPUTF8 }
    }

    @Test(
        "names of people are words, a quoted string or encoded words, as they need",
        arguments: [
            ("Ann Example", "Ann Example <a@example.org>"), ("Bee, Ann", "\"Bee, Ann\" <a@example.org>"),
            ("a \"b\" \\ c", "\"a \\\"b\\\" \\\\ c\" <a@example.org>"), ("Änn", "=?UTF-8?Q?=C3=84nn?= <a@example.org>"),
        ])
    func names(_ name: String, _ expected: String) throws {
        let address = NamedAddress(name: name, mailbox: Mailbox(localPart: "a", domain: "example.org"))
        #expect(try MessageDraft(from: address, to: []).field("From") == expected)
    }

    @Test("names in a field of the user are encoded, too, and the addresses in it are not")
    func ownAddressField() throws {
        var draft = try Fixture.draft()
        draft.fields = [try HeaderField(line: "Reply-To: Änn <a@example.org>, b@example.org")]
        #expect(try draft.field("Reply-To") == "=?UTF-8?Q?=C3=84nn?= <a@example.org>, b@example.org")
    }

    /// What a reader makes of a field: RFC 2047 §6.2.
    static func decoded(_ value: String) -> String {
        var text: [UInt8] = []
        var wasEncoded = false
        var blanks = ""
        for piece in pieces(value) {
            if piece.allSatisfy({ $0 == " " || $0 == "\t" }) {
                blanks = piece
                continue
            }
            let inner = bytes(of: piece)
            if !(wasEncoded && inner != nil) { text += blanks.utf8 }
            text += inner ?? Array(piece.utf8)
            wasEncoded = inner != nil
            blanks = ""
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func pieces(_ value: String) -> [String] {
        var pieces: [String] = []
        for character in value {
            let isBlank = character == " " || character == "\t"
            if let last = pieces.last, (last.last == " " || last.last == "\t") == isBlank {
                pieces[pieces.count - 1].append(character)
            } else {
                pieces.append(String(character))
            }
        }
        return pieces
    }

    /// What an encoded word stands for; nil for any other word.
    static func bytes(of word: String) -> [UInt8]? {
        guard word.hasPrefix("=?UTF-8?"), word.hasSuffix("?="), word.utf8.count > 12 else { return nil }
        let body = Array(word.dropFirst("=?UTF-8?Q?".count).dropLast(2).utf8)
        if word.hasPrefix("=?UTF-8?B?") { return Base64.decode(body) }
        var bytes: [UInt8] = []
        var rest = body[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "="), let pair = Hexadecimal.decode(rest.prefix(2)), rest.count >= 2 {
                bytes += pair
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "_") ? 0x20 : byte)
            }
        }
        return bytes
    }
}
