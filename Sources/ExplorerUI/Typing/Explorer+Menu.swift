import SessionCore
import TerminalKit

/// The keys of the menu over the input.
extension Explorer {
    /// A key while the menu is open.
    /// - Returns: nil when the key means what it always means.
    mutating func handleMenu(_ key: Key, _ modifiers: Modifiers, in session: Session) -> [Effect]? {
        guard let menu else { return nil }
        switch menu.kind {
        case .completion, .palette: return handleChoice(menu, key, modifiers, in: session)
        case .history(let typed): return handleHistory(menu, typed, key, modifiers, in: session)
        case .paste(let lines, _): return handlePasteQuestion(menu, lines, key, modifiers, in: session)
        }
    }

    /// The mouse while the menu is open: a click takes a row as Enter does, the wheel chooses.
    /// - Returns: nil when it is elsewhere.
    mutating func handleMenu(_ mouse: MouseEvent, in session: Session) -> [Effect]? {
        let body = layout.transcript
        guard menu != nil, mouse.column >= body.column, mouse.column < body.endColumn,
            let row = menuView(glyphs)?.item(atRow: mouse.row, in: body)
        else { return nil }
        switch mouse.kind {
        case .press where mouse.button == .left:
            menu?.state.choose(row)
            return handleMenu(.enter, [], in: session)
        case .scrollUp: menu?.state.move(by: -1)
        case .scrollDown: menu?.state.move(by: 1)
        case .press, .release, .move, .scrollLeft, .scrollRight: break
        }
        return []
    }

    private func menuView(_ glyphs: Glyphs) -> MenuView? {
        menu.map { MenuView(state: $0.state, title: $0.title, theme: theme, glyphs: glyphs) }
    }

    private mutating func handleChoice(
        _ menu: InputMenu, _ key: Key, _ modifiers: Modifiers, in session: Session
    ) -> [Effect]? {
        switch (key, modifiers) {
        case (.tab, []): return completeFurther(menu, session)
        case (.tab, .shift): self.menu?.state.move(by: -1)
        case (.down, []), (.character("n"), .control): self.menu?.state.move(by: 1)
        case (.up, []), (.character("p"), .control):
            // Up from `:` goes to the commands typed before, as it did before there was a menu.
            guard menu.kind == .completion || menu.chosen != nil else {
                self.menu = nil
                return nil
            }
            self.menu?.state.move(by: -1)
        case (.pageDown, []): self.menu?.state.page(by: 1)
        case (.pageUp, []): self.menu?.state.page(by: -1)
        case (.enter, []):
            guard let chosen = menu.chosen else {
                self.menu = nil
                return nil
            }
            return take(chosen, of: menu, isEnter: true, session)
        case (.right, []), (.character("f"), .control):
            guard let chosen = menu.chosen else { return nil }
            return take(chosen, of: menu, isEnter: false, session)
        case (.escape, []), (.character("g"), .control): self.menu = nil
        default:
            // Whatever else a key asks for, the menu is not meant.
            if keyMap.action(for: key, modifiers, in: .input) != nil { self.menu = nil }
            return nil
        }
        return []
    }

    private mutating func handleHistory(
        _ menu: InputMenu, _ typed: LineEditor, _ key: Key, _ modifiers: Modifiers, in session: Session
    ) -> [Effect]? {
        switch (key, modifiers) {
        case (.character("r"), .control), (.down, []), (.character("n"), .control), (.tab, []):
            self.menu?.state.move(by: 1)
        case (.character("s"), .control), (.up, []), (.character("p"), .control), (.tab, .shift):
            self.menu?.state.move(by: -1)
        case (.pageDown, []): self.menu?.state.page(by: 1)
        case (.pageUp, []): self.menu?.state.page(by: -1)
        case (.enter, []), (.right, []), (.character("f"), .control):
            closeMenu()
            guard let match = menu.chosenMatch else { break }
            editor.setBytes(match.line)
            recalled = nil
        case (.escape, []), (.character("g"), .control), (.character("c"), .control): closeMenu()
        default:
            if keyMap.action(for: key, modifiers, in: .input) != nil { closeMenu() }
            return nil
        }
        return []
    }

