import Glibc

/// The line settings of the terminal: as they were found, and as a full screen needs them.
struct TerminalModes {
    let descriptor: Int32
    let found: termios
    private let raw: termios

    /// Reads the settings; nil when `descriptor` is no terminal.
    init?(descriptor: Int32) {
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else { return nil }
        self.descriptor = descriptor
        self.found = settings
        var raw = settings
        // Every byte arrives as it was sent: ^C is 3, ^Z is 26, Enter is 13, and the eighth bit stays.
        raw.c_iflag &= ~tcflag_t(IGNBRK | BRKINT | PARMRK | INPCK | ISTRIP | INLCR | IGNCR | ICRNL | IXON | IXOFF)
        raw.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG | IEXTEN)
        // ncurses counts on a line feed that moves down and nothing else.
        raw.c_oflag &= ~tcflag_t(OPOST)
        raw.c_cflag &= ~tcflag_t(CSIZE | PARENB)
        raw.c_cflag |= tcflag_t(CS8)
        withUnsafeMutableBytes(of: &raw.c_cc) { characters in
            characters[Int(VMIN)] = 1
            characters[Int(VTIME)] = 0
        }
        self.raw = raw
    }

    /// Applies the settings of a full screen. In the background this stops the process until the shell brings it back.
    /// False when it has to end before.
    func enterRaw() -> Bool {
        apply(raw)
    }

    /// Applies the settings that were found. In the background they are the shell's by now, and stay.
    func restore() {
        if isForeground { _ = apply(found) }
    }

    /// Whether the terminal is ours to read and set; the system stops a job that tries it in the background.
    var isForeground: Bool {
        let foreground = tcgetpgrp(descriptor)
        return foreground < 0 || foreground == getpgrp()
    }

    private func apply(_ settings: termios) -> Bool {
        var settings = settings
        // TCSANOW: waiting for the output to drain would hang on a terminal that takes none, and keys typed ahead stay.
        while tcsetattr(descriptor, TCSANOW, &settings) != 0 {
            if errno != EINTR || PendingSignals.areUrgent { return false }
        }
        return true
    }
}
