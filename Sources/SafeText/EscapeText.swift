/// What is shown in place of bytes that cannot stand as themselves.
enum EscapeText {
    /// A control byte or a byte that is not UTF-8: `\t`, `\x1B`.
    case byte(UInt8)
    /// A character: `<U+202E>`.
    case scalar(UInt32)
    /// Combining marks that were too many: `<+9998 marks>`.
    case marks(Int)

    /// Adds the text, which is printable US-ASCII, to bytes.
    func append(to output: inout [UInt8]) {
        switch self {
        case .byte(0x09): output.append(contentsOf: "\\t".utf8)
        case .byte(0x0A): output.append(contentsOf: "\\n".utf8)
        case .byte(0x0D): output.append(contentsOf: "\\r".utf8)
        case .byte(let byte):
            output.append(contentsOf: "\\x".utf8)
            Self.appendHex(UInt32(byte), digits: 2, to: &output)
        case .scalar(let value):
            output.append(contentsOf: "<U+".utf8)
            Self.appendHex(value, digits: value > 0xFFFFF ? 6 : value > 0xFFFF ? 5 : 4, to: &output)
            output.append(UInt8(ascii: ">"))
        case .marks(let count):
            output.append(contentsOf: "<+\(count) mark\(count == 1 ? "" : "s")>".utf8)
        }
    }

    /// Adds a number in upper-case hexadecimal with leading zeros.
    static func appendHex(_ value: UInt32, digits: Int, to output: inout [UInt8]) {
        var shift = (digits - 1) * 4
        while shift >= 0 {
            let digit = UInt8(value >> UInt32(shift) & 0xF)
            output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
            shift -= 4
        }
    }
}
