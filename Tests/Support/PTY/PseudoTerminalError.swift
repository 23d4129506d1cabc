import Glibc

/// What went wrong with a pseudo-terminal, with what its screen showed.
public enum PseudoTerminalError: Error, CustomStringConvertible {
    /// The system refused.
    case system(String, Int32)
    /// What was waited for did not come in time.
    case deadline(String, String)
    /// The program's side was closed before what was waited for came.
    case ended(String, String)

    /// One line, and the screen.
    public var description: String {
        switch self {
        case .system(let what, let error): "could not \(what): \(String(cString: strerror(error)))"
        case .deadline(let what, let screen): "waited in vain for \(what); the screen:\n\(screen)"
        case .ended(let what, let screen): "the program's side closed while waiting for \(what); the screen:\n\(screen)"
        }
    }
}
