/// The meaning of one whole control sequence (CSI …) from a terminal's keyboard.
/// - SeeAlso: ECMA-48 §5.4, xterm's ctlseqs "PC-Style Function Keys"
struct ControlSequence {
    enum Meaning {
        case event(KeyEvent)
        case pasteBegins
    }

    /// What follows CSI: parameters, intermediates and the final byte; never empty.
    private let body: ArraySlice<UInt8>
    private let whole: [UInt8]
    private let added: Modifiers
    private let final: UInt8
    private let parameters: [Int?]

    init(body: ArraySlice<UInt8>, whole: [UInt8], adding added: Modifiers) {
        self.body = body
        self.whole = whole
        self.added = added
        final = body.last ?? 0
        parameters = Self.numbers(in: body.dropLast())
    }

    /// rxvt ends Shift with a key by `$`, which elsewhere is an intermediate byte: `CSI 3 $`.
    static func isRxvtShift(_ parameters: ArraySlice<UInt8>) -> Bool {
        !parameters.isEmpty && parameters.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    }

    var meaning: Meaning {
        if final == UInt8(ascii: "~"), parameters == [200] { return .pasteBegins }
        return .event(event)
    }

    private var event: KeyEvent {
        switch body.first {
        case UInt8(ascii: "<"): mouse(parameters: Self.numbers(in: body.dropFirst().dropLast()), final: final)
        case UInt8(ascii: "?"), UInt8(ascii: ">"), UInt8(ascii: "="): .report(whole)
        default: plainEvent
        }
    }

