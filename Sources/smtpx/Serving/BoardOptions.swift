import ArgumentParser
import CursesTerminal
import TerminalKit

/// What `smtpx serve` needs to show a board of the class.
struct BoardOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Show a live board on this terminal in place of the lines: who is here, what they do, which step they are at.",
            discussion: "q ends the server, Enter shows one student, n, s and a sort."))
    var board = false
    @Option(
        help: ArgumentHelp(
            "The board's colours: \(Theme.Name.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "name"))
    var theme: String?
    @Flag(help: "The board in ASCII characters only.") var ascii = false
    @Option(help: "The board with colours: auto, always or never. NO_COLOR counts too.")
    var color = StandardOutput.ColorUse.auto

    func validate() throws {
        if let theme, Theme.Name(rawValue: theme) == nil {
            let names = Theme.Name.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--theme takes one of \(names).")
        }
        guard !board else { return }
        if theme != nil { throw ValidationError("--theme needs --board.") }
        if ascii { throw ValidationError("--ascii needs --board.") }
        if color != .auto { throw ValidationError("--color needs --board.") }
    }

    /// How the terminal is opened.
    var terminal: TerminalOptions {
        var options = TerminalOptions()
        if color == .never || (color == .auto && Environment.value("NO_COLOR") != nil) {
            options.maximumColorDepth = .mono
        }
        return options
    }

    /// The theme that was asked for.
    func theme(depth: ColorDepth) -> Theme {
        .named(theme.flatMap(Theme.Name.init(rawValue:)) ?? .default, depth: depth)
    }
}
