/// Numbers as people read them.
enum Counted {
    /// `1,234,567`
    static func number(_ number: UInt64) -> String {
        var text = ""
        let digits = String(number)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }

    /// `1 byte`, `1,234,567 bytes`
    static func text(_ count: UInt64, _ noun: String) -> String {
        "\(number(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// `340 bytes`, `12.3 kB`, `47.6 MB`, `1.2 GB`; a thousand is 1,000.
    static func size(_ bytes: UInt64) -> String {
        for (unit, factor) in [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)] as [(String, UInt64)]
        where bytes >= factor {
            return "\(bytes / factor).\(bytes % factor * 10 / factor) \(unit)"
        }
        return "\(bytes) bytes"
    }
}
