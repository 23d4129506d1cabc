/// Times that are written in seconds, with a fraction where one is wanted.
enum Milliseconds {
    /// Reads `5`, `0.25` or `.5`: more than nothing, and a day at most.
    static func parse(_ text: String, at position: Int, advice: String) throws(LanguageError) -> Int {
        let parts = Array(text.utf8).split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let whole = Array(parts.first ?? [])
        let fraction = parts.count > 1 ? Array(parts[1]) : []
        let areDigits = (whole + fraction).allSatisfy { (0x30...0x39).contains($0) }
        let isWritten = !whole.isEmpty || !fraction.isEmpty
        if areDigits, isWritten, whole.count <= 5, fraction.count <= 3,
            let seconds = whole.isEmpty ? 0 : Int(String(decoding: whole, as: UTF8.self)),
            let thousandths = Int(
                String(decoding: fraction + [UInt8](repeating: 0x30, count: 3 - fraction.count), as: UTF8.self))
        {
            let milliseconds = seconds * 1000 + thousandths
            if (1...Settings.maximumSeconds * 1000).contains(milliseconds) { return milliseconds }
        }
        throw LanguageError(
            .badValue, "This is no time in seconds, 0.001 to \(Settings.maximumSeconds).", at: position, advice: advice)
    }
}
