import SMTPProtocol
import TerminalKit

extension SeverityMark {
    /// The mark of a severity.
    init(_ severity: Severity) {
        switch severity {
        case .ok: self = .ok
        case .continue: self = .continue
        case .temporary: self = .temporary
        case .permanent: self = .permanent
        }
    }
}
