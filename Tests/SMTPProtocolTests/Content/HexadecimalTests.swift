import SMTPProtocol
import Testing

@Suite("Hexadecimal")
struct HexadecimalTests {
    @Test(
        "pairs of digits in either case are bytes", arguments: [("", []), ("00fFA9", [0x00, 0xFF, 0xA9] as [UInt8])])
    func bytes(_ text: String, _ bytes: [UInt8]) {
        #expect(Hexadecimal.decode(Array(text.utf8)) == bytes)
    }

    @Test(
        "half a pair and anything that is no digit are refused",
        arguments: ["0", "000", "0g", "0 ", "-1", "0x00", "00:11"])
    func refused(_ text: String) {
        #expect(Hexadecimal.decode(Array(text.utf8)) == nil)
    }
}
