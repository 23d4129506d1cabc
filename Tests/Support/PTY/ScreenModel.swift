/// A small model of a terminal, for tests: it reads what a program writes and keeps what a terminal would show.
///
/// Understands what ncurses writes for xterm, screen, tmux, linux and vt100. What it does not understand is kept in
/// ``strange``, so that a test can require that there is nothing of the kind.
/// - SeeAlso: ECMA-48; the control sequences of xterm
public struct ScreenModel: Sendable {
    /// The width in columns.
    public private(set) var columns: Int
    /// The height in rows.
    public private(set) var rows: Int
    /// The cursor's place, from 0.
    public private(set) var cursor = (row: 0, column: 0)
    /// The private modes that are set, such as 1049 (the alternate screen) and 25 (the cursor is visible).
    public private(set) var modes = usualModes
    /// Sequences that were not understood.
    public private(set) var strange: [String] = []
    /// The rendition in force: "" is plain; else the parameters of SGR that are in force, such as "1;38;5;33".
    public private(set) var rendition = Rendition()

    /// The modes of a terminal that no program has changed: lines wrap, the cursor is visible.
    public static let usualModes: Set<Int> = [7, 25]

    private var cells: [[Cell]]
    /// The rows that scroll.
    private var region: Range<Int>
    private var isWrapPending = false
    /// Whether characters push what stands to the right of them, as ncurses has it for the last cell of the screen.
    private var isInserting = false
    private var parser = ControlSequenceParser()

    private struct Cell: Sendable {
        var text: String = " "
        var rendition = Rendition()
    }