    private var plainEvent: KeyEvent {
        switch final {
        case UInt8(ascii: "A"), UInt8(ascii: "B"), UInt8(ascii: "C"), UInt8(ascii: "D"), UInt8(ascii: "F"),
            UInt8(ascii: "H"), UInt8(ascii: "P"), UInt8(ascii: "Q"), UInt8(ascii: "S"):
            return parameters.count <= 2 ? key(Self.cursorKeys[final]) : .unknown(whole)
        case UInt8(ascii: "R"):
            // F3 with modifiers and a cursor report of the first row look the same; nobody asks for that report here.
            let isKey =
                parameters.isEmpty || parameters.first == 1 && parameters.count == 2 && Self.isModifier(parameters[1])
            return isKey ? key(.function(3)) : .report(whole)
        case UInt8(ascii: "Z"): return .key(.tab, modifiers.union(.shift))
        case UInt8(ascii: "a")...UInt8(ascii: "d"):
            guard parameters.isEmpty else { return final == UInt8(ascii: "c") ? .report(whole) : .unknown(whole) }
            return key(Self.cursorKeys[final - 0x20], adding: .shift)
        case UInt8(ascii: "~"): return tilde(adding: [])
        case UInt8(ascii: "^"): return tilde(adding: .control)
        case UInt8(ascii: "$"): return tilde(adding: .shift)
        case UInt8(ascii: "@"): return tilde(adding: [.control, .shift])
        case UInt8(ascii: "u"): return character(code: parameters.first ?? nil)
        case UInt8(ascii: "I") where parameters.isEmpty: return .focus(gained: true)
        case UInt8(ascii: "O") where parameters.isEmpty: return .focus(gained: false)
        case UInt8(ascii: "M"): return mouse(parameters: parameters, final: nil)
        case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "x"), UInt8(ascii: "y"): return .report(whole)
        default: return .unknown(whole)
        }
    }

    /// The second parameter: 1 plus the sum of the modifiers.
    private var modifiers: Modifiers {
        added.union(parameters.count > 1 ? Self.modifiers(parameters[1]) : [])
    }

    private static func isModifier(_ value: Int?) -> Bool { value.map { (2...16).contains($0) } ?? false }

    private static func modifiers(_ value: Int?) -> Modifiers {
        guard let value, value > 1 else { return [] }
        let bits = value - 1
        var modifiers: Modifiers = []
        if bits & 1 != 0 { modifiers.insert(.shift) }
        // 8 is Meta in xterm, and Super in newer terminals.
        if bits & 2 != 0 || bits & 8 != 0 { modifiers.insert(.alt) }
        if bits & 4 != 0 { modifiers.insert(.control) }
        return modifiers
    }

    private func key(_ key: Key?, adding more: Modifiers = []) -> KeyEvent {
        key.map { .key($0, modifiers.union(more)) } ?? .unknown(whole)
    }

    private func tilde(adding more: Modifiers) -> KeyEvent {
        guard let first = parameters.first, let number = first else { return .unknown(whole) }
        // xterm's modifyOtherKeys: CSI 27 ; modifier ; code ~
        if number == 27, parameters.count == 3 { return character(code: parameters[2]) }
        return key(Self.tildeKeys[number], adding: more)
    }

    /// A key reported by its code point.
    private func character(code: Int?) -> KeyEvent {
        guard let code, let value = UInt32(exactly: code), let scalar = UnicodeScalar(value) else {
            return .unknown(whole)
        }
        switch value {
        case 0x20..<0x7F where modifiers.subtracting(.shift).isEmpty,
            0xA0...0xDFFF where modifiers.subtracting(.shift).isEmpty:
            return .text(String(scalar))
        case 0x00..<0x20, 0x7F: return KeyDecoder.controlKey(UInt8(value), adding: modifiers)
        // Beyond 0xE000 are the private codes of keys that have no character.
        case 0x20..<0x7F, 0xA0...0xDFFF: return .key(.character(Character(String(scalar).lowercased())), modifiers)
        default: return .unknown(whole)
        }
    }

    private func mouse(parameters: [Int?], final: UInt8?) -> KeyEvent {
        let numbers = parameters.compactMap { $0 }
        guard parameters.count == 3, numbers.count == 3 else { return .unknown(whole) }
        switch final {
        // rxvt's numbers are offset by 32 as the old report's are.
        case nil:
            return MouseReport.event([numbers[0] - 32, numbers[1], numbers[2]], isRelease: nil) ?? .unknown(whole)
        case UInt8(ascii: "M"): return MouseReport.event(numbers, isRelease: false) ?? .unknown(whole)
        case UInt8(ascii: "m"): return MouseReport.event(numbers, isRelease: true) ?? .unknown(whole)
        default: return .report(whole)
        }
    }

    /// SS3 sequences: cursor keys and keypad in application mode.
    static func singleShift(final: UInt8, modifier: ArraySlice<UInt8>, adding added: Modifiers) -> KeyEvent? {
        let modifiers = added.union(modifiers(numbers(in: modifier).last ?? nil))
        if case UInt8(ascii: "a")...UInt8(ascii: "d") = final {
            return cursorKeys[final - 0x20].map { .key($0, modifiers.union(.control)) }
        }
        if final == UInt8(ascii: "M") { return .key(.enter, modifiers) }
        if let key = final == UInt8(ascii: "R") ? .function(3) : cursorKeys[final] { return .key(key, modifiers) }
        switch final {
        // The keypad's `*` to `9`, each 0x40 above its character.
        case 0x6A...0x79: return .text(String(UnicodeScalar(final - 0x40)))
        case UInt8(ascii: "X"): return .text("=")
        default: return nil
        }
    }

    /// Whether a byte ends one of the sequences that terminals send for cursor and function keys.
    static func isFinalOfSingleShift(_ byte: UInt8) -> Bool { cursorKeys[byte] != nil || byte == UInt8(ascii: "R") }

    /// Numbers between semicolons; nil where there is none. Of parts with colons the first counts.
    private static func numbers(in bytes: ArraySlice<UInt8>) -> [Int?] {
        guard !bytes.isEmpty else { return [] }
        return bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
            let digits = part.prefix { $0 != UInt8(ascii: ":") }
            guard !digits.isEmpty, digits.count <= 7 else { return nil }
            var value = 0
            for digit in digits {
                guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
                value = value * 10 + Int(digit - UInt8(ascii: "0"))
            }
            return value
        }
    }

    private static let cursorKeys: [UInt8: Key] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
        UInt8(ascii: "F"): .end, UInt8(ascii: "H"): .home, UInt8(ascii: "P"): .function(1),
        UInt8(ascii: "Q"): .function(2), UInt8(ascii: "S"): .function(4),
    ]

    /// The numbers before `~`; the gaps are where DEC's keyboards had gaps between keys.
    private static let tildeKeys: [Int: Key] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6),
        18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
        25: .function(13), 26: .function(14), 28: .function(15), 29: .function(16), 31: .function(17),
        32: .function(18), 33: .function(19), 34: .function(20),
    ]
}
