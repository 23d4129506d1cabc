/// Values of parameters with a grammar of their own.
enum ParameterValues {
    /// `120;R`, `-30;NT`: seconds, a mode, and perhaps a wish for a trace. With R the time must be above zero.
    /// - SeeAlso: RFC 2852 §4
    static func isDeliverBy(_ value: [UInt8]) -> Bool {
        guard let semicolon = value.firstIndex(of: 0x3B) else { return false }
        var digits = value[..<semicolon]
        let isNegative = digits.first == ASCII.hyphen
        if isNegative || digits.first == 0x2B { digits = digits.dropFirst() }
        guard 1...9 ~= digits.count, let seconds = Decimal.value(of: digits) else { return false }
        let mode = value[(semicolon + 1)...].map(ASCII.uppercased)
        switch mode.first {
        case UInt8(ascii: "R"): if isNegative || seconds == 0 { return false }
        case UInt8(ascii: "N"): break
        default: return false
        }
        return mode.count == 1 || (mode.count == 2 && mode[1] == UInt8(ascii: "T"))
    }

    /// `2030-01-31T08:00:00Z`, a moment in UTC.
    /// - SeeAlso: RFC 4865 §3, RFC 3339 §5.6
    static func isDateTime(_ value: [UInt8]) -> Bool {
        let form = Array("0000-00-00T00:00:00Z".utf8)
        guard value.count >= form.count, value.last.map(ASCII.uppercased) == form.last else { return false }
        for (byte, wanted) in zip(value, form.dropLast()) {
            if wanted == ASCII.zero ? !ASCII.isDigit(byte) : ASCII.uppercased(byte) != wanted { return false }
        }
        let fraction = value[(form.count - 1)...].dropLast()
        guard fraction.isEmpty || (fraction.first == ASCII.dot && fraction.count > 1) else { return false }
        guard fraction.dropFirst().allSatisfy(ASCII.isDigit) else { return false }
        func number(_ range: Range<Int>) -> UInt64 { Decimal.value(of: value[range]) ?? 0 }
        return (1...12).contains(number(5..<7)) && (1...31).contains(number(8..<10)) && number(11..<13) < 24
            && number(14..<16) < 60 && number(17..<19) < 61
    }

    /// `-9` to `9`.
    /// - SeeAlso: RFC 6710 §3
    static func isPriority(_ value: [UInt8]) -> Bool {
        let digits = value.first == ASCII.hyphen ? value.dropFirst() : value[...]
        return digits.count == 1 && digits.allSatisfy(ASCII.isDigit) && value != [ASCII.hyphen, ASCII.zero]
    }
}
