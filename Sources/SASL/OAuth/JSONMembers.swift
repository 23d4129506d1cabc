/// The members of one JSON object whose values are texts, numbers or words; objects and lists in it are skipped.
///
/// It is all that the error messages of OAUTHBEARER and XOAUTH2 need. It never calls itself, so that deep nesting costs
/// nothing.
/// - SeeAlso: RFC 8259
struct JSONMembers {
    private let bytes: [UInt8]
    private var position = 0

    /// The names and values of an object, in their order; nil when the bytes are no JSON object.
    static func of(_ bytes: [UInt8]) -> [(name: String, value: [UInt8])]? {
        var reader = JSONMembers(bytes: bytes)
        return reader.object()
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func object() -> [(name: String, value: [UInt8])]? {
        var members: [(name: String, value: [UInt8])] = []
        guard take("{") else { return nil }
        if take("}") { return isAtEnd() ? members : nil }
        repeat {
            guard let name = text(), take(":") else { return nil }
            skipBlanks()
            switch peek {
            case UInt8(ascii: "\""):
                guard let value = text() else { return nil }
                members.append((String(decoding: name, as: UTF8.self), value))
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard skipNested() else { return nil }
            case _:
                guard let value = word() else { return nil }
                members.append((String(decoding: name, as: UTF8.self), value))
            }
        } while take(",")
        return take("}") && isAtEnd() ? members : nil
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    private mutating func isAtEnd() -> Bool {
        skipBlanks()
        return peek == nil
    }

    /// Takes a sign when it comes next, with the blanks before it.
    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard let byte = peek, UInt32(byte) == sign.value else { return false }
        position += 1
        return true
    }

    /// A number, or `true`, `false`, `null`, as it is written.
    private mutating func word() -> [UInt8]? {
        let start = position
        while let byte = peek, Self.isWordByte(byte) { position += 1 }
        return position > start ? Array(bytes[start..<position]) : nil
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        case _: false
        }
    }

    /// Passes over an object or a list by counting brackets outside of texts.
    private mutating func skipNested() -> Bool {
        var depth = 0
        repeat {
            switch peek {
            case nil: return false
            case UInt8(ascii: "\""):
                guard text() != nil else { return false }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case _: break
            }
            position += 1
        } while depth > 0
        return true
    }

    /// A text in quotation marks, with its escapes undone, in UTF-8.
    private mutating func text() -> [UInt8]? {
        guard take("\"") else { return nil }
        var text: [UInt8] = []
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return text
            case UInt8(ascii: "\\"):
                guard let escaped = escape() else { return nil }
                text += escaped
            case 0..<0x20: return nil
            case _: text.append(byte)
            }
        }
        return nil
    }

    /// What stands behind a backslash.
    private mutating func escape() -> [UInt8]? {
        guard let byte = peek else { return nil }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): break
        case _: return nil
        }
        guard let unit = unit() else { return nil }
        var units = [unit]
        // Half of a character wants its other half; one that stays alone is decoded as U+FFFD.
        if UTF16.isLeadSurrogate(unit), bytes[position...].starts(with: "\\u".utf8) {
            let before = position
            position += 2
            guard let trail = self.unit() else { return nil }
            if UTF16.isTrailSurrogate(trail) { units.append(trail) } else { position = before }
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// Four hexadecimal digits.
    private mutating func unit() -> UInt16? {
        guard bytes.count - position >= 4 else { return nil }
        let digits = bytes[position..<position + 4]
        position += 4
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
