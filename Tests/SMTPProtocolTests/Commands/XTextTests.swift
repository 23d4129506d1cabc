import SMTPProtocol
import TestSupport
import Testing

@Suite("xtext")
struct XTextTests {
    @Test(
        "What could be read as something else is written in hexadecimal, and read back",
        arguments: [
            ("bob+tag@x", "bob+2Btag@x"), ("a=b c", "a+3Db+20c"), ("\r\n\0", "+0D+0A+00"), ("é", "+C3+A9"), ("", ""),
            ("~!", "~!"),
        ])
    func encoding(plain: String, text: String) {
        #expect(XText.encode(Array(plain.utf8)) == Array(text.utf8))
        #expect(XText.decode(Array(text.utf8)) == Array(plain.utf8))
    }

    @Test("Every byte comes back, and no byte of the text breaks a command")
    func allBytes() {
        let all = (0...255).map { UInt8($0) }
        let text = XText.encode(all)
        #expect(XText.decode(text) == all)
        #expect(text.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "=") })
    }

    @Test("A plus without two digits is no xtext", arguments: ["+", "a+4", "+G0", "+0", "a++41"])
    func broken(text: String) { #expect(XText.decode(Array(text.utf8)) == nil) }

    @Test("SC02: an original recipient outside ASCII is of the type utf-8, and no letter of it is cut to a byte")
    func originalRecipient() {
        // U+760D and U+760A end in the bytes of CR and LF when somebody cuts them.
        let address = Array("\u{760D}\u{760A}+a@x".utf8)
        #expect(
            XText.originalRecipient(address, keepsUTF8: true) == Array("utf-8;\u{760D}\u{760A}\\x{2B}a@x".utf8))
        #expect(
            XText.originalRecipient(address, keepsUTF8: false) == Array("utf-8;\\x{760D}\\x{760A}\\x{2B}a@x".utf8))
        #expect(XText.originalRecipient(Array("a+b@x".utf8), keepsUTF8: true) == Array("rfc822;a+2Bb@x".utf8))
    }

    @Test(
        "Values with a grammar of their own are judged by it",
        arguments: [
            ("BY=120;R", true), ("BY=-120;NT", true), ("BY=+9;nt", true), ("BY=0;R", false), ("BY=-1;R", false),
            ("BY=1", false), ("BY=1234567890;N", false), ("BY=1;X", false), ("MT-PRIORITY=-9", true),
            ("MT-PRIORITY=9", true), ("MT-PRIORITY=10", false), ("MT-PRIORITY=-0", false), ("MT-PRIORITY=+1", false),
            ("HOLDUNTIL=2030-01-31T08:00:00Z", true), ("HOLDUNTIL=2030-01-31t08:00:00.5z", true),
            ("HOLDUNTIL=2030-13-31T08:00:00Z", false), ("HOLDUNTIL=2030-01-31 08:00", false),
            ("HOLDUNTIL=2030-01-31T08:00:00+01:00", false), ("HOLDFOR=3600", true), ("HOLDFOR=-1", false),
            ("BODY=8bitmime", true), ("BODY=9BIT", false), ("REQUIRETLS", true), ("REQUIRETLS=1", false),
        ])
    func values(parameter: String, isGood: Bool) {
        let command = Command(parsing: Array("MAIL FROM:<a@b> \(parameter)".utf8))
        #expect(command.problems.contains { $0.kind == .badParameterValue } != isGood)
    }
}
