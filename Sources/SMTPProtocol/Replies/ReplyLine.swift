/// One line of a ``Reply``, as places in its bytes.
public struct ReplyLine: Hashable, Sendable {
    // Two words on purpose: a session may keep a hundred thousand replies, and the parser makes millions a second.
    // `places` is the range, 32 bits each. `facts`, from the lowest bit: ending (2), terminator length (2), head length
    // (3), final (1), enhanced class (8, 0 for none), subject (16), detail (16), code (16, `noCode` for none).
    private let places: UInt64
    private let facts: UInt64

    private static let noCode: UInt64 = 0xFFFF

    /// Packs a line. The limits of ``ReplyLimits`` make its places fit 32 bits; a line has at least one byte.
    @inline(__always)
    init(
        range: Range<Int>, headLength: Int, terminatorLength: Int, code: ReplyCode?, enhanced: EnhancedStatusCode?,
        ending: LineEnding, isFinal: Bool
    ) {
        places = UInt64(range.lowerBound) | UInt64(range.upperBound) << 32
        var facts = UInt64(ending.rawValue) | UInt64(terminatorLength) << 2 | UInt64(headLength) << 4
        if isFinal { facts |= 1 << 7 }
        if let enhanced {
            facts |= UInt64(enhanced.statusClass) << 8 | UInt64(enhanced.subject) << 16 | UInt64(enhanced.detail) << 32
        }
        facts |= (code.map { UInt64($0.value) } ?? Self.noCode) << 48
        self.facts = facts
    }

    private init() {
        places = 0
        facts = 0
    }

    /// A line of no bytes: no real line is one.
    static let absent = ReplyLine()

    var isAbsent: Bool { places == 0 }

    private var lowerBound: Int { Int(places & 0xFFFF_FFFF) }
    private var upperBound: Int { Int(places >> 32) }
    private var textEnd: Int { upperBound - Int(facts >> 2 & 0b11) }

    /// The line in ``Reply/bytes``, with its terminator.
    public var range: Range<Int> { lowerBound..<upperBound }

    /// The line without its terminator.
    public var verbatimRange: Range<Int> { lowerBound..<textEnd }

    /// The text: without code, separator and terminator. The whole line when it is no reply line.
    public var textRange: Range<Int> { lowerBound + Int(facts >> 4 & 0b111)..<textEnd }

    /// The code; nil when this is no reply line.
    public var code: ReplyCode? {
        let value = facts >> 48
        return value == Self.noCode ? nil : ReplyCode(Int(value))
    }

    /// The enhanced status code at the start of the text, if there is one.
    public var enhanced: EnhancedStatusCode? {
        EnhancedStatusCode(
            statusClass: Int(facts >> 8 & 0xFF), subject: Int(facts >> 16 & 0xFFFF), detail: Int(facts >> 32 & 0xFFFF))
    }

    /// How the line ended.
    public var ending: LineEnding { LineEnding(rawValue: UInt8(facts & 0b11)) ?? .limit }

    /// True when the reply ends with this line: no hyphen follows the code, or it is malformed and stands alone.
    public var isFinal: Bool { facts >> 7 & 1 == 1 }
}
