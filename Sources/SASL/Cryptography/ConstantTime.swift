/// Comparing secrets without telling by the time taken how much of them is right.
enum ConstantTime {
    /// Whether both are the same. Every byte is looked at; only a difference in length ends it early.
    static func equal(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        var difference: UInt8 = 0
        for (left, right) in zip(one, other) { difference |= left ^ right }
        return difference == 0
    }
}
