/// A colour of a cell, as terminals count them.
public enum Color: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case terminalDefault

    /// An entry of the terminal's palette: 0-7 the basic colours, 8-15 their bright twins, 16-255 the xterm cube and
    /// greys.
    case palette(UInt8)
}

extension Color: CustomStringConvertible {
    /// The palette's number, or `default`.
    public var description: String {
        switch self {
        case .terminalDefault: "default"
        case .palette(let index): "\(index)"
        }
    }
}
