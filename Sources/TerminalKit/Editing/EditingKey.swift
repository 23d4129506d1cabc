/// The editing keys of readline that a ``LineEditor`` knows.
enum EditingKey {
    /// A place to move to, or to kill up to.
    enum Motion {
        case left, right, wordLeft, wordRight, blankWordLeft, lineStart, lineEnd
    }

    case move(Motion)
    case deleteLeft, deleteRight
    case kill(Motion)
    /// A way to change the letters of a word.
    enum Casing {
        case upper, lower, capital
    }

    case yank, yankPop, transpose, transposeWords, undo
    case changeCase(Casing)

    /// The meaning of a key, or nil when it is none of editing.
    init?(_ key: Key, _ modifiers: Modifiers) {
        switch (key, modifiers) {
        case (.character("a"), .control), (.home, []): self = .move(.lineStart)
        case (.character("e"), .control), (.end, []): self = .move(.lineEnd)
        case (.character("b"), .control), (.left, []): self = .move(.left)
        case (.character("f"), .control), (.right, []): self = .move(.right)
        case (.character("b"), .alt), (.left, .control), (.left, .alt): self = .move(.wordLeft)
        case (.character("f"), .alt), (.right, .control), (.right, .alt): self = .move(.wordRight)
        case (.character("h"), .control), (.backspace, []), (.backspace, .shift): self = .deleteLeft
        case (.character("d"), .control), (.delete, []): self = .deleteRight
        case (.character("k"), .control): self = .kill(.lineEnd)
        case (.character("u"), .control): self = .kill(.lineStart)
        case (.character("w"), .control): self = .kill(.blankWordLeft)
        case (.backspace, .alt), (.backspace, .control): self = .kill(.wordLeft)
        case (.character("d"), .alt), (.delete, .control), (.delete, .alt): self = .kill(.wordRight)
        case (.character("y"), .control): self = .yank
        case (.character("y"), .alt): self = .yankPop
        case (.character("t"), .control): self = .transpose
        case (.character("t"), .alt): self = .transposeWords
        case (.character("u"), .alt): self = .changeCase(.upper)
        case (.character("l"), .alt): self = .changeCase(.lower)
        case (.character("c"), .alt): self = .changeCase(.capital)
        case (.character("_"), .control): self = .undo
        default: return nil
        }
    }
}
