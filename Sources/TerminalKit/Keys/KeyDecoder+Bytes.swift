/// The decoder's transitions, one byte at a time.
extension KeyDecoder {
    private static let escape: UInt8 = 0x1B
    /// CAN and SUB end any control sequence.
    private static func isCancel(_ byte: UInt8) -> Bool { byte == 0x18 || byte == 0x1A }

    /// Takes one byte; false: it ended a sequence that it does not belong to, and must be taken again.
    mutating func take(_ byte: UInt8, text: inout [UInt8], events: inout [KeyEvent]) -> Bool {
        switch state {
        case .ground:
            takeInGround(byte, text: &text, events: &events)
            return true
        case .paste(let matched):
            takeInPaste(byte, matched: matched, events: &events)
            return true
        case .utf8(let need): return takeContinuation(byte, need: need, text: &text, events: &events)
        case .escape: return takeAfterEscape(byte, events: &events)
        case .control: return takeInControl(byte, events: &events)
        case .linuxFunction:
            sequence.append(byte)
            if case 0x41...0x45 = byte {
                events.append(.key(.function(Int(byte) - 0x40), alt))
            } else {
                events.append(.unknown(sequence))
            }
            endSequence()
            return true
        case .oldMouse(let missing): return takeInOldMouse(byte, missing: missing, events: &events)
        case .singleShift: return takeAfterSingleShift(byte, events: &events)
        case .string(let endsAtBell, let sawEscape):
            return takeInString(byte, endsAtBell: endsAtBell, sawEscape: sawEscape, events: &events)
        }
    }

    func flush(_ text: inout [UInt8], into events: inout [KeyEvent]) {
        guard !text.isEmpty else { return }
        events.append(.text(String(decoding: text, as: UTF8.self)))
        text.removeAll(keepingCapacity: true)
    }

    /// Alt, when an Escape stood before the sequence's own.
    private var alt: Modifiers { leadingEscapes > 1 ? .alt : [] }

    private mutating func takeInGround(_ byte: UInt8, text: inout [UInt8], events: inout [KeyEvent]) {
        if byte >= 0x20, byte < 0x7F {
            text.append(byte)
            return
        }
        if let need = Self.continuationBytes(after: byte) {
            sequence = [byte]
            state = .utf8(need: need)
            return
        }
        flush(&text, into: &events)
        switch byte {
        case Self.escape:
            sequence = [byte]
            leadingEscapes = 1
            state = .escape
        case 0x00..<0x20, 0x7F: events.append(Self.controlKey(byte, adding: []))
        default:
            // The 8-bit forms of the introducers, from a terminal in 8-bit mode.
            guard let introduced = Self.introduced(by: byte &- 0x40) else {
                events.append(.unknown([byte]))
                return
            }
            sequence = [byte]
            state = introduced
        }
    }

    private static func continuationBytes(after byte: UInt8) -> Int? {
        switch byte {
        case 0xC2...0xDF: 1
        case 0xE0...0xEF: 2
        case 0xF0...0xF4: 3
        default: nil
        }
    }

    /// The state after ESC and this byte, when the two introduce a sequence.
    private static func introduced(by byte: UInt8) -> State? {
        switch byte {
        case UInt8(ascii: "["): .control
        case UInt8(ascii: "O"): .singleShift
        case UInt8(ascii: "]"): .string(endsAtBell: true, sawEscape: false)
        case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            .string(endsAtBell: false, sawEscape: false)
        default: nil
        }
    }

    private mutating func takeContinuation(
        _ byte: UInt8, need: Int, text: inout [UInt8], events: inout [KeyEvent]
    ) -> Bool {
        guard byte & 0xC0 == 0x80 else {
            flush(&text, into: &events)
            events.append(.unknown(sequence))
            endSequence()
            return false
        }
        sequence.append(byte)
        guard need == 1 else {
            state = .utf8(need: need - 1)
            return true
        }
        let scalar = String(validating: sequence, as: UTF8.self)?.unicodeScalars.first
        if let scalar, scalar.value > 0x9F {
            if leadingEscapes > 0 {
                events.append(.key(.character(Character(scalar)), .alt))
            } else {
                text.append(contentsOf: sequence)
            }
        } else {
            flush(&text, into: &events)
            events.append(.unknown(sequence))
        }
        endSequence()
        return true
    }

    private mutating func takeAfterEscape(_ byte: UInt8, events: inout [KeyEvent]) -> Bool {
        if byte == Self.escape {
            // Two may be Alt and a key's own Escape; one more shows that the first was a key.
            if leadingEscapes == 2 {
                events.append(.key(.escape, []))
            } else {
                leadingEscapes += 1
                sequence.append(byte)
            }
            return true
        }
        if let introduced = Self.introduced(by: byte) {
            sequence.append(byte)
            state = introduced
            return true
        }
        if leadingEscapes > 1 { events.append(.key(.escape, [])) }
        if let need = Self.continuationBytes(after: byte) {
            sequence = [byte]
            leadingEscapes = 1
            state = .utf8(need: need)
            return true
        }
        switch byte {
        case 0x20..<0x7F: events.append(.key(.character(Character(UnicodeScalar(byte))), .alt))
        case 0x00..<0x20, 0x7F: events.append(Self.controlKey(byte, adding: .alt))
        default:
            events.append(.key(.escape, []))
            endSequence()
            return false
        }
        endSequence()
        return true
    }

