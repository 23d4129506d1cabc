/// Decimal numbers as SMTP writes sizes: ASCII digits and nothing else.
/// - SeeAlso: RFC 1870 §4, RFC 3030 §2
enum Decimal {
    /// The value of one to twenty digits; nil for anything else and for what does not fit 64 bits.
    static func value(of digits: some Collection<UInt8>) -> UInt64? {
        guard 1...20 ~= digits.count else { return nil }
        var value: UInt64 = 0
        for digit in digits {
            guard ASCII.isDigit(digit) else { return nil }
            let (shifted, overflowsShifted) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowsSum) = shifted.addingReportingOverflow(UInt64(digit - ASCII.zero))
            guard !overflowsShifted, !overflowsSum else { return nil }
            value = sum
        }
        return value
    }
}
