import Glibc

/// Whether the terminal shows what is typed: off while a secret is asked for.
enum TerminalEcho {
    static func set(_ isOn: Bool) {
        var modes = termios()
        guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return }
        let wanted = isOn ? modes.c_lflag | tcflag_t(ECHO) : modes.c_lflag & ~tcflag_t(ECHO)
        guard wanted != modes.c_lflag else { return }
        modes.c_lflag = wanted
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    }
}
