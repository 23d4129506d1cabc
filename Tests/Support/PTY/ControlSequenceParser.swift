/// A control sequence: `CSI`, a private prefix, numbers, a final character.
struct ControlSequence: Sendable {
    var prefix = ""
    var parameters: [Int?] = []
    var final: Character = " "

    func number(_ index: Int, or missing: Int) -> Int {
        index < parameters.count ? parameters[index] ?? missing : missing
    }
}

/// Splits what a program writes to a terminal into characters and control functions, byte by byte.
struct ControlSequenceParser: Sendable {
    enum Item {
        case scalar(Unicode.Scalar)
        case control(UInt8)
        case escape(String, Character)
        case sequence(ControlSequence)
        /// An operating system command or another string; its content is dropped.
        case string
    }

    private enum State {
        case ground, escape, sequence, string, stringEscape
    }

    private(set) var lastScalar: Unicode.Scalar?
    private var state = State.ground
    private var intermediates = ""
    private var sequence = ControlSequence()
    private var digits = ""
    private var encoded: [UInt8] = []

    mutating func feed(_ byte: UInt8) -> Item? {
        switch state {
        case .ground: return ground(byte)
        case .escape: return escape(byte)
        case .sequence: return inSequence(byte)
        case .string:
            if byte == 0x1B { state = .stringEscape }
            if byte == 0x07 { return end(.string) }
            return nil
        case .stringEscape:
            return end(.string)
        }
    }

    private mutating func end(_ item: Item) -> Item {
        state = .ground
        return item
    }

    private mutating func ground(_ byte: UInt8) -> Item? {
        if byte == 0x1B {
            state = .escape
            intermediates = ""
            encoded = []
            return nil
        }
        if byte < 0x20 || byte == 0x7F { return .control(byte) }
        encoded.append(byte)
        var decoder = UTF8()
        var iterator = encoded.makeIterator()
        let needed = encoded[0] < 0x80 ? 1 : encoded[0] >= 0xF0 ? 4 : encoded[0] >= 0xE0 ? 3 : 2
        guard encoded.count >= needed else { return nil }
        defer { encoded = [] }
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return .control(byte) }
        lastScalar = scalar
        return .scalar(scalar)
    }

    private mutating func escape(_ byte: UInt8) -> Item? {
        switch byte {
        case UInt8(ascii: "["):
            state = .sequence
            sequence = ControlSequence()
            digits = ""
            return nil
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
            state = .string
            return nil
        case 0x20...0x2F:
            intermediates.unicodeScalars.append(Unicode.Scalar(byte))
            return nil
        default:
            return end(.escape(intermediates, Character(Unicode.Scalar(byte))))
        }
    }

    private mutating func inSequence(_ byte: UInt8) -> Item? {
        switch byte {
        case 0x18: return end(.control(byte))
        case 0x30...0x39: digits.unicodeScalars.append(Unicode.Scalar(byte))
        case 0x3A, 0x3B:
            sequence.parameters.append(Int(digits))
            digits = ""
        case 0x20...0x2F, 0x3C...0x3F: sequence.prefix.unicodeScalars.append(Unicode.Scalar(byte))
        case 0x40...0x7E:
            if !digits.isEmpty || !sequence.parameters.isEmpty { sequence.parameters.append(Int(digits)) }
            sequence.final = Character(Unicode.Scalar(byte))
            return end(.sequence(sequence))
        default: break
        }
        return nil
    }
}
