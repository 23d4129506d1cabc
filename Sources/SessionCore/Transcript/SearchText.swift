/// A text to look for in what was sent and received: bytes, with ASCII letters in any case.
struct SearchText: Hashable, Sendable {
    private let pattern: [UInt8]

    init(_ text: [UInt8]) { pattern = text.map(\.lowercased) }

    /// Whether the bytes hold the text. No bytes hold an empty text.
    func isFound(in text: ArraySlice<UInt8>) -> Bool {
        guard let first = pattern.first, text.count >= pattern.count else { return false }
        return text.withUnsafeBufferPointer { bytes in
            for start in 0...(bytes.count - pattern.count) where bytes[start].lowercased == first {
                var length = 1
                while length < pattern.count, bytes[start + length].lowercased == pattern[length] { length += 1 }
                if length == pattern.count { return true }
            }
            return false
        }
    }
}
