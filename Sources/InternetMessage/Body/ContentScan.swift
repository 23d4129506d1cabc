/// What a piece of content is made of, as far as a server has to know: fed in any pieces.
public struct ContentScan: Hashable, Sendable {
    /// How many bytes it has when every line ends with CRLF.
    public private(set) var size = 0
    /// Whether a byte is above 0x7F.
    public private(set) var hasEightBit = false
    /// Whether a byte above 0x7F stands before the first empty line.
    public private(set) var hasEightBitHeader = false
    /// Whether there is a NUL.
    public private(set) var hasNUL = false
    /// The longest line, without its ending.
    public private(set) var longestLine = 0

    /// Whether the first empty line is still to come.
    public private(set) var isInHeader = true

    private var column = 0
    private var isAfterReturn = false

    /// Begins.
    public init() {}

    /// The scan of all of something.
    public init(_ bytes: some Collection<UInt8>) {
        add(bytes)
        finish()
    }

    /// Takes in the next piece.
    public mutating func add(_ bytes: some Collection<UInt8>) {
        for byte in bytes {
            switch byte {
            case 0x0A:
                if !isAfterReturn { endLine() }
                isAfterReturn = false
            case 0x0D:
                endLine()
                isAfterReturn = true
            default:
                isAfterReturn = false
                column += 1
                size += 1
                if byte >= 0x80 {
                    hasEightBit = true
                    if isInHeader { hasEightBitHeader = true }
                } else if byte == 0 {
                    hasNUL = true
                }
            }
        }
    }

    /// The content is over; a last line without an ending gets one.
    public mutating func finish() {
        if column > 0 { endLine() }
    }

    private mutating func endLine() {
        if column == 0 { isInHeader = false }
        longestLine = max(longestLine, column)
        column = 0
        size += 2
    }
}
