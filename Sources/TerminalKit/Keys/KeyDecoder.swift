/// Turns the bytes of a terminal into events.
///
/// Understands UTF-8 text, control keys, the function keys of xterm, rxvt, the Linux console, VT100, tmux and screen
/// with their modifiers, Alt as a leading Escape, mouse reports, bracketed paste and focus events. What a terminal says
/// about itself (answers to DA, DSR, OSC, DCS) becomes `.report`, never text. Bytes may be cut anywhere: the events are
/// the same, save that one text may come as several.
///
/// A lone Escape cannot be told from the start of a sequence but by time. The decoder has no clock: when
/// ``isPending`` holds and nothing came for a moment (50 ms is usual), the caller tells it by ``timeout()``.
/// - SeeAlso: ECMA-48 §5, xterm's ctlseqs, "Bracketed Paste Mode"
public struct KeyDecoder: Sendable {
    enum State: Sendable {
        case ground
        /// The first bytes of a UTF-8 sequence.
        case utf8(need: Int)
        /// After ESC, or ESC ESC.
        case escape
        /// After CSI; parameters are being collected.
        case control
        /// After CSI [ of the Linux console.
        case linuxFunction
        /// After CSI M: so many bytes of an old mouse report are missing.
        case oldMouse(missing: Int)
        /// After SS3.
        case singleShift
        /// In an OSC, DCS, SOS, PM or APC string; BEL ends an OSC only.
        case string(endsAtBell: Bool, sawEscape: Bool)
        /// In a bracketed paste; so many bytes of its end marker are seen.
        case paste(matched: Int)
    }

    let limits: KeyDecoderLimits
    var state = State.ground
    /// The bytes of the sequence that is under way, as they came.
    var sequence: [UInt8] = []
    /// How many Escapes stood before the sequence's own introducer: each is Alt.
    var leadingEscapes = 0
    var paste = PasteBuffer()
    var quietPeriods = 0
    /// Whether the last paste was given up without its end, which may still come.
    var isPasteTorn = false

    /// From so many bytes at once on, what follows a torn paste is its rest: no hand types that fast.
    static let tornPasteBytes = 16
    /// An Escape was told as a key, and nothing came since.
    var wasEscapeTold = false

    /// A decoder at rest.
    public init(limits: KeyDecoderLimits = .standard) { self.limits = limits }

    /// Whether a sequence is begun and not ended: call ``timeout()`` when nothing follows for a moment. A paste has more time,
    /// see ``isPasting``.
    public var isPending: Bool {
        switch state {
        case .ground, .paste: false
        case .utf8, .escape, .control, .linuxFunction, .oldMouse, .singleShift, .string: true
        }
    }

    /// Whether a bracketed paste is under way: call ``timeout()`` when nothing follows for a quarter of a second. It ends when
    /// the terminal says so, or, for a terminal that lost the end, after some patience.
    public var isPasting: Bool {
        if case .paste = state { true } else { false }
    }

    /// Forgets a sequence or paste that is under way: after a suspension, or when a terminal lost the end of a paste.
    public mutating func reset() {
        endSequence()
        paste = PasteBuffer()
        isPasteTorn = false
    }

    /// Decodes bytes; torn sequences wait for their rest.
    @inlinable
    public mutating func feed(_ bytes: some Collection<UInt8>) -> [KeyEvent] {
        if let events = bytes.withContiguousStorageIfAvailable({ feed(buffer: $0) }) { return events }
        return Array(bytes).withUnsafeBufferPointer { feed(buffer: $0) }
    }

    @usableFromInline
    mutating func feed(buffer bytes: UnsafeBufferPointer<UInt8>) -> [KeyEvent] {
        var events: [KeyEvent] = []
        var text: [UInt8] = []
        quietPeriods = 0
        resumeTornPaste(count: bytes.count)
        if wasEscapeTold { takeUpEscape(before: bytes) }
        for byte in bytes {
            // The two states that most bytes are taken in, without the way around.
            if case .ground = state, byte >= 0x20, byte < 0x7F {
                text.append(byte)
                continue
            }
            if case .paste(matched: 0) = state, byte != PasteBuffer.endMarker[0] {
                paste.append(byte, limit: limits.pasteBytes)
                continue
            }
            var byte: UInt8? = byte
            // A byte that ends a sequence without being part of it is looked at again.
            while let current = byte {
                byte = take(current, text: &text, events: &events) ? nil : current
            }
        }
        flush(&text, into: &events)
        return events
    }

    /// Tells that nothing came for a moment: an Escape was the key, and a torn sequence is given up after some
    /// patience.
    public mutating func timeout() -> [KeyEvent] {
        var events: [KeyEvent] = []
        switch state {
        case .ground: return []
        case .paste(let matched): return giveUpPaste(matched: matched)
        case .escape:
            events = Array(repeating: .key(.escape, []), count: leadingEscapes)
            endSequence()
            wasEscapeTold = true
            return events
        case .control where sequence.count == leadingEscapes + 1,
            .singleShift where sequence.count == leadingEscapes + 1,
            .string where sequence.count == leadingEscapes + 1:
            // Only the introducer came: it was Alt with that character, unless it came as one byte.
            if leadingEscapes > 0, let last = sequence.last {
                events = Array(repeating: .key(.escape, []), count: leadingEscapes - 1)
                events.append(.key(.character(Character(UnicodeScalar(last))), .alt))
            } else {
                events = [.unknown(sequence)]
            }
        case .utf8, .control, .linuxFunction, .oldMouse, .singleShift, .string:
            // The line may just be slow, and the rest of a report must never be taken for typing.
            quietPeriods += 1
            guard quietPeriods >= limits.patience else { return [] }
            if case .string = state { events = [.report(sequence)] } else { events = [.unknown(sequence)] }
        }
        endSequence()
        return events
    }

    /// The end of a paste did not come. What is there must not be lost, and what is typed from now on is typing.
    private mutating func giveUpPaste(matched: Int) -> [KeyEvent] {
        quietPeriods += 1
        guard quietPeriods >= limits.pastePatience else { return [] }
        for part in PasteBuffer.endMarker.prefix(matched) { paste.append(part, limit: limits.pasteBytes) }
        endSequence()
        isPasteTorn = true
        return paste.finish()
    }

    /// The rest of a paste that was given up too early is no typing: its line ends would send lines.
    private mutating func resumeTornPaste(count: Int) {
        guard isPasteTorn, count > 0 else { return }
        if case .ground = state, count >= Self.tornPasteBytes {
            state = .paste(matched: 0)
        }
        isPasteTorn = false
    }

    /// On a slow line the rest of a sequence may come when its Escape has been taken for the key. What a person types
    /// comes byte by byte, so what comes together and looks like a rest is one: it is never typed text.
    private mutating func takeUpEscape(before bytes: UnsafeBufferPointer<UInt8>) {
        wasEscapeTold = false
        guard bytes.count >= 2 else { return }
        let isRest =
            bytes[0] == UInt8(ascii: "[")
            || bytes[0] == UInt8(ascii: "O") && bytes.count == 2 && ControlSequence.isFinalOfSingleShift(bytes[1])
        guard isRest else { return }
        sequence = [0x1B]
        leadingEscapes = 1
        state = .escape
    }

    mutating func endSequence() {
        state = .ground
        sequence.removeAll(keepingCapacity: true)
        leadingEscapes = 0
        quietPeriods = 0
    }
}
