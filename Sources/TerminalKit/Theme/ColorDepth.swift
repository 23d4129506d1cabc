/// How many colours a terminal shows.
public enum ColorDepth: String, CaseIterable, Hashable, Sendable {
    /// None: attributes only.
    case mono
    /// The eight basic colours.
    case ansi8
    /// The basic colours and their bright twins.
    case ansi16
    /// The xterm palette of 256.
    case palette256
}