    private mutating func handlePasteQuestion(
        _ menu: InputMenu, _ lines: [[UInt8]], _ key: Key, _ modifiers: Modifiers, in session: Session
    ) -> [Effect]? {
        switch (key, modifiers) {
        case (.down, []), (.tab, []): self.menu?.state.move(by: 1)
        case (.up, []), (.tab, .shift): self.menu?.state.move(by: -1)
        case (.enter, []): return answerPaste(PasteAnswer.allCases[menu.state.selection ?? 0], session)
        case (.enter, .alt): return answerPaste(.allAtOnce, session)
        case (.escape, []), (.character("c"), .control), (.character("g"), .control):
            return answerPaste(.drop, session)
        case (.pageUp, []), (.pageDown, []), (.character("l"), .control), (.character("z"), .control): return nil
        default: break
        }
        return []
    }

    /// Puts what was chosen into the line. A folder opens at once; from the palette, Enter runs what needs no more words.
    private mutating func take(
        _ candidate: Candidate, of menu: InputMenu, isEnter: Bool, _ session: Session
    ) -> [Effect] {
        self.menu = nil
        recalled = nil
        let start = menu.completion?.start ?? editor.cursor
        _ = editor.replaceBeforeCursor(editor.cursor - start, with: Array(candidate.text.utf8))
        if menu.kind == .palette, isEnter, !candidate.text.hasSuffix(" ") { return perform(.send, in: session) }
        return candidate.text.hasSuffix("/") ? completeLine(session) : []
    }

    /// The line has changed under the menu: what still fits stays, and a menu without rows closes.
    mutating func refreshMenu(_ session: Session) -> [Effect] {
        guard let menu else { return [] }
        switch menu.kind {
        case .paste: break
        case .history(let typed):
            self.menu = InputMenu(typed: typed, matches: session.history.matches(editor.bytes))
        case .palette:
            let completion = session.palette(for: Array(editor.bytes[..<editor.cursor]))
            self.menu = completion.candidates.isEmpty ? nil : InputMenu(.palette, completion)
        case .completion:
            let line = Array(editor.bytes[..<editor.cursor])
            if let folder = session.folder(wantedFor: line), folder != listing?.folder { return [.list(folder)] }
            let completion = session.completion(of: line, in: listing)
            // Another word has begun, or what is typed is all there could be.
            let isOver =
                completion.start != menu.completion?.start || completion.candidates.isEmpty
                || completion.candidates.map { Array($0.text.utf8) } == [Array(line[completion.start...])]
            self.menu = isOver ? nil : InputMenu(.completion, completion)
        }
        return []
    }

    /// Closes the menu. What was typed before a search comes back; pasted lines that wait for an answer come into the input.
    mutating func closeMenu() {
        guard let menu else { return }
        self.menu = nil
        switch menu.kind {
        case .completion, .palette: break
        case .history(let typed): editor = typed
        case .paste(let lines, let dropped): keep(lines, dropped: dropped)
        }
    }

    /// A menu is for the input as it is: it goes when the focus does, or when the next line will be an answer.
    mutating func settleMenu(_ session: Session) {
        guard menu != nil else { return }
        if focus != .input || page != nil || session.prompt.isQuestion { closeMenu() }
        if menu == nil { isBodyStale = true }
    }

    /// Draws the menu over the last rows of the body.
    func drawMenu(_ session: Session, on surface: inout Surface, in body: Rect) {
        let glyphs = shownGlyphs(session)
        guard let menu, let view = menuView(glyphs) else { return }
        view.draw(into: &surface, in: body) { menu.row($0, theme: theme, glyphs: glyphs) }
    }
}
