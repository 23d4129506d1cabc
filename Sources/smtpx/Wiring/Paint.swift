import SMTPProtocol

/// Colours for text that is printed line by line. Without colours it leaves text as it is.
struct Paint {
    let isOn: Bool

    /// Text in the colour of a severity.
    func severity(_ severity: Severity?, _ text: String) -> String {
        switch severity {
        case .ok: colored(text, "32;1")
        case .continue: colored(text, "36;1")
        case .temporary: colored(text, "33;1")
        case .permanent, nil: colored(text, "31;1")
        }
    }

    /// Text that stands out.
    func bold(_ text: String) -> String { colored(text, "1") }

    private func colored(_ text: String, _ code: String) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
