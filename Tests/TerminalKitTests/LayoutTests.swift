import TerminalKit
import TestSupport
import Testing

@Suite struct LayoutTests {
    private let area = Rect(row: 2, column: 3, rows: 10, columns: 20)

    @Test("fixed parts are served, flexible parts share the rest by weight")
    func split() {
        let rows = area.rows(.fixed(1), .flexible(1), .fixed(3))
        #expect(rows.map(\.row) == [2, 3, 9])
        #expect(rows.map(\.rows) == [1, 6, 3])
        let columns = area.columns(.flexible(2), .fixed(2), .flexible(1))
        #expect(columns.map(\.columns) == [12, 2, 6])
        #expect(columns.map(\.column) == [3, 15, 17])
        #expect(area.columns(.minimum(5), .minimum(1)).map(\.columns) == [12, 8])
    }

    @Test("without room the first parts are served first")
    func crowded() {
        #expect(
            Rect(row: 0, column: 0, rows: 2, columns: 1).rows(.fixed(1), .flexible(1), .fixed(3)).map(\.rows) == [
                1, 0, 1,
            ])
        #expect(Rect(row: 0, column: 0, rows: 0, columns: 0).rows(.fixed(1), .minimum(2)).map(\.rows) == [0, 0])
    }

    @Test("parts never overlap, are never negative and never exceed the whole", arguments: 0..<20)
    func anySplit(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let rect = Rect(row: 0, column: 0, rows: Int.random(in: -2...50, using: &generator), columns: 5)
            let extents = (0..<Int.random(in: 0...6, using: &generator)).map { _ -> Extent in
                let number = Int.random(in: -2...20, using: &generator)
                return [.fixed(number), .minimum(number), .flexible(number)].randomElement(using: &generator)
                    ?? .fixed(1)
            }
            let parts = rect.split(rows: extents)
            #expect(parts.count == extents.count)
            #expect(parts.allSatisfy { $0.rows >= 0 })
            #expect(parts.reduce(0) { $0 + $1.rows } <= rect.rows)
            let canGrow = extents.contains { extent in
                switch extent {
                case .fixed: false
                case .minimum: true
                case .flexible(let weight): weight > 0
                }
            }
            if canGrow { #expect(parts.reduce(0) { $0 + $1.rows } == rect.rows) }
        }
    }

    @Test("rectangles shrink to nothing, not below")
    func inset() {
        #expect(area.interior == Rect(row: 3, column: 4, rows: 8, columns: 18))
        #expect(Rect(row: 0, column: 0, rows: 1, columns: 1).interior.isEmpty)
        #expect(area.intersection(Rect(row: 50, column: 50, rows: 2, columns: 2)).isEmpty)
        #expect(area.contains(row: 11, column: 22) && !area.contains(row: 12, column: 22))
    }
}
