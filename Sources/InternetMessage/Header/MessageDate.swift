/// The moment that a Date field tells, as a calendar and a clock on the wall show it.
/// - SeeAlso: RFC 5322 §3.3
public struct MessageDate: Hashable, Sendable {
    private static let dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private let year: Int
    private let month: Int
    private let day: Int
    private let weekday: Int
    private let hour: Int
    private let minute: Int
    private let second: Int
    private let minutesFromUTC: Int

    /// A moment; nil when a part of it is outside its range.
    /// - Parameters:
    ///   - year: 1900 to 9999.
    ///   - month: 1 to 12.
    ///   - day: 1 to 31.
    ///   - weekday: 0 for Sunday, to 6 for Saturday.
    ///   - second: 0 to 60, for a leap second.
    ///   - secondsFromUTC: how far the clock is ahead of UTC.
    public init?(
        year: Int, month: Int, day: Int, weekday: Int, hour: Int, minute: Int, second: Int, secondsFromUTC: Int
    ) {
        guard 1900...9999 ~= year, 1...12 ~= month, 1...31 ~= day, 0...6 ~= weekday, 0...23 ~= hour, 0...59 ~= minute,
            0...60 ~= second, -86_400...86_400 ~= secondsFromUTC
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.weekday = weekday
        self.hour = hour
        self.minute = minute
        self.second = second
        minutesFromUTC = secondsFromUTC / 60
    }

    /// `Tue, 24 Nov 2026 19:22:38 +0000`
    public var text: String {
        let (hours, minutes) = abs(minutesFromUTC).quotientAndRemainder(dividingBy: 60)
        let zone = (minutesFromUTC < 0 ? "-" : "+") + Self.two(hours) + Self.two(minutes)
        let time = [hour, minute, second].map(Self.two).joined(separator: ":")
        return "\(Self.dayNames[weekday]), \(Self.two(day)) \(Self.monthNames[month - 1]) \(year) \(time) \(zone)"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