    /// An empty screen.
    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = Self.empty(columns, rows)
        region = 0..<rows
    }

    private static func empty(_ columns: Int, _ rows: Int) -> [[Cell]] {
        Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
    }

    /// The rows as text, without blanks at their ends.
    public var lines: [String] {
        cells.map { row in
            var line = row.map(\.text).joined()
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }

    /// The whole screen as text.
    public var text: String { lines.joined(separator: "\n") }

    /// Whether the alternate screen is shown.
    public var isAlternate: Bool { modes.contains(1049) }

    /// The character in a cell; empty in the right half of a wide one.
    public func character(row: Int, column: Int) -> String { cells[row][column].text }

    /// How the cell at a place looks.
    public func rendition(row: Int, column: Int) -> Rendition { cells[row][column].rendition }

    /// How the first cell of the first occurrence of `text` in a row looks; nil when it is nowhere.
    public func rendition(of text: String) -> Rendition? {
        for row in cells {
            for column in row.indices {
                let rest = row[column...].map(\.text).joined()
                if rest.hasPrefix(text) { return row[column].rendition }
            }
        }
        return nil
    }

    /// Takes another size; what was shown is gone.
    public mutating func resize(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = Self.empty(columns, rows)
        region = 0..<rows
        cursor = (0, 0)
        isWrapPending = false
    }

    /// Reads what the program has written; sequences may be cut anywhere.
    public mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            guard let item = parser.feed(byte) else { continue }
            switch item {
            case .scalar(let scalar): put(scalar)
            case .control(let code): control(code)
            case .escape(let intermediates, let final): escape(intermediates, final)
            case .sequence(let sequence): perform(sequence)
            case .string: strange.append("string")
            }
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let width = CharacterWidth.of(scalar)
        if width == 0 {
            let column = isWrapPending ? cursor.column : max(0, cursor.column - 1)
            let target = cells[cursor.row][column].text.isEmpty ? max(0, column - 1) : column
            cells[cursor.row][target].text.unicodeScalars.append(scalar)
            return
        }
        if isWrapPending || cursor.column + width > columns {
            cursor.column = 0
            lineFeed()
        }
        isWrapPending = false
        guard cursor.column + width <= columns else { return }
        if isInserting {
            let blanks = Array(repeating: Cell(), count: width)
            cells[cursor.row].insert(contentsOf: blanks, at: cursor.column)
            cells[cursor.row].removeLast(width)
        }
        cells[cursor.row][cursor.column] = Cell(text: String(scalar), rendition: rendition)
        if width == 2 { cells[cursor.row][cursor.column + 1] = Cell(text: "", rendition: rendition) }
        cursor.column += width
        if cursor.column == columns {
            cursor.column = columns - 1
            isWrapPending = true
        }
    }

    private mutating func control(_ code: UInt8) {
        switch code {
        case 8: move(row: cursor.row, column: cursor.column - 1)
        case 9: move(row: cursor.row, column: (cursor.column / 8 + 1) * 8)
        case 10: lineFeed()
        case 13: move(row: cursor.row, column: 0)
        case 7, 14, 15, 24, 0: break
        default: strange.append("control \(code)")
        }
    }

    private mutating func escape(_ intermediates: String, _ final: Character) {
        switch (intermediates, final) {
        case ("", "M"):
            if cursor.row == region.lowerBound {
                scrollDown(from: cursor.row, 1)
            } else {
                move(row: cursor.row - 1, column: cursor.column)
            }
        case ("", "="), ("", ">"), ("", "7"), ("", "8"), ("(", _), (")", _): break
        default: strange.append("ESC \(intermediates)\(final)")
        }
    }

    private mutating func perform(_ sequence: ControlSequence) {
        let first = max(1, sequence.number(0, or: 1))
        switch (sequence.prefix, sequence.final) {
        case ("", "H"), ("", "f"):
            move(row: first - 1, column: max(1, sequence.number(1, or: 1)) - 1)
        case ("", "A"): move(row: cursor.row - first, column: cursor.column)
        case ("", "B"): move(row: cursor.row + first, column: cursor.column)
        case ("", "C"): move(row: cursor.row, column: cursor.column + first)
        case ("", "D"): move(row: cursor.row, column: cursor.column - first)
        case ("", "G"): move(row: cursor.row, column: first - 1)
        case ("", "d"): move(row: first - 1, column: cursor.column)
        case ("", "Z"): move(row: cursor.row, column: (cursor.column - 1) / 8 * 8)
        case ("", "J"): eraseDisplay(sequence.number(0, or: 0))
        case ("", "K"): eraseLine(sequence.number(0, or: 0))
        case ("", "X"): blank(cursor.row, cursor.column..<min(columns, cursor.column + first))
        case ("", "P"):
            let gone = min(first, columns - cursor.column)
            cells[cursor.row].removeSubrange(cursor.column..<cursor.column + gone)
            cells[cursor.row] += Array(repeating: Cell(text: " ", rendition: rendition.erased), count: gone)
        case ("", "@"):
            let fresh = min(first, columns - cursor.column)
            cells[cursor.row].insert(
                contentsOf: Array(repeating: Cell(text: " ", rendition: rendition.erased), count: fresh),
                at: cursor.column)
            cells[cursor.row].removeLast(fresh)
        case ("", "b"):
            guard let scalar = parser.lastScalar else { return }
            for _ in 0..<first { put(scalar) }
        case ("", "m"): rendition.apply(sequence.parameters)
        case ("", "r"):
            let bottom = min(rows, sequence.number(1, or: rows))
            region = first - 1..<max(first, bottom)
            move(row: 0, column: 0)
        case ("", "S"): scrollUp(from: region.lowerBound, first)
        case ("", "T"): scrollDown(from: region.lowerBound, first)
        case ("", "M"): scrollUp(from: cursor.row, first)
        case ("", "L"): scrollDown(from: cursor.row, first)
        case ("", "t"), ("?", "c"): break
        case ("?", "h"): setModes(sequence, true)
        case ("?", "l"): setModes(sequence, false)
        case ("", "h"), ("", "l"):
            if sequence.parameters == [4] { isInserting = sequence.final == "h" }
        default: strange.append("CSI \(sequence.prefix)\(sequence.parameters)\(sequence.final)")
        }
    }

    private mutating func setModes(_ sequence: ControlSequence, _ on: Bool) {
        for mode in sequence.parameters.compactMap({ $0 }) {
            if on { modes.insert(mode) } else { modes.remove(mode) }
            if mode == 1049 { cells = Self.empty(columns, rows) }
        }
    }

    private mutating func move(row: Int, column: Int) {
        cursor = (min(max(0, row), rows - 1), min(max(0, column), columns - 1))
        isWrapPending = false
    }

    private mutating func lineFeed() {
        isWrapPending = false
        if cursor.row + 1 == region.upperBound {
            scrollUp(from: region.lowerBound, 1)
        } else if cursor.row + 1 < rows {
            cursor.row += 1
        }
    }

    private mutating func scrollUp(from top: Int, _ count: Int) {
        guard region.contains(top) else { return }
        for _ in 0..<min(count, region.upperBound - top) {
            cells.remove(at: top)
            cells.insert(erasedRow, at: region.upperBound - 1)
        }
    }

    private mutating func scrollDown(from top: Int, _ count: Int) {
        guard region.contains(top) else { return }
        for _ in 0..<min(count, region.upperBound - top) {
            cells.remove(at: region.upperBound - 1)
            cells.insert(erasedRow, at: top)
        }
    }

    private var erasedRow: [Cell] {
        Array(repeating: Cell(text: " ", rendition: rendition.erased), count: columns)
    }

    private mutating func eraseDisplay(_ part: Int) {
        eraseLine(part)
        let others = part == 0 ? cursor.row + 1..<rows : part == 1 ? 0..<cursor.row : 0..<rows
        for row in others { blank(row, 0..<columns) }
    }

    private mutating func eraseLine(_ part: Int) {
        let range = part == 0 ? cursor.column..<columns : part == 1 ? 0..<cursor.column + 1 : 0..<columns
        blank(cursor.row, range)
    }

    private mutating func blank(_ row: Int, _ range: Range<Int>) {
        for column in range { cells[row][column] = Cell(text: " ", rendition: rendition.erased) }
    }
}
