import Testing

@testable import SASL

@Suite("Preparing names and passwords")
struct SASLPrepTests {
    @Test(
        "RFC 4013 §3: what the mapping and the prohibition make of the examples",
        arguments: [
            ("I\u{AD}X", "IX"), ("user", "user"), ("USER", "USER"), ("a\u{A0}b\u{3000}c", "a b c"),
            ("a\u{200B}b", "a b"),
            ("\u{FEFF}a\u{FE0F}\u{200D}", "a"), ("Zoë", "Zoë"), ("пароль", "пароль"), ("😀", "😀"), (" ~", " ~"),
        ])
    func mapped(text: String, expected: String) {
        #expect(SASLPrep.prepare(text.wire)?.text == expected)
    }

    @Test(
        "Control characters and others that are prohibited, and nothing at all, are refused",
        arguments: [
            "\u{7}", "a\tb", "a\u{7F}", "a\u{85}", "a\u{202E}b", "\u{E000}", "\u{FFFD}", "\u{FFFF}", "\u{E0041}", "",
            "\u{AD}",
        ])
    func prohibited(text: String) {
        #expect(SASLPrep.prepare(text.wire) == nil)
    }

    @Test("Bytes that are not UTF-8 stay as they are")
    func latin1() {
        #expect(SASLPrep.prepare([0x5A, 0x6F, 0xEB]) == [0x5A, 0x6F, 0xEB])
    }

    @Test("SCRAM logs in with a password that is written with another space")
    func login() throws {
        let accounts = ServerExchange.Accounts(password: { $0 == "Zoë" ? "a b".wire : nil })
        var conversation = Conversation()
        let ending = conversation.run(
            try Fixtures.client(.scramSHA256, user: "Zo\u{AD}ë", password: "a\u{A0}b"),
            Fixtures.server(.scramSHA256, accounts: accounts))
        #expect(ending == .success(user: "Zoë", .proved))
    }
}
