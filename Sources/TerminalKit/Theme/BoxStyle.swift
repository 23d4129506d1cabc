/// The characters that frames are drawn with.
///
/// A line's character follows from the directions that meet in its cell, so frames that share an edge join by
/// themselves.
public struct BoxStyle: Hashable, Sendable {
    /// The directions in which a line leaves its cell.
    public struct Arms: OptionSet, Hashable, Sendable {
        /// The bits, one a direction.
        public let rawValue: UInt8

        /// A set from its bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Upwards.
        public static let up = Arms(rawValue: 1)
        /// Downwards.
        public static let down = Arms(rawValue: 2)
        /// To the left.
        public static let left = Arms(rawValue: 4)
        /// To the right.
        public static let right = Arms(rawValue: 8)
    }

    /// Sixteen characters, by the bits of the arms.
    private let pieces: [String]

    private init(_ pieces: [String]) { self.pieces = pieces }

    /// Light box-drawing characters, U+2500 and following.
    public static let unicode = BoxStyle([
        " ", "│", "│", "│", "─", "┘", "┐", "┤", "─", "└", "┌", "├", "─", "┴", "┬", "┼",
    ])

    /// `-`, `|` and `+`, for `--ascii` and terminals without UTF-8.
    public static let ascii = BoxStyle([
        " ", "|", "|", "|", "-", "+", "+", "+", "-", "+", "+", "+", "-", "+", "+", "+",
    ])

    /// A horizontal line.
    public var horizontal: String { piece([.left, .right]) }
    /// A vertical line.
    public var vertical: String { piece([.up, .down]) }

    /// The character in which these arms meet.
    public func piece(_ arms: Arms) -> String { pieces[Int(arms.rawValue & 15)] }

    /// The arms of a character of this style; nil when it is none. An ASCII `+` counts as a crossing.
    func arms(of text: String) -> Arms? {
        if text == horizontal { return [.left, .right] }
        if text == vertical { return [.up, .down] }
        guard text != " ", let index = pieces.lastIndex(of: text) else { return nil }
        return Arms(rawValue: UInt8(index))
    }
}
