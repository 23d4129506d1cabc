/// The moments in certificates.
/// - SeeAlso: RFC 5280 §4.1.2.5
enum CertificateTime {
    /// Seconds since 1970; nil for anything but the two forms that RFC 5280 allows.
    static func seconds(_ element: DERReader.Element) -> Int64? {
        let digits = element.content.dropLast().map { Int64($0) - 0x30 }
        guard element.content.last == UInt8(ascii: "Z"), digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let pairs = stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] * 10 + digits[$0 + 1] }
        switch (element.tag, digits.count) {
        case (DERReader.Tag.utcTime, 12):
            // Two digits of a year mean 1950 to 2049.
            return seconds(year: pairs[0] + (pairs[0] < 50 ? 2000 : 1900), rest: pairs[1...])
        case (DERReader.Tag.generalizedTime, 14):
            return seconds(year: pairs[0] * 100 + pairs[1], rest: pairs[2...])
        default:
            return nil
        }
    }

    /// - Parameter rest: month, day, hour, minute and second.
    private static func seconds(year: Int64, rest: ArraySlice<Int64>) -> Int64? {
        let parts = Array(rest)
        guard (1...12).contains(parts[0]), (1...31).contains(parts[1]) else { return nil }
        guard parts[2] < 24, parts[3] < 60, parts[4] <= 60 else { return nil }
        let day = days(year: year, month: parts[0], day: parts[1])
        return day * 86_400 + parts[2] * 3_600 + parts[3] * 60 + parts[4]
    }

    /// Days since 1970 in the Gregorian calendar: the year is taken to begin in March, so that its odd day comes last.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let monthsSinceMarch = (month + 9) % 12
        let dayOfYear = (153 * monthsSinceMarch + 2) / 5 + day - 1
        let leapDays = shifted / 4 - shifted / 100 + shifted / 400
        // 719,468 days lie between the first of March of the year 0 and the first of January 1970.
        return shifted * 365 + leapDays + dayOfYear - 719_468
    }
}
