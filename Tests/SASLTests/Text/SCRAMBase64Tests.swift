import Testing

@testable import SASL

@Suite("The base64 inside of SCRAM")
struct SCRAMBase64Tests {
    @Test(
        "RFC 4648 §10",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func vectors(plain: String, text: String) {
        #expect(SCRAMBase64.encode(plain.wire).text == text)
        #expect(SCRAMBase64.decode(text.wire) == plain.wire)
    }

    @Test("Every byte comes back in every place")
    func roundTrip() {
        for byte in UInt8.min...UInt8.max {
            for bytes in [[byte], [0, byte], [0xFF, 0, byte], [byte, byte, byte, byte]] {
                #expect(SCRAMBase64.decode(SCRAMBase64.encode(bytes)) == bytes)
            }
        }
    }

    @Test(
        "A second text for the same bytes is refused",
        arguments: [
            "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "=Zg=", "====", "==", "Z===", "Zg==Zg==", "Zm9v ", "Zm-_", "Z\u{0}==",
        ])
    func strict(text: String) {
        #expect(SCRAMBase64.decode(text.wire) == nil)
    }
}
