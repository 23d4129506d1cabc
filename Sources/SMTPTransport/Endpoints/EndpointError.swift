/// Why a target cannot be used, in words for the person who typed it.
public struct EndpointError: Error, Hashable, Sendable {
    /// The kind of mistake. New kinds may come with new versions.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case emptyTarget, emptyHost, badCharacter, controlCharacter, notASCII, tooLong,
                badLabel, badAddress, badPort, unknownScheme, unexpectedPart, hiddenLineBreak, badEscape,
                badPath
        }
        private let kind: Kind

        /// Nothing was typed.
        public static let emptyTarget = Code(kind: .emptyTarget)
        /// The place of the host is empty.
        public static let emptyHost = Code(kind: .emptyHost)
        /// A character that no host name has.
        public static let badCharacter = Code(kind: .badCharacter)
        /// A control character such as NUL, CR or LF.
        public static let controlCharacter = Code(kind: .controlCharacter)
        /// A letter outside ASCII.
        public static let notASCII = Code(kind: .notASCII)
        /// A name, a label or a path above its limit.
        public static let tooLong = Code(kind: .tooLong)
        /// A label that is empty or has a hyphen at its end.
        public static let badLabel = Code(kind: .badLabel)
        /// Text that stands where an address belongs and is none.
        public static let badAddress = Code(kind: .badAddress)
        /// A port that is no number from 1 to 65535.
        public static let badPort = Code(kind: .badPort)
        /// A `scheme://` that this program does not speak.
        public static let unknownScheme = Code(kind: .unknownScheme)
        /// A user, a password, a path, a query or a fragment.
        public static let unexpectedPart = Code(kind: .unexpectedPart)
        /// A percent-escape that stands for CR, LF or NUL.
        public static let hiddenLineBreak = Code(kind: .hiddenLineBreak)
        /// A percent sign that is no escape, or stands where none may.
        public static let badEscape = Code(kind: .badEscape)
        /// A socket path that cannot be used.
        public static let badPath = Code(kind: .badPath)

        /// The name of the kind.
        public var description: String { kind.rawValue }
    }

    /// The kind of mistake.
    public let code: Code
    /// What is wrong, in a sentence.
    public let message: String
    /// Where the wrong byte stands in the part that was read, when one byte is at fault.
    public let offset: Int?
    /// What to write instead, in a sentence.
    public let advice: String

    init(_ code: Code, _ message: String, offset: Int? = nil, advice: String) {
        self.code = code
        self.message = message
        self.offset = offset
        self.advice = advice
    }
}

extension EndpointError: CustomStringConvertible {
    /// The message and the advice. It never repeats what was typed, apart from one printable character.
    public var description: String { "\(message) \(advice)" }
}
