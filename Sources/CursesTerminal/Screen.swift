import CCurses
import Glibc
import TerminalKit

/// The ncurses screen: what the terminal shows now, and the bytes that make it show something else.
///
/// Knows no descriptor: ``withOutput(_:)`` hands out the bytes that have to be delivered.
final class Screen {
    let type: String
    let colorDepth: ColorDepth

    private let handle: OpaquePointer
    private let reduction: PaletteReduction
    private(set) var size: Size
    /// The last frame, when the terminal is known to show it.
    private var shown: Surface?
    /// The last frame, to be shown again after an interruption.
    private var last: Surface?

    /// Opens the first of the types that terminfo knows, if that one can show a full screen.
    static func open(
        types: [String], size: Size, isUTF8: Bool, maximumColorDepth: ColorDepth
    ) throws(TerminalError) -> Screen {
        for type in types {
            switch cc_terminfo_look_up(type) {
            case Int32(CC_TERMINFO_UNKNOWN.rawValue): continue
            case Int32(CC_TERMINFO_NOT_ADDRESSABLE.rawValue): throw .notAddressable(type: type)
            default: break
            }
            guard let handle = cc_screen_open(type, Int32(size.rows), Int32(size.columns), isUTF8) else {
                throw .system(what: "Could not open the screen", error: errno)
            }
            return Screen(handle, type: type, size: size, maximumColorDepth: maximumColorDepth)
        }
        throw .unknownType(tried: types)
    }

    private init(_ handle: OpaquePointer, type: String, size: Size, maximumColorDepth: ColorDepth) {
        self.handle = handle
        self.type = type
        self.size = size
        colorDepth = maximumColorDepth == .mono ? .mono : Self.depth(handle, atMost: maximumColorDepth)
        reduction = PaletteReduction(depth: colorDepth)
    }

    deinit {
        cc_screen_free(handle)
    }

    private static func depth(_ handle: OpaquePointer, atMost limit: ColorDepth) -> ColorDepth {
        let has: ColorDepth =
            switch cc_screen_start_colors(handle) {
            case ..<8: .mono
            case 8..<16: .ansi8
            case 16..<256: .ansi16
            case 256: .palette256
            // A direct-colour entry counts millions: its numbers are no palette, apart from the first eight.
            default: .ansi8
            }
        return switch (has, limit) {
        case (.mono, _), (_, .mono): .mono
        case (.ansi8, _), (_, .ansi8): .ansi8
        case (.ansi16, _), (_, .ansi16): .ansi16
        case (.palette256, .palette256): .palette256
        }
    }

    /// The bytes that bring the terminal back whatever it shows: for the rescue.
    var resetSequence: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(CC_RESCUE_CAPACITY)) { buffer, count in
            count = buffer.baseAddress.map { cc_screen_reset_sequence(handle, $0, buffer.count) } ?? 0
        }
    }

    /// Hands the pending output to `body`, if there is any.
    func withOutput<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var count = 0
        let bytes = cc_screen_output(handle, &count)
        return body(UnsafeBufferPointer(start: bytes, count: count))
    }

    /// Takes a new size; false when there is no memory for it, and the old size stays.
    func resize(to size: Size) -> Bool {
        guard cc_screen_resize(handle, Int32(size.rows), Int32(size.columns)) else { return false }
        self.size = size
        shown = nil
        return true
    }

    /// Forgets what the terminal shows, so that the next frame is written whole.
    func forgetShown() {
        shown = nil
        cc_screen_redraw(handle)
    }

    /// Writes what leaves the alternate screen to the output.
    func leave() {
        cc_screen_leave(handle)
        forgetShown()
    }

    /// Writes the last frame to the output again, whole.
    func repaint() {
        forgetShown()
        if let last {
            paint(last)
        } else {
            cc_screen_update(handle)
        }
    }

    /// Writes the difference between what is shown and `surface` to the output. What stands outside the screen is cut
    /// off, and screen outside the surface is blank.
    func paint(_ surface: Surface) {
        let before = shown.flatMap { $0.size == surface.size ? $0 : nil }
        for row in 0..<size.rows {
            surface.withRow(row) { cells in
                if let before {
                    before.withRow(row) { put(cells, over: $0, row: row) }
                } else {
                    put(cells, over: nil, row: row)
                }
            }
        }
        if before == nil { blankOutside(surface) }
        let cursor = surface.cursor
        cc_screen_cursor(handle, Int32(cursor?.row ?? -1), Int32(cursor?.column ?? -1))
        cc_screen_update(handle)
        shown = surface
        last = surface
    }

    private func put(_ cells: ArraySlice<Cell>, over before: ArraySlice<Cell>?, row: Int) {
        cells.withUnsafeBufferPointer { cells in
            let columns = 0..<min(cells.count, size.columns)
            guard let before else {
                for column in columns { put(cells, row: row, column: column) }
                return
            }
            before.withUnsafeBufferPointer { before in
                guard let first = cells.baseAddress, let firstBefore = before.baseAddress else { return }
                // Most rows of most frames are the same, bit for bit.
                if memcmp(first, firstBefore, columns.count * MemoryLayout<Cell>.stride) == 0 { return }
                for column in columns where before[column] != cells[column] { put(cells, row: row, column: column) }
            }
        }
    }

    private func put(_ cells: UnsafeBufferPointer<Cell>, row: Int, column: Int) {
        // Its left half stands for both.
        if !cells[column].isContinuation { put(cells[column], row: row, column: column) }
    }

    private func put(_ cell: Cell, row: Int, column: Int) {
        // Half of a wide cluster would stand beyond the edge.
        let fits = column + cell.width <= size.columns
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Int(CC_SCALARS_PER_CELL)) { scalars in
            var count = 0
            if fits {
                for scalar in cell.text.unicodeScalars.prefix(scalars.count) {
                    scalars[count] = scalar.value
                    count += 1
                }
            }
            cc_screen_put(
                handle, Int32(row), Int32(column), scalars.baseAddress, Int32(count), fits ? Int32(cell.width) : 1,
                Self.bits(of: cell.style.attributes), reduction.number(of: cell.style.foreground),
                reduction.number(of: cell.style.background))
        }
    }

    private func blankOutside(_ surface: Surface) {
        for row in 0..<size.rows {
            let first = row < surface.rows ? surface.columns : 0
            for column in min(first, size.columns)..<size.columns {
                put(.blank(), row: row, column: column)
            }
        }
    }

    private static func bits(of attributes: Style.Attributes) -> UInt32 {
        var bits: UInt32 = 0
        if attributes.contains(.bold) { bits |= UInt32(CC_BOLD.rawValue) }
        if attributes.contains(.dim) { bits |= UInt32(CC_DIM.rawValue) }
        if attributes.contains(.underline) { bits |= UInt32(CC_UNDERLINE.rawValue) }
        if attributes.contains(.reverse) { bits |= UInt32(CC_REVERSE.rawValue) }
        if attributes.contains(.italic) { bits |= UInt32(CC_ITALIC.rawValue) }
        return bits
    }
}
