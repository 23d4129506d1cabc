import SMTPProtocol
import SessionCore
import TerminalKit

/// The tabs of the side panel.
extension Explorer {
    /// Shows the next tab of the panel, or the one before. On a code with enhanced codes, opens or closes those first.
    mutating func turnPanel(by step: Int, _ session: Session) {
        if focus == .panel, tab == .codes, !codes.isReading, step > 0 ? codes.openCode() : codes.closeCode() { return }
        let tabs = PanelTab.allCases
        let index = tabs.firstIndex(of: tab) ?? 0
        let hadFocus = focus == .panel
        openPanel(tabs[(index + step + tabs.count) % tabs.count], session)
        // Below the width for two panes a panel without the focus would stay open by itself.
        if hadFocus { focus = .panel }
    }

    /// Opens a tab, with its page from the start.
    mutating func openPanel(_ tab: PanelTab, _ session: Session) {
        switch tab {
        case .tls: tls.show(session.tlsPage)
        case .server: serverFacts.rewind()
        case .message: mail.rewind()
        case .codes, .lesson, .help: break
        }
        openPanel(tab)
    }

    /// Makes the panel wider or narrower by so many columns, where it stands beside the transcript.
    mutating func resizePanel(by columns: Int) {
        guard layout.isWide else {
            message = Span("The panel has the whole width here. It can be resized in a window of 110 columns.", .notice)
            return
        }
        setPanel(columns: layout.panel.columns + columns)
    }

    /// Gives the panel so many columns, within what the window has room for. A drag of the divider does the same.
    mutating func setPanel(columns: Int) {
        panelColumns = columns
        // The layout keeps the limits; what it made of the wish is what the next step begins with.
        let shown = layout.panel.columns
        panelColumns = shown
        isBodyStale = true
        message = Span("The panel has \(shown) columns, the transcript \(layout.transcript.columns).", .notice)
    }

    /// How the codes are grouped next.
    func nextGrouping(_ session: Session) -> Settings.CodeGrouping {
        let all = Settings.CodeGrouping.allCases
        let index = all.firstIndex(of: session.settings.codesBy) ?? 0
        return all[(index + 1) % all.count]
    }

    /// Scrolls the tabs that are pages of text.
    mutating func scrollPanelPage(by delta: Int, _ session: Session) {
        layOutPanel(session)
        let height = layout.panel.rows
        switch tab {
        case .codes: break
        case .server: serverFacts.scroll(by: delta, height: height)
        case .tls: tls.scroll(by: delta, height: height)
        case .message: mail.scroll(by: delta, height: height)
        case .lesson: lesson.scroll(by: delta, height: height)
        case .help: help.scroll(by: delta, height: height)
        }
    }

    /// Something happened: the page of the open tab may say something else.
    mutating func notePanelNews() { isPanelStale = true }

    /// Asks for the page of the open tab, if something happened since it was asked for, and makes its rows.
    mutating func layOutPanel(_ session: Session) {
        let glyphs = shownGlyphs(session)
        // A margin of one column at each side, and a blank before the scroll bar.
        let width = layout.panel.columns - 3
        switch tab {
        case .codes: break
        case .server:
            if isPanelStale { serverFacts.show(session.serverPage, keepsPlace: true) }
            serverFacts.layOut(width: width, glyphs: glyphs)
        case .tls:
            tls.layOut(width: width, glyphs: glyphs)
        case .message:
            if isPanelStale { mail.show(session.messagePage, keepsPlace: true) }
            mail.layOut(width: width, glyphs: glyphs)
            // What is being typed is what a person wants to see of the content.
            if session.machine.state == .content { mail.followEnd(height: layout.panel.rows) }
        case .lesson: lesson.layOut(width: width, glyphs: glyphs)
        case .help:
            let subject = session.helpSubject(for: editor.bytes)
            if isPanelStale || subject != help.subject {
                help.show(subject, subject.map { session.helpPage(on: $0) })
            }
            help.layOut(width: width, glyphs: glyphs, keyMap: keyMap)
        }
        isPanelStale = false
    }

    /// The help follows what is typed: only when that is about something else, the body is drawn again.
    mutating func followTyping(_ session: Session) {
        guard tab == .help, isPanelVisible, session.helpSubject(for: editor.bytes) != help.subject else { return }
        isBodyStale = true
    }

    /// The text of the open tab; nil for the codes, which are a list.
    var panelText: ScrolledRows? {
        switch tab {
        case .codes: nil
        case .server: serverFacts.text
        case .tls: tls.text
        case .message: mail.text
        case .lesson: lesson.text
        case .help: help.text
        }
    }

    /// The page of F1: on what is being typed or looked at.
    func helpPage(_ session: Session) -> Page {
        switch focus {
        case .input:
            let subject = session.helpSubject(for: editor.bytes)
            return Page(title: "Help", content: .help(subject.map { session.helpPage(on: $0) }, .input))
        case .transcript: return Page(title: "Help", content: .help(nil, .transcript))
        case .panel: return Page(title: "Help", content: .help(nil, .panel(tab)))
        }
    }
}
