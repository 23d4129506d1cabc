extension WallTime {
    /// The date and time in UTC, for names of files: `20261124-070312`.
    public var compactText: String {
        let (day, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let date = CivilDate(daysSinceEpoch: second < 0 ? day - 1 : day)
        let time = timeOfDay().split(separator: ":").joined()
        return date.text.split(separator: "-").joined() + "-" + time
    }
}
