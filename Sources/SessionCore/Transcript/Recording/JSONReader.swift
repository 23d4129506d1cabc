import SMTPProtocol
import SafeText

/// Reads one JSON value out of bytes, strictly and in one pass.
///
/// It takes what RFC 8259 allows and nothing else: no comment, no comma too many, no lone half of a surrogate pair, no name twice
/// in one object. How deep and how wide a value is has limits, so hostile bytes cost no more than their length.
/// - SeeAlso: RFC 8259
struct JSONReader {
    /// What is wrong, and at which byte, counted from 0.
    struct Mistake: Error, Hashable, Sendable {
        let message: String
        let offset: Int
    }

    private let bytes: [UInt8]
    private var position: Int
    private let end: Int

    /// The value that the bytes are, with blanks around it.
    static func read(_ bytes: [UInt8], in range: Range<Int>) throws(Mistake) -> JSON {
        var reader = JSONReader(bytes: bytes, position: range.lowerBound, end: range.upperBound)
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.position == reader.end else { throw reader.mistake("something stands behind the value") }
        return value
    }

    /// The value that the bytes are, with blanks around it.
    static func read(_ bytes: [UInt8]) throws(Mistake) -> JSON { try read(bytes, in: bytes.indices) }

    private init(bytes: [UInt8], position: Int, end: Int) {
        self.bytes = bytes
        self.position = position
        self.end = end
    }

    private func mistake(_ message: String) -> Mistake { Mistake(message: message, offset: position) }

    private var peek: UInt8? { position < end ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    /// Takes a sign when it comes next, with the blanks before it.
    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard peek == UInt8(ascii: sign) else { return false }
        position += 1
        return true
    }

    // MARK: Values

    private mutating func value(depth: Int) throws(Mistake) -> JSON {
        guard depth <= RecordingLimits.depth else { throw mistake("values stand too deep in one another") }
        skipBlanks()
        guard let byte = peek else { throw mistake("a value is missing") }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try text())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case _: throw mistake("this begins no value")
        }
    }

    private mutating func object(depth: Int) throws(Mistake) -> JSON {
        position += 1
        var members: [(name: String, value: JSON)] = []
        if take("}") { return .object([]) }
        repeat {
            skipBlanks()
            guard peek == UInt8(ascii: "\"") else { throw mistake("a name in quotation marks is missing") }
            let start = position
            let name = try text()
            guard !members.contains(where: { $0.name == name }) else {
                throw Mistake(message: "a name stands twice in one object", offset: start)
            }
            guard members.count < RecordingLimits.members else { throw mistake("an object has too many members") }
            guard take(":") else { throw mistake("a colon is missing") }
            members.append((name, try value(depth: depth + 1)))
        } while take(",")
        guard take("}") else { throw mistake("an object is not closed") }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(Mistake) -> JSON {
        position += 1
        var items: [JSON] = []
        if take("]") { return .array([]) }
        repeat {
            guard items.count < RecordingLimits.items else { throw mistake("an array has too many items") }
            items.append(try value(depth: depth + 1))
        } while take(",")
        guard take("]") else { throw mistake("an array is not closed") }
        return .array(items)
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(Mistake) -> JSON {
        let text = word.withUTF8Buffer { Array($0) }
        guard end - position >= text.count, bytes[position..<(position + text.count)].elementsEqual(text) else {
            throw mistake("this begins no value")
        }
        position += text.count
        return value
    }

    /// A whole number, or one with up to six digits behind the point; more digits are cut. An exponent, and a number beyond what
    /// 18 digits can say, are refused: no recording has them.
    private mutating func number() throws(Mistake) -> JSON {
        let start = position
        let isNegative = peek == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let whole = digits()
        guard (1...12).contains(whole.count), whole.count == 1 || whole.first != 0 else {
            throw Mistake(message: "this is no number that fits here", offset: start)
        }
        var value = whole.reduce(0) { $0 * 10 + $1 }
        guard peek == UInt8(ascii: ".") else {
            try endNumber(start)
            return .number(isNegative ? -value : value)
        }
        position += 1
        let fraction = digits()
        guard !fraction.isEmpty else { throw Mistake(message: "no digit stands behind the point", offset: start) }
        for place in 0..<6 { value = value * 10 + (place < fraction.count ? fraction[place] : 0) }
        try endNumber(start)
        return .millionths(isNegative ? -value : value)
    }

    private func endNumber(_ start: Int) throws(Mistake) {
        guard peek != UInt8(ascii: "e"), peek != UInt8(ascii: "E") else {
            throw Mistake(message: "a number with an exponent does not fit here", offset: start)
        }
    }

    private mutating func digits() -> [Int] {
        var digits: [Int] = []
        while let byte = peek, (0x30...0x39).contains(byte) {
            if digits.count < 20 { digits.append(Int(byte - 0x30)) }
            position += 1
        }
        return digits
    }

    // MARK: Texts

    /// A text in quotation marks, with its escapes undone.
    private mutating func text() throws(Mistake) -> String {
        let start = position
        position += 1
        var text: [UInt8] = []
        var copied = position
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                text += bytes[copied..<position]
                position += 1
                guard let valid = String(validating: text, as: UTF8.self) else {
                    throw Mistake(message: "a text is not UTF-8", offset: start)
                }
                return valid
            case UInt8(ascii: "\\"):
                text += bytes[copied..<position]
                try appendEscape(to: &text)
                copied = position
            case 0..<0x20: throw mistake("a control byte stands in a text")
            case _: position += 1
            }
        }
        throw Mistake(message: "a text is not closed", offset: start)
    }

    private mutating func appendEscape(to text: inout [UInt8]) throws(Mistake) {
        position += 1
        guard let byte = peek else { throw mistake("a text is not closed") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += Array(String(try scalar()).utf8)
        case _: throw mistake("this backslash sequence is not known")
        }
    }

    /// What stands behind `\u`, with the second half of a pair.
    private mutating func scalar() throws(Mistake) -> Character {
        let lead = try unit()
        var units = [lead]
        if UTF16.isLeadSurrogate(lead), end - position >= 6, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        {
            position += 2
            units.append(try unit())
        }
        guard let text = String(validating: units, as: UTF16.self), let scalar = text.unicodeScalars.first else {
            throw mistake("half of a surrogate pair stands alone")
        }
        return Character(scalar)
    }

    private mutating func unit() throws(Mistake) -> UInt16 {
        guard end - position >= 4 else { throw mistake("\\u wants four hexadecimal digits") }
        guard let pair = Hexadecimal.decode(bytes[position..<(position + 4)]) else {
            throw mistake("\\u wants four hexadecimal digits")
        }
        position += 4
        return UInt16(pair[0]) << 8 | UInt16(pair[1])
    }
}
