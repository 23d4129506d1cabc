// Opens the terminal, shows a known picture, echoes what arrives, and ends in the way that an argument names.

import CursesTerminal
import Glibc

UISignals.blockForOtherThreads()
StandardDescriptors.fillGaps()
// As the network library does.
signal(SIGPIPE, SIG_IGN)
let arguments: ProbeArguments
do {
    arguments = try ProbeArguments(CommandLine.arguments.dropFirst())
} catch {
    print("curses-probe: \(error)")
    exit(64)
}
do {
    let terminal = try CursesTerminal.open(arguments.options)
    let probe = Probe(terminal, arguments)
    let status = try probe.run()
    terminal.close()
    // After a signal the terminal may take no bytes, and a print would wait for it.
    if status == 0 { print("closed with 0") }
    exit(status)
} catch let error as TerminalError {
    // The place of line mode.
    print("line mode: \(error)")
    exit(3)
}
