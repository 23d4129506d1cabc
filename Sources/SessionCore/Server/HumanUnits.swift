/// Limits of servers in the units that people think in.
enum HumanUnits {
    /// `50 MiB (52,428,800 bytes)`; small ones in bytes alone.
    static func bytes(_ count: UInt64) -> String {
        let exact = Counted.text(count, "byte")
        let units: [(name: String, size: UInt64)] = [
            ("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
        ]
        guard let unit = units.first(where: { count >= $0.size }) else { return exact }
        let whole = count / unit.size
        let tenth = count % unit.size / (unit.size / 10)
        let isEven = count % unit.size == 0
        return
            "\(isEven ? "" : "about ")\(Counted.number(whole))\(isEven || tenth == 0 ? "" : ".\(min(tenth, 9))") \(unit.name) (\(exact))"
    }

    /// `2 days`, `1 hour 30 minutes`, `45 seconds`; the two largest units.
    static func seconds(_ count: UInt64) -> String {
        let units: [(name: String, size: UInt64)] = [("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)]
        var rest = count
        var parts: [String] = []
        for unit in units where rest >= unit.size && parts.count < 2 {
            parts.append(Counted.text(rest / unit.size, unit.name))
            rest %= unit.size
        }
        return parts.isEmpty ? "0 seconds" : parts.joined(separator: " ")
    }
}
