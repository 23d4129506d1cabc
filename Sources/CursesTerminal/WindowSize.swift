import Glibc
import TerminalKit

/// The size of the window behind a descriptor.
enum WindowSize {
    /// No window is believed to be larger: 16-bit counts from a broken terminal would ask for gigabytes of cells.
    static let mostRows = 1000
    static let mostColumns = 2000

    /// What most terminals start with, for those that tell nothing (0×0, as serial lines and some programs say).
    static let usual = Size(columns: 80, rows: 24)

    /// Asks the terminal; `usual` where it has no answer.
    static func read(_ descriptor: Int32) -> Size {
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0 else { return usual }
        return bounded(columns: Int(window.ws_col), rows: Int(window.ws_row))
    }

    /// A size that can be painted.
    static func bounded(columns: Int, rows: Int) -> Size {
        Size(
            columns: columns < 1 ? usual.columns : min(columns, mostColumns),
            rows: rows < 1 ? usual.rows : min(rows, mostRows))
    }
}
