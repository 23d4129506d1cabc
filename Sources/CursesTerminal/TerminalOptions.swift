import Glibc
public import TerminalKit

/// How to open the terminal.
public struct TerminalOptions: Hashable, Sendable {
    /// The descriptor that keys are read from.
    public var input: Int32
    /// The descriptor that is painted on.
    public var output: Int32
    /// The kind of terminal, as TERM names it; nil or empty when nobody has said.
    public var terminalType: String?
    /// The most colours to use, whatever the terminal has. `.mono` is what NO_COLOR asks for.
    public var maximumColorDepth: ColorDepth
    /// Whether the terminal marks pasted text, so that it can be told from typing.
    public var bracketsPaste: Bool
    /// Whether clicks and the wheel are reported (SGR form). Off, the terminal's own selection works.
    public var reportsMouse: Bool

    /// Standard input and output, and the kind of terminal that the environment names.
    public init(
        input: Int32 = 0, output: Int32 = 1,
        terminalType: String? = Self.environmentTerminalType, maximumColorDepth: ColorDepth = .palette256,
        bracketsPaste: Bool = true, reportsMouse: Bool = false
    ) {
        self.input = input
        self.output = output
        self.terminalType = terminalType
        self.maximumColorDepth = maximumColorDepth
        self.bracketsPaste = bracketsPaste
        self.reportsMouse = reportsMouse
    }

    /// The value of TERM.
    public static var environmentTerminalType: String? {
        getenv("TERM").map { String(cString: $0) }
    }
}
