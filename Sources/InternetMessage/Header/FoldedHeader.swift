/// Puts one field into lines: words with the blanks before them, broken where a line would become too long.
/// - SeeAlso: RFC 5322 §2.2.3
struct FoldedHeader {
    /// A piece that is never broken, and the blanks that part it from the one before.
    struct Piece: Hashable {
        var blanks: [UInt8] = [0x20]
        var text: [UInt8]
    }

    private let name: String
    private let limit: Int
    private(set) var bytes: [UInt8]
    private var column: Int

    /// - Parameter limit: how long a line should be at most.
    init(_ name: String, limit: Int = MessageLimits.preferredLine) {
        self.name = name
        self.limit = limit
        bytes = Array("\(name):".utf8)
        column = bytes.count
    }

    /// Adds a piece, on this line or on the next.
    mutating func append(_ piece: Piece) throws(MessageError) {
        guard piece.blanks.count + piece.text.count <= MessageLimits.line else {
            throw MessageError(
                .tooLong, "\(name) holds a word of \(piece.text.count) bytes; a line can have \(MessageLimits.line).",
                advice: "Put blanks into it, so that it can be folded.")
        }
        // Right behind the name nothing is gained by a new line, unless the piece would not fit at all.
        let isFirst = column == name.utf8.count + 1
        let end = column + piece.blanks.count + piece.text.count
        if end > (isFirst ? MessageLimits.line : limit) {
            bytes += [0x0D, 0x0A]
            column = 0
        }
        bytes += piece.blanks + piece.text
        column += piece.blanks.count + piece.text.count
    }

    /// The lines, each with its CRLF.
    var lines: [UInt8] { bytes + [0x0D, 0x0A] }
}
