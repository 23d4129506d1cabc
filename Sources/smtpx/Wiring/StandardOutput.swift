import Glibc

/// Standard output: whether it is a terminal, whether it wants colours, and writing to it without losing anything.
enum StandardOutput {
    /// When to use colours.
    enum ColorUse: String, CaseIterable {
        case auto, always, never
    }

    /// Whether it is a terminal.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether text for people gets colours: asked for, or a terminal that has them and no NO_COLOR.
    static func usesColor(_ use: ColorUse) -> Bool {
        switch use {
        case .always: return true
        case .never: return false
        case .auto:
            return isTerminal && Environment.value("NO_COLOR") == nil && Environment.value("TERM") != "dumb"
                && Environment.value("TERM") != nil
        }
    }

    /// The width of the terminal, or 80.
    static var columns: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes all of a text. False when nobody reads it any more.
    @discardableResult
    static func write(_ text: String) -> Bool { Descriptor.write(text, to: STDOUT_FILENO) }
}

/// The environment of the process.
enum Environment {
    /// A variable's value; nil when it is not set or empty.
    static func value(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }
}
