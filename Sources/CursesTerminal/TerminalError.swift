import Glibc

/// Why the full screen cannot be used. The caller goes on in line mode and shows the description as a notice.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Standard input or output is a file, a pipe, `/dev/null` or closed.
    case notATerminal(descriptor: Int32)
    /// TERM is not set, or empty.
    case noTerminalType
    /// The terminal says of itself that it cannot place a cursor: TERM=dumb and the like.
    case notAddressable(type: String)
    /// terminfo knows none of these.
    case unknownType(tried: [String])
    /// This process has a full screen open already.
    case alreadyOpen
    /// The system refused something.
    case system(what: String, error: Int32)

    /// What happened and what to do, in one line.
    public var description: String {
        switch self {
        case .notATerminal(let descriptor):
            "\(Self.name(of: descriptor)) is not a terminal, so there is no full screen."
        case .noTerminalType:
            "TERM is not set, so the kind of terminal is unknown. Set it, for example TERM=xterm-256color."
        case .notAddressable(let type):
            "A terminal of the kind \(Self.printable(type)) cannot show a full screen."
        case .unknownType(let tried):
            "No terminal description found (tried \(tried.map(Self.printable).joined(separator: ", "))). "
                + "Install ncurses-base or ncurses-term, or set TERM to a kind that this machine knows."
        case .alreadyOpen:
            "The full screen is open already."
        case .system(let what, let error):
            "\(what): \(String(cString: strerror(error)))."
        }
    }

    private static func name(of descriptor: Int32) -> String {
        switch descriptor {
        case STDIN_FILENO: "Standard input"
        case STDOUT_FILENO: "Standard output"
        default: "Descriptor \(descriptor)"
        }
    }

    /// TERM comes from outside, and this text goes to a terminal.
    static func printable(_ type: String) -> String {
        var shown = ""
        for scalar in type.unicodeScalars.prefix(40) {
            shown += (0x21...0x7E).contains(scalar.value) ? String(scalar) : "?"
        }
        return shown
    }
}
