import TerminalKit
import Testing

@testable import ExplorerUI

@Suite("Where the parts of the screen stand")
struct ScreenLayoutTests {
    /// Every size that the screen must work at, and some beyond.
    static let sizes = [0, 1, 5, 10, 15, 16, 24, 36, 50, 100].flatMap { rows in
        [0, 1, 20, 40, 60, 61, 80, 109, 110, 120, 200, 300].map { Size(columns: $0, rows: rows) }
    }

    @Test("all parts lie inside the window and do not overlap", arguments: sizes)
    func partsFit(size: Size) {
        let layout = ScreenLayout(size)
        let window = Rect(size)
        var parts = [layout.status, layout.transcript, layout.input, layout.keyBar]
        if layout.dividerColumn != nil { parts.append(layout.panel) }
        parts.removeAll(where: \.isEmpty)
        for part in parts { #expect(part.intersection(window) == part, "\(part) leaves \(size)") }
        for (index, part) in parts.enumerated() {
            for other in parts.dropFirst(index + 1) { #expect(part.intersection(other).isEmpty) }
        }
    }

    @Test("the panel stands beside the transcript from 110 columns on, frames need more than 60×15")
    func thresholds() {
        #expect(ScreenLayout(Size(columns: 110, rows: 36)).dividerColumn != nil)
        #expect(ScreenLayout(Size(columns: 109, rows: 36)).dividerColumn == nil)
        #expect(ScreenLayout(Size(columns: 61, rows: 16)).isFramed)
        #expect(!ScreenLayout(Size(columns: 60, rows: 16)).isFramed)
        #expect(!ScreenLayout(Size(columns: 61, rows: 15)).isFramed)
    }

    @Test("the input has a row in every window that has one", arguments: sizes.filter { $0.rows > 0 && $0.columns > 0 })
    func inputIsAlwaysThere(size: Size) {
        #expect(ScreenLayout(size).input.rows > 0)
    }
}
