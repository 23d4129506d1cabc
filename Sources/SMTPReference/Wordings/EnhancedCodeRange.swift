import SMTPProtocol

/// Enhanced codes as `wordings.tsv` writes them: `5.7.1`, `*.7.1` with any class, `5.7.*`, or `5.7.606-649`.
struct EnhancedCodeRange: Hashable, Sendable {
    private let statusClass: ClosedRange<Int>
    private let subject: ClosedRange<Int>
    private let detail: ClosedRange<Int>

    /// Reads a pattern; nil for anything else.
    init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let statusClass = Self.range(parts[0]), let subject = Self.range(parts[1]),
            let detail = Self.range(parts[2])
        else { return nil }
        self.statusClass = statusClass
        self.subject = subject
        self.detail = detail
    }

    private static func range(_ part: Substring.UTF8View) -> ClosedRange<Int>? {
        if part.elementsEqual("*".utf8) { return 0...999 }
        let ends = part.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard let low = ends.first.flatMap({ Int(Substring($0)) }),
            let high = ends.last.flatMap({ Int(Substring($0)) }),
            ends.count <= 2, 0...999 ~= low, low...999 ~= high
        else { return nil }
        return low...high
    }

    /// Whether a code fits.
    func contains(_ code: EnhancedStatusCode) -> Bool {
        statusClass ~= code.statusClass && subject ~= code.subject && detail ~= code.detail
    }
}
