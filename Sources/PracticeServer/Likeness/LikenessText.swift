/// A text with blanks in braces, such as `{host} closing connection`.
enum LikenessText {
    /// The names of the blanks, in their order.
    static func blanks(in text: String) -> [String] {
        var names: [String] = []
        _ = filled(text) { name in
            names.append(name)
            return ""
        }
        return names
    }

    /// The text with its blanks filled in. A brace without its other half stands for itself.
    static func filled(_ text: String, _ value: (String) -> String) -> String {
        var result = ""
        var rest = text.utf8[...]
        while let opening = rest.firstIndex(of: UInt8(ascii: "{")),
            let closing = rest[opening...].firstIndex(of: UInt8(ascii: "}"))
        {
            result += String(decoding: rest[..<opening], as: UTF8.self)
            result += value(String(decoding: rest[rest.index(after: opening)..<closing], as: UTF8.self))
            rest = rest[rest.index(after: closing)...]
        }
        return result + String(decoding: rest, as: UTF8.self)
    }

    /// An identifier of this shape, always the same for the same seed.
    static func identifier(_ shape: String, seed: UInt64) -> String {
        var state = seed
        var result: [UInt8] = []
        var bytes = shape.utf8.makeIterator()
        while let byte = bytes.next() {
            guard byte == UInt8(ascii: "%"), let kind = bytes.next(), let alphabet = alphabets[kind] else {
                result.append(byte)
                continue
            }
            result.append(alphabet[Int(next(&state) % UInt64(alphabet.count))])
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let alphabets: [UInt8: [UInt8]] = [
        UInt8(ascii: "h"): Array("0123456789abcdef".utf8), UInt8(ascii: "H"): Array("0123456789ABCDEF".utf8),
        UInt8(ascii: "d"): Array("0123456789".utf8), UInt8(ascii: "a"): Array("abcdefghijklmnopqrstuvwxyz".utf8),
        UInt8(ascii: "b"): Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8),
    ]

    /// The step of SplitMix64.
    private static func next(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
