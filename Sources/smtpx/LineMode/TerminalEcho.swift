import CUnix
import Glibc

/// Whether the terminal shows what is typed: off while a secret is asked for.
///
/// Whatever ends or stops the program meanwhile, the terminal gets its echo back.
enum TerminalEcho {
    static func set(_ isOn: Bool) {
        if isOn { cu_input_show() } else { _ = cu_input_hide(STDIN_FILENO) }
    }
}
