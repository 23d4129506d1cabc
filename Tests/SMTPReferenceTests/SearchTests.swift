import SMTPProtocol
import SMTPReference
import Testing

@Suite("Looking codes up")
struct SearchTests {
    private let tables = ReferenceTables.shared

    private func codes(_ query: String) -> [Int] { tables.search(query).map(\.code.value) }

    @Test("an empty query finds everything", arguments: ["", "  ", "\t"])
    func everything(query: String) {
        #expect(tables.find(query).replyCodes.count == tables.replyCodes.count)
        #expect(tables.find(query).enhancedCodes.count == tables.enhancedCodes.count)
    }

    @Test("a number finds its code, and the enhanced codes that go with it")
    func number() {
        let found = tables.find("552")
        #expect(found.replyCodes.map(\.code) == [552])
        #expect(found.enhancedCodes.map(\.label) == ["X.2.2", "X.2.3", "X.3.4", "X.7.16"])
    }

    @Test(
        "the beginning of a number, and wildcards, find a family",
        arguments: ["55", "55_", "55x", "55X", "55?", "55.", "55*", "55z"])
    func family(query: String) {
        #expect(codes(query) == [550, 551, 552, 553, 554, 555, 556, 557])
    }

    @Test("wildcards stand at any place", arguments: ["5..", "5xx", "5yz", "5__", "5*", "5"])
    func severity(query: String) {
        #expect(codes(query) == tables.replyCodes.filter { $0.severity == .permanent }.map(\.code.value))
    }

    @Test("the middle digit alone")
    func category() {
        #expect(codes("x0x") == [200, 400, 500, 501, 502, 503, 504])
        #expect(codes("_2_").contains(421))
        #expect(codes("__9") == [449, 459])
    }

    @Test("a number that no table has finds nothing", arguments: ["299", "6", "1xx", "999"])
    func nothing(query: String) {
        #expect(tables.find(query).isEmpty)
    }

    @Test("an enhanced code finds itself, and the reply codes that go with it")
    func enhanced() {
        let found = tables.find("5.7.8")
        #expect(found.enhancedCodes.map(\.label) == ["X.7.8"])
        #expect(found.replyCodes.map(\.code) == [535, 554])
        #expect(tables.find("4.1.1").replyCodes.map(\.code) == [451])
        #expect(tables.find("x.1.1").replyCodes.map(\.code) == [451, 550])
    }

    @Test("wildcards in enhanced codes", arguments: ["X.7.x", "x.7.*", "X.7", "X.7.", "*.7.*"])
    func enhancedFamily(query: String) {
        #expect(tables.find(query).enhancedCodes.count == 31)
    }

    @Test("a class before a wildcard keeps the codes that are used with it")
    func enhancedClass() {
        let found = tables.find("2.1.x").enhancedCodes.map(\.label)
        #expect(found == ["X.1.0", "X.1.5", "X.1.9"])
        #expect(tables.find("5.7.*").enhancedCodes.contains { $0.label == "X.7.1" })
        #expect(tables.find("3.7.1").isEmpty)
    }

    @Test(
        "an RFC finds what it defines, before what it only mentions", arguments: ["RFC 7504", "rfc7504", "Rfc 7504 3"])
    func rfc(query: String) {
        #expect(codes(query) == [521, 556])
    }

    @Test("an RFC finds enhanced codes too")
    func rfcOfEnhanced() {
        #expect(
            tables.find("RFC 7372").enhancedCodes.map(\.label) == [
                "X.7.20", "X.7.21", "X.7.22", "X.7.23", "X.7.24", "X.7.25", "X.7.26",
            ])
    }

    @Test("words are found whatever their case, in names first")
    func words() {
        #expect(codes("STORAGE").prefix(2) == [452, 552])
        #expect(codes("greylist").contains(450))
        #expect(codes("greylist").first == 412)
        #expect(tables.find("mailbox full").enhancedCodes.first?.label == "X.2.2")
    }

    @Test("all words must occur, in any order")
    func allWords() {
        #expect(codes("allocation exceeded") == codes("exceeded allocation"))
        #expect(codes("allocation exceeded").contains(552))
        #expect(codes("allocation zebra").isEmpty)
    }

    @Test("words of status, severity and command are found too")
    func otherWords() {
        #expect(codes("unofficial").count == tables.replyCodes.filter { $0.status == .unofficial }.count)
        #expect(codes("STARTTLS").contains(454))
        #expect(codes("obsolete").contains(538))
    }

    @Test(
        "hostile queries find nothing and do not trap",
        arguments: [
            "5.7.999999999999999999999", "....", "*", "...", "\u{0}", "é", "55__", "-1", "rfc 99999999999999999999",
            "X.X.X", ".",
        ])
    func hostile(query: String) {
        let found = tables.find(query)
        #expect(found.replyCodes.count <= tables.replyCodes.count)
    }
}
