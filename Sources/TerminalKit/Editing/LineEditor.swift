import SafeText

/// One line of input with the editing keys of readline: a pure value without a terminal.
///
/// The line is bytes, so that pasted control bytes are kept as they are; they are shown as escapes. The cursor moves by
/// the elements that are seen: a character with its marks, one escaped character, one byte that is not UTF-8.
public struct LineEditor: Hashable, Sendable {
    /// The most bytes of a line. Longer than any command line of SMTP, and than most content lines that are pasted.
    public static let standardMaximumBytes = 65_536

    /// The most bytes this line may have.
    public let maximumBytes: Int
    /// The line as it will be sent, without a line end.
    public private(set) var bytes: [UInt8] = []
    /// The cursor as an index into ``bytes``, always between two elements.
    public private(set) var cursor = 0

    private var kills = KillRing()
    private var undoing = UndoHistory()
    private var last = LastAction.other

    /// What the previous event did: kills in a row are one kill, and typing in a row is one thing to undo.
    private enum LastAction: Hashable, Sendable {
        case typing, kill, yank(length: Int), other
    }

    /// An empty line.
    public init(maximumBytes: Int = LineEditor.standardMaximumBytes) { self.maximumBytes = max(0, maximumBytes) }

    /// The line as text; bytes that are not UTF-8 are replaced in it.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether there is nothing in the line.
    public var isEmpty: Bool { bytes.isEmpty }

    /// Whether the cursor stands behind the last character.
    public var isAtEnd: Bool { cursor == bytes.count }

    /// Replaces the whole line, with the cursor at its end: for history and completion. It can be undone.
    /// - Returns: The bytes that did not fit.
    @discardableResult
    public mutating func setBytes(_ new: some Collection<UInt8>) -> Int {
        last = .other
        let refused = replace(0..<bytes.count, with: new)
        cursor = bytes.count
        return refused
    }

    /// Replaces the whole line, with the cursor at its end.
    /// - Returns: The bytes that did not fit.
    @discardableResult
    public mutating func setText(_ text: String) -> Int { setBytes(Array(text.utf8)) }

    /// Empties the line for the next one and forgets what could be undone; the kill ring stays.
    public mutating func clear() {
        bytes.removeAll(keepingCapacity: bytes.capacity <= 4096)
        cursor = 0
        undoing = UndoHistory()
        last = .other
    }

    /// Puts bytes in at the cursor.
    /// - Returns: The bytes that did not fit.
    @discardableResult
    public mutating func insert(_ new: some Collection<UInt8>) -> Int {
        last = .other
        return replace(cursor..<cursor, with: new)
    }

    /// Puts text in at the cursor.
    /// - Returns: The bytes that did not fit.
    @discardableResult
    public mutating func insert(_ text: String) -> Int { insert(Array(text.utf8)) }

    /// Replaces bytes before the cursor, as a completion does.
    /// - Returns: The bytes that did not fit.
    @discardableResult
    public mutating func replaceBeforeCursor(_ count: Int, with new: some Collection<UInt8>) -> Int {
        last = .other
        return replace(max(0, cursor - max(0, count))..<cursor, with: new)
    }

    /// Moves the cursor to the element that holds this index.
    public mutating func moveCursor(to index: Int) {
        let target = max(0, min(index, bytes.count))
        cursor = target
        last = .other
        alignCursor()
    }

    /// Takes an event: text, a paste or an editing key.
    ///
    /// A paste may hold CR and LF; they are kept as bytes of this line, for the caller to look for and to ask about.
    public mutating func handle(_ event: KeyEvent) -> EditOutcome {
        switch event {
        case .text(let text):
            let isContinued = last == .typing
            let refused = replace(cursor..<cursor, with: text.utf8, joiningPrevious: isContinued)
            // A blank ends what one undo takes back.
            last = text.utf8.contains(0x20) ? .other : .typing
            return refused == 0 ? .changed : .refused(bytes: refused)
        case .paste(let pasted):
            let refused = insert(pasted)
            return refused == 0 ? .changed : .refused(bytes: refused)
        case .key(let key, let modifiers): return EditingKey(key, modifiers).map { perform($0) } ?? .ignored
        case .pasteTruncated, .mouse, .focus, .report, .unknown: return .ignored
        }
    }

