import Glibc

/// The settings of a terminal line, in a form that can be compared and shown.
public struct LineSettings: Hashable, Sendable, CustomStringConvertible {
    /// The input, output, control and local flags.
    public let flags: [UInt32]
    /// The special characters.
    public let characters: [UInt8]

    /// Reads them; nil when the descriptor is no terminal.
    public init?(descriptor: Int32) {
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else { return nil }
        flags = [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag]
        characters = withUnsafeBytes(of: &settings.c_cc) { Array($0) }
    }

    /// Whether keys arrive one by one, unchanged and without echo.
    public var isRaw: Bool {
        flags[3] & UInt32(ECHO | ICANON | ISIG) == 0
    }

    /// The flags in octal, as `stty -g` likes them in hexadecimal.
    public var description: String {
        flags.map { String($0, radix: 8) }.joined(separator: ":") + " "
            + characters.map { String($0) }.joined(separator: ",")
    }
}
