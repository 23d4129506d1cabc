internal import Glibc

/// Finds the certificates in a PEM file, quickly: the file of a system's authorities holds more than a hundred.
/// - SeeAlso: RFC 7468 §5
struct PEMCertificates: Sequence, IteratorProtocol {
    private static let begin = Array("-----BEGIN CERTIFICATE-----".utf8)
    private static let end = Array("-----END CERTIFICATE-----".utf8)

    private let pem: [UInt8]
    private var position = 0

    init(_ pem: [UInt8]) {
        self.pem = pem
    }

    /// The DER of the next certificate; empty when it has no end, or there is no base64 between its lines.
    mutating func next() -> [UInt8]? {
        guard let begin = find(Self.begin, from: position) else { return nil }
        let start = begin + Self.begin.count
        guard let end = find(Self.end, from: start) else {
            position = pem.count
            return []
        }
        position = end + Self.end.count
        return Self.decode(pem[start..<end]) ?? []
    }

    /// Where the words are; they begin with a hyphen, which base64 does not have, so there are few places to look at.
    private func find(_ words: [UInt8], from start: Int) -> Int? {
        pem.withUnsafeBytes { bytes -> Int? in
            guard let base = bytes.baseAddress else { return nil }
            var position = start
            while position + words.count <= bytes.count {
                let length = bytes.count - position
                guard let hyphen = memchr(base + position, Int32(UInt8(ascii: "-")), length) else { return nil }
                position = UnsafeRawPointer(hyphen) - base
                guard position + words.count <= bytes.count else { return nil }
                if memcmp(base + position, words, words.count) == 0 { return position }
                position += 1
            }
            return nil
        }
    }

    /// What each byte means in base64: a number below 64, or one of the marks.
    private static let meanings: [UInt8] = {
        var meanings = [UInt8](repeating: bad, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, byte) in alphabet.utf8.enumerated() { meanings[Int(byte)] = UInt8(value) }
        for byte in " \t\r\n".utf8 { meanings[Int(byte)] = blank }
        meanings[Int(UInt8(ascii: "="))] = padding
        return meanings
    }()
    private static let blank: UInt8 = 64
    private static let padding: UInt8 = 65
    private static let bad: UInt8 = 66

    /// Base64 with any line breaks; nil when there is anything else.
    /// - SeeAlso: RFC 4648 §4
    private static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        // Pointers, since this runs through a few hundred kilobytes in front of the first connection.
        text.withUnsafeBufferPointer { text in
            meanings.withUnsafeBufferPointer { meanings in
                var isGood = true
                let bytes = [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 3) { output, count in
                    var bits: UInt32 = 0
                    var digits = 0
                    for byte in text {
                        let value = meanings[Int(byte)]
                        if value >= blank {
                            if value == bad { isGood = false }
                            continue
                        }
                        bits = bits << 6 | UInt32(value)
                        digits &+= 1
                        if digits & 3 != 1 {
                            // The second, third and fourth digit of four each complete a byte.
                            output[count] = UInt8(truncatingIfNeeded: bits >> (6 - UInt32((digits - 1) & 3) * 2))
                            count += 1
                        }
                    }
                    if digits & 3 == 1 { isGood = false }
                }
                return isGood ? bytes : nil
            }
        }
    }
}