    private mutating func takeInControl(_ byte: UInt8, events: inout [KeyEvent]) -> Bool {
        let introducerLength = leadingEscapes == 0 ? 1 : leadingEscapes + 1
        let isFirst = sequence.count == introducerLength
        switch byte {
        case UInt8(ascii: "[") where isFirst:
            sequence.append(byte)
            state = .linuxFunction
            return true
        case UInt8(ascii: "M") where isFirst:
            sequence.append(byte)
            state = .oldMouse(missing: 3)
            return true
        case UInt8(ascii: "$") where ControlSequence.isRxvtShift(sequence.dropFirst(introducerLength)): break
        case 0x20...0x3F:
            if sequence.count < limits.sequenceBytes { sequence.append(byte) }
            return true
        case 0x40...0x7E: break
        default:
            events.append(.unknown(sequence))
            endSequence()
            return Self.isCancel(byte)
        }
        if sequence.count >= limits.sequenceBytes {
            events.append(.report(sequence))
            endSequence()
            return true
        }
        sequence.append(byte)
        let meaning = ControlSequence(body: sequence.dropFirst(introducerLength), whole: sequence, adding: alt).meaning
        endSequence()
        switch meaning {
        case .event(let event): events.append(event)
        case .pasteBegins: state = .paste(matched: 0)
        }
        return true
    }

    private mutating func takeInOldMouse(_ byte: UInt8, missing: Int, events: inout [KeyEvent]) -> Bool {
        guard byte >= 0x20 else {
            events.append(.unknown(sequence))
            endSequence()
            return false
        }
        sequence.append(byte)
        guard missing == 1 else {
            state = .oldMouse(missing: missing - 1)
            return true
        }
        let numbers = sequence.suffix(3).map { Int($0) - 32 }
        events.append(MouseReport.event(numbers, isRelease: nil) ?? .unknown(sequence))
        endSequence()
        return true
    }

    private mutating func takeAfterSingleShift(_ byte: UInt8, events: inout [KeyEvent]) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9") where sequence.count < limits.sequenceBytes:
            sequence.append(byte)
            return true
        case 0x20...0x7E:
            let digits = sequence.drop { $0 == Self.escape }.dropFirst()
            sequence.append(byte)
            events.append(
                ControlSequence.singleShift(final: byte, modifier: digits, adding: alt) ?? .unknown(sequence))
            endSequence()
            return true
        default:
            // Alt with a capital O, and then something else.
            if leadingEscapes > 1 { events.append(.key(.escape, [])) }
            events.append(leadingEscapes > 0 ? .key(.character("O"), .alt) : .unknown(sequence))
            endSequence()
            return false
        }
    }

    private mutating func takeInString(
        _ byte: UInt8, endsAtBell: Bool, sawEscape: Bool, events: inout [KeyEvent]
    ) -> Bool {
        if sawEscape {
            events.append(.report(sequence))
            endSequence()
            if byte == UInt8(ascii: "\\") { return true }
            sequence = [Self.escape]
            leadingEscapes = 1
            state = .escape
            return false
        }
        // 0x9C is a string terminator only where 8-bit controls are in use: else it may be a part of UTF-8.
        let isEightBit = leadingEscapes == 0
        if (byte == 0x07 && endsAtBell) || (byte == 0x9C && isEightBit) || Self.isCancel(byte) {
            events.append(.report(sequence))
            endSequence()
        } else if byte == Self.escape {
            state = .string(endsAtBell: endsAtBell, sawEscape: true)
        } else if sequence.count < limits.sequenceBytes {
            sequence.append(byte)
        }
        return true
    }

    private mutating func takeInPaste(_ byte: UInt8, matched: Int, events: inout [KeyEvent]) {
        let marker = PasteBuffer.endMarker
        if byte == marker[matched] {
            if matched + 1 < marker.count {
                state = .paste(matched: matched + 1)
            } else {
                events.append(contentsOf: paste.finish())
                state = .ground
            }
            return
        }
        // The marker's first byte occurs in it only once, so what matched was content.
        for part in marker.prefix(matched) { paste.append(part, limit: limits.pasteBytes) }
        if byte == Self.escape {
            state = .paste(matched: 1)
        } else {
            paste.append(byte, limit: limits.pasteBytes)
            state = .paste(matched: 0)
        }
    }

    /// The key of a C0 control byte or DEL.
    static func controlKey(_ byte: UInt8, adding modifiers: Modifiers) -> KeyEvent {
        switch byte {
        case 0x00: .key(.character(" "), modifiers.union(.control))
        case 0x08, 0x7F: .key(.backspace, modifiers)
        case 0x09: .key(.tab, modifiers)
        case 0x0A, 0x0D: .key(.enter, modifiers)
        case 0x1B: .key(.escape, modifiers)
        case 0x01...0x1A: .key(.character(Character(UnicodeScalar(byte + 0x60))), modifiers.union(.control))
        default: .key(.character(Character(UnicodeScalar((byte & 0x1F) + 0x40))), modifiers.union(.control))
        }
    }
}
