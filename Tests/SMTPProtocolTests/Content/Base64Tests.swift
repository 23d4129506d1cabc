import SMTPProtocol
import Testing

@Suite("Base64")
struct Base64Tests {
    @Test(
        "The test vectors of RFC 4648 go both ways",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func vectors(plain: String, text: String) {
        #expect(Base64.encode(Array(plain.utf8)) == Array(text.utf8))
        #expect(Base64.decode(Array(text.utf8)) == Array(plain.utf8))
    }

    @Test("Every byte value comes back, in every place of a group")
    func everyByte() {
        for lead in 0..<3 {
            let bytes = Array(repeating: UInt8(0x5A), count: lead) + Array(0...255)
            let text = Base64.encode(bytes)
            #expect(text.count == (bytes.count + 2) / 3 * 4)
            #expect(Base64.decode(text) == bytes)
        }
    }

    @Test("A slice of an array is read from its own start")
    func slices() {
        let bytes = Array("xxfoobarxx".utf8)
        #expect(Base64.encode(bytes[2..<8]) == Array("Zm9vYmFy".utf8))
        #expect(Base64.decode(Array("==Zm8=".utf8)[2...]) == Array("fo".utf8))
    }

    @Test(
        "Text that is not exactly base64 is refused",
        arguments: [
            "=", "==", "===", "====", "Z", "Zg", "Zg=", "Zm8", "Zg===", "Zg==Zg==", "Z=g=", "=Zg=", "Zm9v====",
            " Zm8=", "Zm8= ", "Zm 8", "Zm9v\r\n", "Zm8\n", "Zm8\0", "Zm-_", "Zmå", "*", "Zh==", "Zm9=", "Zm\u{7F}v",
        ])
    func rubbish(text: String) {
        #expect(Base64.decode(Array(text.utf8)) == nil)
    }
}
