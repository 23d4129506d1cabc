public import SMTPProtocol

/// Severity in words and signs, so that it never depends on colour alone.
public enum SeverityWords {
    /// The word on the screen, at most four letters: `OK`, `MORE`, `TEMP`, `PERM`; `????` for an unknown one.
    public static func short(_ severity: Severity?) -> String {
        switch severity {
        case .ok: "OK"
        case .continue: "MORE"
        case .temporary: "TEMP"
        case .permanent: "PERM"
        case nil: "????"
        }
    }

    /// The word in tables and for programs: `ok`, `continue`, `temporary`, `permanent`; `unknown` for an unknown one.
    public static func long(_ severity: Severity?) -> String { severity?.rawValue ?? "unknown" }

    /// A sign of one cell.
    public static func glyph(_ severity: Severity?) -> String {
        switch severity {
        case .ok: "✓"
        case .continue: "→"
        case .temporary: "!"
        case .permanent: "✗"
        case nil: "?"
        }
    }

    /// A sign of one cell for terminals that show ASCII only.
    public static func asciiGlyph(_ severity: Severity?) -> String {
        switch severity {
        case .ok: "+"
        case .continue: ">"
        case .temporary: "!"
        case .permanent: "x"
        case nil: "?"
        }
    }

    /// A heading for a group of codes: `Success`, `More is expected`.
    public static func heading(_ severity: Severity?) -> String {
        switch severity {
        case .ok: "Success"
        case .continue: "More is expected"
        case .temporary: "Temporary failure"
        case .permanent: "Permanent failure"
        case nil: "Not an SMTP code"
        }
    }
}
