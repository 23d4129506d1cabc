import Testing

@Suite("What hostile clients do to the practice server")
struct CatalogueTests {
    /// The rows of the catalogue about the practice server; it has no row 14.
    static let rows = (1...19).filter { $0 != 14 }.map { "PS" + ($0 < 10 ? "0" : "") + "\($0)" }

    /// The names of all tests.
    private static let names: [String] = {
        guard let files = try? Repository.files(under: "Tests", suffix: "Tests.swift") else { return [] }
        return files.flatMap { (try? Repository.lines(of: $0)) ?? [] }
            .map { String($0.drop { $0 == " " }) }
            .filter { $0.hasPrefix("@Test(\"") || $0.hasPrefix("\"") }
    }()

    @Test("each row has a test that begins with its name", arguments: rows)
    func named(row: String) {
        #expect(Self.names.contains { $0.contains("\"\(row):") || $0.contains("\"\(row), ") })
    }
}
