/// A line with its variables replaced, and where each part of it was written.
struct Substitution: Hashable, Sendable {
    /// The line as it is meant.
    private(set) var bytes: [UInt8] = []
    /// Where each replaced part begins in ``bytes``, how long it is, and which bytes of the written line it stands for.
    private var parts: [(start: Int, count: Int, written: Range<Int>)] = []

    init() {}

    mutating func append(_ plain: some Collection<UInt8>) { bytes += plain }

    /// Puts a value in the place of what was written there.
    mutating func append(_ value: [UInt8], for written: Range<Int>) {
        parts.append((bytes.count, value.count, written))
        bytes += value
    }

    /// The byte of the written line that a byte of the meant one comes from: where a mistake is shown.
    func written(_ position: Int) -> Int {
        var shift = 0
        for part in parts {
            guard position >= part.start else { break }
            if position < part.start + part.count { return part.written.lowerBound }
            shift = part.written.upperBound - (part.start + part.count)
        }
        return position + shift
    }

    static func == (left: Substitution, right: Substitution) -> Bool {
        left.bytes == right.bytes && left.parts.map(\.written) == right.parts.map(\.written)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
