import SMTPProtocol
import Testing

@testable import InternetMessage

@Suite("The body of a composed message")
struct BodyTests {
    private func encoding(_ text: String, eightBit: Bool) throws -> String? {
        var draft = try Fixture.draft()
        draft.text = MessageText(Array(text.utf8))
        let line = try draft.text(eightBit: eightBit).lines.first { $0.hasPrefix("Content-Transfer-Encoding: ") }
        return line.map { String($0.dropFirst("Content-Transfer-Encoding: ".count)) }
    }

    @Test("the transfer encoding changes as little as the server allows")
    func choice() throws {
        #expect(try encoding("plain", eightBit: true) == "7bit")
        #expect(try encoding("größer", eightBit: true) == "8bit")
        #expect(try encoding("one größer among many plain words", eightBit: false) == "quoted-printable")
        #expect(try encoding("日本語の本文", eightBit: false) == "base64")
        #expect(try encoding(String(repeating: "x", count: 998), eightBit: true) == "7bit")
        #expect(try encoding(String(repeating: "x", count: 999), eightBit: true) == "quoted-printable")
        #expect(try encoding("nul \0 inside", eightBit: true) == "quoted-printable")
    }

    @Test("quoted-printable has lines of at most 76 bytes, and comes back as it was")
    func quotedPrintable() throws {
        let text = String(repeating: "größer = besser ", count: 80) + "\r\nends with a blank \r\n\ttab\t\r\n.dot\r\n"
        let encoded = QuotedPrintable.encode(Array(text.utf8))
        let lines = String(decoding: encoded, as: UTF8.self).lines
        #expect(lines.allSatisfy { $0.utf8.count <= 76 && $0.utf8.last != 0x20 && $0.utf8.last != 0x09 })
        #expect(encoded.allSatisfy { $0 < 0x80 })
        #expect(String(decoding: Self.unquoted(encoded), as: UTF8.self) == text)
    }

    @Test("text that is not UTF-8 is refused unless its charset is named")
    func notUTF8() throws {
        var draft = try Fixture.draft()
        draft.text = MessageText([0xFF, 0xFE, 0x0A])
        #expect { try draft.text() } throws: { ($0 as? MessageError)?.code == .badCharacters }
        draft.text.type = try ContentType("text/plain; charset=iso-8859-1")
        #expect(try draft.text().lines.contains("Content-Type: text/plain; charset=iso-8859-1"))
    }

    @Test("an attachment makes the message multipart, and comes back byte for byte")
    func attachment() throws {
        let bytes = (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var draft = try Fixture.draft()
        draft.text = MessageText(Array("see the file\n".utf8))
        draft.attachments = [Attachment(name: "folder/report.pdf", bytes: bytes)]
        let lines = try draft.text().lines
        #expect(lines.allSatisfy { $0.utf8.count <= 78 })
        #expect(lines.contains("Content-Type: multipart/mixed;"))
        #expect(lines.contains("Content-Type: application/pdf"))
        #expect(lines.contains("Content-Disposition: attachment; filename=\"report.pdf\""))
        let start = try #require(lines.lastIndex(of: "Content-Disposition: attachment; filename=\"report.pdf\""))
        let text = lines[(start + 2)...].prefix { !$0.isEmpty }.joined()
        #expect(Base64.decode(Array(text.utf8)) == bytes)
        #expect(lines.last == "--=_abc123--")
    }

    @Test("the boundary occurs in no part")
    func boundary() throws {
        var draft = try Fixture.draft()
        draft.text = MessageText(Array("--=_abc123\n--=_abc123_1--\n".utf8))
        draft.attachments = [Attachment(name: "a", bytes: [1])]
        #expect(try draft.text().lines.contains(" boundary=\"=_abc123_2\""))
    }

    @Test(
        "names of files: plain in quotes, others by RFC 2231, long ones in sections",
        arguments: [
            ("a b.txt", ["filename=\"a b.txt\""]), ("a\"b.txt", ["filename=\"a\\\"b.txt\""]),
            ("Größe.pdf", ["filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf"]),
            ("a\r\nb", ["filename*=UTF-8''a%0D%0Ab"]),
        ])
    func fileNames(_ name: String, _ expected: [String]) {
        #expect(FileNameParameter.parameters(name).map { String(decoding: $0, as: UTF8.self) } == expected)
    }

    @Test("a long name is cut into sections between code points, each on its line")
    func longFileName() throws {
        var draft = try Fixture.draft()
        draft.attachments = [Attachment(name: String(repeating: "größe", count: 20) + ".pdf", bytes: [1])]
        let lines = try draft.text().lines
        #expect(lines.allSatisfy { $0.utf8.count <= 78 })
        let sections = lines.filter { $0.hasPrefix(" filename*") }
        #expect(sections.first?.hasPrefix(" filename*0*=UTF-8''") == true)
        #expect(sections.count > 3)
    }

    @Test("a message as an attachment is never encoded, and refused where it would have to be")
    func nestedMessage() throws {
        var draft = try Fixture.draft()
        draft.attachments = [Attachment(name: "a.eml", bytes: Array("Subject: x\n\nhello\n".utf8))]
        #expect(try draft.text().lines.contains("Subject: x"))
        draft.attachments = [Attachment(name: "a.eml", bytes: Array("Subject: ä\n\nhello\n".utf8))]
        #expect { try draft.text(eightBit: false) } throws: { ($0 as? MessageError)?.code == .badContentType }
        #expect(try draft.text(eightBit: true).contains("Subject: ä"))
    }

    @Test("what is larger than is put together in memory is refused, with the way on")
    func tooLarge() throws {
        var draft = try Fixture.draft()
        draft.text = MessageText([UInt8](repeating: 0x61, count: MessageLimits.composedMessage + 1))
        #expect { try draft.text() } throws: { ($0 as? MessageError)?.code == .tooLarge }
    }

    @Test(
        "content is scanned alike in one piece and byte by byte",
        arguments: ["", "a", "a\r\nb\n\rc\r", "Subject: ä\n\nb", "a\n\nä", String(repeating: "x", count: 1_200) + "\n"])
    func scanning(_ text: String) {
        let whole = ContentScan(text.utf8)
        var dripped = ContentScan()
        for byte in text.utf8 { dripped.add(CollectionOfOne(byte)) }
        dripped.finish()
        #expect(whole == dripped)
        #expect(whole.size == LineEndings.normalized(Array(text.utf8)).count)
    }

    @Test("a header beyond ASCII is told from a body beyond ASCII")
    func scannedHeader() {
        #expect(ContentScan("Subject: ä\n\nb".utf8).hasEightBitHeader)
        #expect(!ContentScan("Subject: a\n\nä".utf8).hasEightBitHeader)
        #expect(ContentScan("Subject: a\n\nä".utf8).hasEightBit)
    }

    private static func unquoted(_ text: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                bytes.append(byte)
                continue
            }
            if rest.prefix(2).elementsEqual([0x0D, 0x0A]) {
                rest = rest.dropFirst(2)
            } else {
                bytes += Hexadecimal.decode(rest.prefix(2)) ?? []
                rest = rest.dropFirst(2)
            }
        }
        return bytes
    }
}