    private mutating func perform(_ key: EditingKey) -> EditOutcome {
        let previous = last
        last = .other
        switch key {
        case .move(let motion): return move(to: target(of: motion))
        case .deleteLeft: return delete(ByteElements.start(before: cursor, in: bytes)..<cursor)
        case .deleteRight:
            // On an empty line ^D means something else to the caller.
            if bytes.isEmpty { return .ignored }
            return delete(cursor..<ByteElements.end(after: cursor, in: bytes))
        case .kill(let motion): return kill(to: target(of: motion), continuing: previous == .kill)
        case .yank: return yank()
        case .yankPop:
            guard case .yank(let length) = previous, kills.rotate() else { return .edge }
            replace(cursor - length..<cursor, with: [])
            return yank()
        case .transpose: return transpose()
        case .transposeWords: return transposeWords()
        case .changeCase(let casing): return changeCase(casing)
        case .undo:
            guard let restored = undoing.undo(&bytes) else { return .edge }
            cursor = restored
            return .changed
        }
    }

    mutating func move(to target: Int) -> EditOutcome {
        guard target != cursor else { return .edge }
        cursor = target
        return .moved
    }

    private mutating func delete(_ range: Range<Int>) -> EditOutcome {
        guard !range.isEmpty else { return .edge }
        replace(range, with: [])
        return .changed
    }

    private mutating func kill(to target: Int, continuing: Bool) -> EditOutcome {
        let range = min(cursor, target)..<max(cursor, target)
        guard !range.isEmpty else { return .edge }
        kills.add(Array(bytes[range]), isBefore: target < cursor, joiningPrevious: continuing)
        replace(range, with: [])
        last = .kill
        return .changed
    }

    private mutating func yank() -> EditOutcome {
        guard let killed = kills.current else { return .edge }
        let before = cursor
        let refused = replace(cursor..<cursor, with: killed)
        last = .yank(length: cursor - before)
        return refused == 0 ? .changed : .refused(bytes: refused)
    }

    /// Exchanges the elements around the cursor; at the end of the line the last two.
    private mutating func transpose() -> EditOutcome {
        let middle = isAtEnd ? ByteElements.start(before: cursor, in: bytes) : cursor
        guard middle > 0, middle < bytes.count else { return .edge }
        let start = ByteElements.start(before: middle, in: bytes)
        let end = ByteElements.end(after: middle, in: bytes)
        replace(start..<end, with: Array(bytes[middle..<end] + bytes[start..<middle]))
        return .changed
    }

    /// The one place that changes the bytes: bounded, undoable, cursor behind what was put in.
    @discardableResult
    mutating func replace(
        _ range: Range<Int>, with new: some Collection<UInt8>, joiningPrevious: Bool = false
    ) -> Int {
        let room = maximumBytes - (bytes.count - range.count)
        var fitting = Array(new.prefix(max(0, room)))
        let whole = new.count
        if fitting.count < whole {
            // Not half a character: the last element stays only if the next byte does not belong to it.
            let next = new[new.index(new.startIndex, offsetBy: fitting.count)]
            if next & 0xC0 == 0x80 { fitting.removeLast(fitting.count - Self.startOfLastCharacter(in: fitting)) }
        }
        guard !(range.isEmpty && fitting.isEmpty) else { return whole }
        undoing.record(
            removed: Array(bytes[range]), at: range.lowerBound, inserted: fitting.count, cursor: cursor,
            joiningPrevious: joiningPrevious, budget: maximumBytes)
        bytes.replaceSubrange(range, with: fitting)
        cursor = range.lowerBound + fitting.count
        alignCursor()
        return whole - fitting.count
    }

    private static func startOfLastCharacter(in bytes: [UInt8]) -> Int {
        var index = bytes.count
        while index > 0, bytes.count - index < 4 {
            index -= 1
            if bytes[index] & 0xC0 != 0x80 { return index }
        }
        return bytes.count
    }

    /// After a change next to a combining mark the cursor might stand inside an element: it moves behind it.
    private mutating func alignCursor() {
        guard cursor > 0, cursor < bytes.count, bytes[cursor] >= 0x80 else { return }
        var lead = cursor
        while lead > 0, cursor - lead < 4, bytes[lead] & 0xC0 == 0x80 { lead -= 1 }
        let start = ByteElements.start(before: ByteElements.end(after: lead, in: bytes), in: bytes)
        let end = ByteElements.end(after: start, in: bytes)
        if start < cursor, cursor < end { cursor = end }
    }

    private func target(of motion: EditingKey.Motion) -> Int {
        switch motion {
        case .left: ByteElements.start(before: cursor, in: bytes)
        case .right: ByteElements.end(after: cursor, in: bytes)
        case .lineStart: 0
        case .lineEnd: bytes.count
        case .wordLeft: wordStart(from: cursor, isWord: Self.isWordByte)
        case .blankWordLeft: wordStart(from: cursor) { $0 != 0x20 && $0 != 0x09 }
        case .wordRight: wordEnd(from: cursor)
        }
    }
}
