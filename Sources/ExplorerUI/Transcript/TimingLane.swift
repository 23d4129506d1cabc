import SafeText
import SessionCore
import TerminalKit

/// The lane at the right of the transcript: a bar for how long each reply took, on a scale that doubles, and the time in words.
///
/// A pause before a command of our own stands there in dots, so that a second try after greylisting can be told from a slow server.
struct TimingLane: Hashable, Sendable {
    /// The shortest and the longest time that bars tell apart: 1 ms and 10 minutes, in nanoseconds.
    static let scale: ClosedRange<UInt64> = 1_000_000...600_000_000_000
    /// From this time on a reply is slow, and its bar stands out.
    static let slow: UInt64 = 2_000_000_000
    /// Shorter pauses before a command are not shown: people read and think.
    static let shortestPause: UInt64 = 30_000_000_000
    private static let wordColumns = 7

    /// The columns of a bar.
    let barColumns: Int
    let glyphs: Glyphs

    /// The lane for a pane of this width; nil when there is no room for one.
    init?(paneColumns: Int, glyphs: Glyphs) {
        switch paneColumns {
        case ..<34: return nil
        case ..<50: barColumns = 4
        case ..<70: barColumns = 6
        default: barColumns = 10
        }
        self.glyphs = glyphs
    }

    /// The columns of the lane, with a blank at its left.
    var columns: Int { 1 + barColumns + Self.wordColumns }

    /// What stands in the lane beside a reply.
    func spans(latency: UInt64) -> [Span] {
        let role: Role = latency >= Self.slow ? .warning : .latency
        return [
            Span(" " + padded(bar(eighths(of: latency))), role),
            Span(wordsAtRight(Latency.text(latency)), role),
        ]
    }

    /// What stands in the lane beside a command that came after a pause; nothing when it was short.
    func spans(pause: UInt64) -> [Span] {
        guard pause >= Self.shortestPause else { return [] }
        let dots = String(repeating: glyphs.escapeStyle == .ascii ? "." : "·", count: (eighths(of: pause) + 7) / 8)
        return [Span(" " + padded(dots), .muted), Span(wordsAtRight("+" + Self.words(pause: pause)), .muted)]
    }

    /// How long a bar is, in eighths of a column: at least one.
    func eighths(of nanoseconds: UInt64) -> Int {
        let value = min(max(nanoseconds, Self.scale.lowerBound), Self.scale.upperBound)
        let start = Self.log2(Self.scale.lowerBound)
        let whole = barColumns * 8
        return max(1, (Self.log2(value) - start) * whole / (Self.log2(Self.scale.upperBound) - start))
    }

    /// The logarithm in 256ths, straight between the powers of two: exact enough for a bar.
    private static func log2(_ value: UInt64) -> Int {
        let power = 63 - value.leadingZeroBitCount
        return power * 256 + Int((value - 1 << power) * 256 >> power)
    }

    private func bar(_ eighths: Int) -> String {
        guard glyphs.escapeStyle != .ascii else { return String(repeating: "#", count: (eighths + 7) / 8) }
        let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
    }

    private func padded(_ bar: String) -> String { DisplayWidth.pad(bar, to: barColumns) }

    private func wordsAtRight(_ text: String) -> String {
        String(repeating: " ", count: max(0, Self.wordColumns - DisplayWidth.of(text))) + text
    }

    /// `25 s`, `12 min`, `3 h`.
    private static func words(pause: UInt64) -> String {
        switch pause / 1_000_000_000 {
        case let seconds where seconds < 120: "\(seconds) s"
        case let seconds where seconds < 7_200: "\(seconds / 60) min"
        case let seconds where seconds < 172_800: "\(seconds / 3_600) h"
        case let seconds: "\(min(seconds / 86_400, 999)) d"
        }
    }
}
