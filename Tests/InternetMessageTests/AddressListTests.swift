import Testing

@testable import InternetMessage

@Suite("Addresses as people write them")
struct AddressListTests {
    @Test(
        "each address is found, with its name",
        arguments: [
            ("a@example.org", [""]), ("Ann <a@example.org>", ["Ann"]), ("\"Bee, Ann\" <a@example.org>", ["Bee, Ann"]),
            ("a@example.org, Bob <b@example.org> ,c@example.org", ["", "Bob", ""]),
            ("\"a, b\"@example.org", [""]), ("\"x \\\" y\" <a@example.org>", ["x \" y"]),
            ("<a@example.org>", [""]), ("Änn <a@example.org>", ["Änn"]), ("postmaster", [""]), ("<>", [""]),
        ])
    func names(_ text: String, _ names: [String]) throws {
        #expect(try AddressListParser.addresses(in: text).map(\.name) == names)
    }

    @Test(
        "what is no address is refused",
        arguments: ["", "a@example.org,", "a", "a b@example.org", "Ann a@example.org", "<a@example.org", "a@b@c"])
    func refused(_ text: String) {
        #expect(throws: MessageError.self) { try AddressListParser.addresses(in: text) }
    }
}
