import Glibc
import Testing

/// Holds the import table of the design: it reads the `import` lines of `Sources/`.
@Suite("The arrows between the rooms never run backwards")
struct ImportTableTests {
    /// What each target may import. The standard library and its own modules need no row.
    static let table: [String: Set<String>] = [
        "SMTPProtocol": [],
        "SafeText": [],
        "InternetMessage": ["SMTPProtocol"],
        "CAssets": [],
        "SASL": ["Crypto", "CryptoExtras"],
        "CUnix": [],
        "SMTPReference": ["SMTPProtocol", "CAssets"],
        "MailTraces": ["SMTPProtocol", "SMTPReference"],
        "SessionCore": ["SMTPProtocol", "SMTPReference", "SASL", "SafeText"],
        "Teaching": ["SMTPProtocol", "SMTPReference", "SessionCore", "SafeText", "CAssets"],
        "SMTPTransport": [
            "SMTPProtocol", "NIOCore", "NIOPosix", "NIOTLS", "NIOSSL", "X509", "SwiftASN1", "Crypto",
            "FoundationEssentials",
            "Glibc",
            "Synchronization",
        ],
        "SessionRuntime": [
            "SessionCore", "SMTPTransport", "SMTPProtocol", "SASL", "SafeText", "CUnix", "Glibc",
            "Synchronization",
        ],
        "PracticeServer": [
            "SMTPProtocol", "SASL", "CAssets", "NIOCore", "NIOPosix", "NIOTLS", "NIOSSL", "X509", "SwiftASN1", "Crypto",
            "FoundationEssentials", "Glibc",
            "Synchronization",
        ],
        "TerminalKit": ["SafeText"],
        "CCurses": [],
        "CursesTerminal": ["TerminalKit", "CCurses", "Glibc", "Synchronization"],
        "ExplorerUI": ["SessionCore", "Teaching", "SMTPReference", "SMTPProtocol", "TerminalKit", "SafeText"],
        "smtpx": [
            "SMTPProtocol", "SafeText", "InternetMessage", "SMTPReference", "MailTraces", "SessionCore",
            "SMTPTransport",
            "SessionRuntime",
            "PracticeServer", "Teaching", "TerminalKit", "CursesTerminal", "ExplorerUI", "CUnix", "ArgumentParser",
            "Glibc",
            "Synchronization", "NIOCore", "NIOPosix",
        ],
    ]

    @Test("every folder of Sources has a row in the table")
    func everyRoomIsInTheTable() throws {
        let rooms = try Repository.folders(in: "Sources")
        #expect(!rooms.isEmpty)
        for room in rooms { #expect(Self.table[room] != nil, "Sources/\(room) has no row in the import table") }
    }

    @Test("each file imports only what its target may")
    func importsFollowTheTable() throws {
        var seen = 0
        for path in try Repository.files(under: "Sources", suffix: ".swift") {
            let room = String(path.split(separator: "/")[1])
            guard let allowed = Self.table[room] else { continue }
            for (number, line) in try Repository.lines(of: path).enumerated() {
                guard let module = Self.importedModule(in: line) else { continue }
                seen += 1
                #expect(allowed.contains(module), "\(path):\(number + 1): \(room) may not import \(module)")
            }
        }
        #expect(seen > 20, "the test no longer finds import lines")
    }

    @Test("the reader of import lines sees through access levels and attributes")
    func readerOfImportLines() {
        #expect(Self.importedModule(in: "public import NIOCore") == "NIOCore")
        #expect(Self.importedModule(in: "@preconcurrency internal import Foundation") == "Foundation")
        #expect(Self.importedModule(in: "import struct Glibc.timespec") == "Glibc")
        #expect(Self.importedModule(in: "/// import nothing") == nil)
        #expect(Self.importedModule(in: "let important = 1") == nil)
    }

    /// The module that an `import` line names, or nil when the line is not one.
    static func importedModule(in line: String) -> String? {
        let modifiers: Set<Substring> = ["public", "internal", "package", "fileprivate", "private"]
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
        var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })[...]
        while let first = words.first, first.hasPrefix("@") || modifiers.contains(first) { words = words.dropFirst() }
        guard words.first == "import" else { return nil }
        words = words.dropFirst()
        if let first = words.first, kinds.contains(first) { words = words.dropFirst() }
        return words.first.map { String($0.split(separator: ".")[0]) }
    }
}
