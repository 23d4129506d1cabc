/// Ways to cut bytes into pieces, as a network might.
public enum Pieces {
    /// Pieces of `size` bytes; the last may be shorter.
    public static func of(_ bytes: [UInt8], size: Int) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
    }

    /// The two pieces left and right of every place, the ends included: `bytes.count + 1` ways.
    public static func allSplits(of bytes: [UInt8]) -> some Sequence<[[UInt8]]> {
        (0...bytes.count).lazy.map { [Array(bytes[..<$0]), Array(bytes[$0...])] }
    }

    /// Pieces of pseudo-random sizes from 1 to `maximum`, the same for the same seed.
    public static func random(of bytes: [UInt8], maximum: Int, seed: UInt64) -> [[UInt8]] {
        var generator = SeededGenerator(seed: seed)
        var pieces: [[UInt8]] = []
        var start = 0
        while start < bytes.count {
            let end = min(start + Int.random(in: 1...max(1, maximum), using: &generator), bytes.count)
            pieces.append(Array(bytes[start..<end]))
            start = end
        }
        return pieces
    }

    /// The ways that tests of chunk invariance use: whole, byte by byte, in twos, threes and sevens, pseudo-random, and
    /// split in two at every place when there are few enough bytes for that.
    public static func manyWays(of bytes: [UInt8], seed: UInt64 = 1) -> [[[UInt8]]] {
        var ways = [[bytes]]
        for size in [1, 2, 3, 7] { ways.append(of(bytes, size: size)) }
        for offset in 0..<8 { ways.append(random(of: bytes, maximum: 1 << (offset + 1), seed: seed &+ UInt64(offset))) }
        if bytes.count <= 600 { ways.append(contentsOf: allSplits(of: bytes)) }
        return ways
    }
}
