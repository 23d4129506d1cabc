import SMTPReference
import SafeText

/// Which software a server may be, told from its words.
///
/// Anybody can say anything, so it is a guess, and stands with its reasons. The patterns match in time that grows with the length
/// of a line only, and of what a server says a bounded part is looked at.
struct SoftwareGuess {
    /// The most lines of one reply that are looked at.
    static let maximumLines = 100
    /// The most bytes of a line that are looked at.
    static let maximumLine = 512
    /// The most reasons that are given.
    static let maximumReasons = 4

    /// A line that speaks for a software.
    struct Reason: Hashable {
        let place: SoftwareEntry.Place
        let isSure: Bool
        /// The line, byte for byte.
        let line: [UInt8]
    }

    /// A software, with what speaks for it.
    struct Candidate: Hashable {
        let software: String
        var reasons: [Reason]
        /// A sign that only this software gives counts more than any number of others.
        var weight: Int { reasons.reduce(0) { $0 + ($1.isSure ? 10 : 1) } }
    }

    /// What may be, best first.
    let candidates: [Candidate]

    /// - Parameter lines: lines of replies without their line endings, and where they stood.
    init(_ lines: [(place: SoftwareEntry.Place, line: [UInt8])], tables: ReferenceTables) {
        var candidates: [Candidate] = []
        for (entry, pattern) in Self.patterns(tables) {
            guard let found = lines.first(where: { $0.place == entry.place && pattern.matches($0.line) }) else {
                continue
            }
            let reason = Reason(place: entry.place, isSure: entry.isSure, line: found.line)
            if let index = candidates.firstIndex(where: { $0.software == entry.software }) {
                if candidates[index].reasons.count < Self.maximumReasons { candidates[index].reasons.append(reason) }
            } else {
                candidates.append(Candidate(software: entry.software, reasons: [reason]))
            }
        }
        self.candidates = candidates.sorted { $0.weight > $1.weight }
    }

    private static func patterns(_ tables: ReferenceTables) -> [(SoftwareEntry, TextPattern)] {
        tables.software.compactMap { entry in
            // A pattern of the table that cannot be read fails a test.
            (try? TextPattern(Array(entry.pattern.utf8), ignoresCase: false)).map { (entry, $0) }
        }
    }
}
