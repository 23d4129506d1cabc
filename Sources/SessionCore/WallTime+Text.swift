extension WallTime {
    /// The date and time in UTC, for names of files: `20261124-070312`.
    public var compactText: String {
        date.split(separator: "-").joined() + "-" + timeOfDay().split(separator: ":").joined()
    }

    /// The date and time in UTC, to the microsecond: `2026-11-24T07:03:12.041237Z`.
    /// - SeeAlso: RFC 3339 §5.6, a profile of ISO 8601
    public var internetText: String {
        let digits = String(nanoseconds / 1_000)
        return "\(date)T\(timeOfDay()).\(String(repeating: "0", count: 6 - digits.utf8.count))\(digits)Z"
    }

    /// Reads what ``internetText`` writes, with any number of digits behind the point, or none; nil for anything else.
    public init?(internetText text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int64? {
            bytes[range].reduce(Int64?(0)) { value, byte in
                guard let value, (0x30...0x39).contains(byte) else { return nil }
                return value * 10 + Int64(byte - 0x30)
            }
        }
        let signs: [(Int, Unicode.Scalar)] = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")]
        guard (20...40).contains(bytes.count), bytes.last == UInt8(ascii: "Z"),
            signs.allSatisfy({ bytes[$0.0] == UInt8(ascii: $0.1) }),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            hour < 24, minute < 60, second < 60, let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        let fraction = bytes[19..<(bytes.count - 1)]
        var nanoseconds: UInt32 = 0
        if let point = fraction.first {
            let digits = fraction.dropFirst()
            guard point == UInt8(ascii: "."), !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
                return nil
            }
            for place in 0..<9 {
                let index = digits.startIndex + place
                nanoseconds = nanoseconds * 10 + (index < digits.endIndex ? UInt32(digits[index] - 0x30) : 0)
            }
        }
        self.init(
            seconds: date.daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + second, nanoseconds: nanoseconds)
    }

    /// How many microseconds it is after an earlier time; 0 when that one is not earlier.
    func microseconds(since earlier: WallTime) -> Int {
        let difference = (seconds - earlier.seconds).multipliedReportingOverflow(by: 1_000_000)
        guard !difference.overflow else { return 0 }
        let fraction = Int64(nanoseconds / 1_000) - Int64(earlier.nanoseconds / 1_000)
        return Int(max(0, difference.partialValue + fraction))
    }

    /// The time so many microseconds later.
    func adding(microseconds: Int) -> WallTime {
        let (whole, rest) = max(0, microseconds).quotientAndRemainder(dividingBy: 1_000_000)
        let sum = Int64(nanoseconds) + Int64(rest) * 1_000
        return WallTime(
            seconds: seconds + Int64(whole) + sum / 1_000_000_000, nanoseconds: UInt32(sum % 1_000_000_000))
    }

    /// `2026-11-24`
    private var date: String {
        let (day, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
        return CivilDate(daysSinceEpoch: second < 0 ? day - 1 : day).text
    }
}
