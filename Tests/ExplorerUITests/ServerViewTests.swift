import SMTPProtocol
import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("What the practice server sees")
struct ServerViewTests {
    /// A session up to its first message, as its server tells it.
    static func sample() -> ServerView {
        var view = ServerView()
        view.add(ServerView.Listener(scenario: "standard", host: "127.0.0.1", port: 2525, securePort: 4650))
        let begun = Envelope(clientName: Array("lab.example".utf8), reversePath: path("<a@lab.example>"))
        var envelope = begun
        envelope.recipients = [path("<student@practice.test>")]
        let news: [ServerView.News] = [
            .opened(peer: "127.0.0.1"), .reply(["220 mail.practice.test ESMTP"]), .moved(.greeted, nil),
            .line(Array("EHLO lab.example".utf8)), .reply(["250-mail.practice.test", "250-PIPELINING", "250 HELP"]),
            .moved(.ready, nil), .line(Array("AUTH LOGIN".utf8)), .reply(["334 VXNlcm5hbWU6"]),
            .moved(.authenticating, nil), .line(Array("[hidden]".utf8)),
            .loggedIn(user: "student", mechanism: "LOGIN"), .reply(["235 2.7.0 Welcome"]), .moved(.ready, nil),
            .line(Array("MAIL FROM:<a@lab.example>".utf8)), .reply(["250 2.1.0 Ok"]),
            .moved(.mailOpen, begun),
            .line(Array("RCPT TO:<student@practice.test>".utf8)), .reply(["250 2.1.5 Ok"]),
            .moved(.recipients(1), envelope),
        ]
        for item in news { view.take(item, of: 1, at: "standard") }
        return view
    }

    /// The same, with a message that is in its mailbox, and a second connection that is over.
    static func withMail() -> ServerView {
        var view = sample()
        let content = "Subject: hello\r\n\r\nA line with \u{1B}[2J in it\r\n"
        view.take(
            .stored(
                ServerView.Mail(
                    number: 1, mailboxes: ["student"], from: "<a@lab.example>", content: Array(content.utf8))),
            of: 1, at: "standard")
        view.take(.moved(.ready, nil), of: 1, at: "standard")
        view.take(.opened(peer: "127.0.0.1"), of: 2, at: "standard")
        view.take(.closed, of: 2, at: "standard")
        return view
    }

    private static func path(_ text: String) -> MailPath { MailPath(Array(text.utf8)) ?? .null }

    private func text(_ view: ServerView, width: Int = 60, height: Int = 30, glyphs: Glyphs = .unicode) -> [String] {
        var pane = ServerPane()
        pane.show(view)
        return Self.text(pane, width: width, height: height, glyphs: glyphs)
    }

    private static func text(
        _ pane: ServerPane, width: Int = 60, height: Int = 30, glyphs: Glyphs = .unicode
    ) -> [String] {
        ServerText(width: width, height: height, glyphs: glyphs).rows(of: pane).map { row in
            row.text.spans.map(\.text).joined()
        }
    }

    @Test("without a practice server the view says how to start one")
    func empty() {
        #expect(text(ServerView()).joined(separator: " ").contains(":practice starts one"))
    }

    @Test("the present state stands in brackets and capitals, and is said in words")
    func state() {
        let shown = text(Self.sample()).joined(separator: "\n")
        #expect(shown.contains("greeting → hello → ready → mail → [RCPT 1] → content"))
        #expect(shown.contains("1 recipient so far"))
        #expect(shown.contains("from   <a@lab.example>"))
        #expect(shown.contains("for    <student@practice.test>"))
        #expect(shown.contains("hello  lab.example"))
        #expect(shown.contains("login  student (LOGIN)"))
        #expect(shown.contains("none: everything is in the clear"))
    }

    @Test(
        "every state has its own words",
        arguments: [
            ServerState.awaitingGreeting, .greeted, .ready, .mailOpen, .recipients(1), .recipients(12), .authenticating,
            .securing, .content, .chunk, .closed,
        ])
    func states(state: ServerState) {
        var view = Self.sample()
        view.take(.moved(state, nil), of: 1, at: "standard")
        let shown = text(view).joined(separator: "\n")
        #expect(shown.split(separator: "[").count >= 2)
        #expect(shown.contains("] → ") || state == .closed)
    }

    @Test("TLS starts the session anew, and is named")
    func secured() {
        var view = Self.sample()
        view.take(.secured("TLSv1.3"), of: 1, at: "standard")
        let shown = text(view).joined(separator: "\n")
        #expect(shown.contains("TLS    TLSv1.3"))
        #expect(!shown.contains("hello  lab.example"))
    }

    @Test("the overview folds long replies; Enter shows the whole dialogue with what base64 says")
    func dialogue() {
        var pane = ServerPane()
        pane.show(Self.sample())
        let overview = Self.text(pane).joined(separator: "\n")
        #expect(overview.contains("S: 250-mail.practice.test [+2 lines]"))
        #expect(!overview.contains("250-PIPELINING"))
        pane.open()
        let whole = Self.text(pane).joined(separator: "\n")
        #expect(whole.contains("S: 250-PIPELINING"))
        #expect(whole.contains("base64 for: Username:"))
        let wasOpen = pane.close()
        #expect(wasOpen)
        let isStillOpen = pane.close()
        #expect(!isStillOpen)
    }

    @Test("what a client sent is escaped, and passwords stay hidden")
    func escaped() {
        var view = Self.sample()
        view.take(.line(Array("NOOP \u{1B}[2J\u{202E}".utf8)), of: 1, at: "standard")
        for glyphs in [Glyphs.unicode, .ascii] {
            let shown = text(view, width: 100, height: 60, glyphs: glyphs).joined(separator: "\n")
            #expect(!shown.contains("\u{1B}"))
            #expect(!shown.contains("\u{202E}"))
            #expect(shown.contains("[hidden]"))
        }
        #expect(text(view, glyphs: .ascii).joined().utf8.allSatisfy { $0 < 0x7F })
    }

    @Test("mail is listed by mailbox with its size; Enter shows its text, escaped")
    func mail() {
        var pane = ServerPane()
        pane.show(Self.withMail())
        let overview = Self.text(pane).joined(separator: "\n")
        #expect(overview.contains("Mailboxes: student 1 (42 octets)"))
        pane.go(toEnd: true)
        #expect(pane.current == .mail(1))
        pane.open()
        let message = Self.text(pane)
        #expect(message.contains("Subject: hello"))
        #expect(message.contains(#"A line with \x1B[2J in it"#))
    }

    @Test("the cursor goes through connections, newest first, and then through mail")
    func cursor() {
        var pane = ServerPane()
        pane.show(Self.withMail())
        // The newest connection that is open is shown first; a newer one that is over stands above it.
        #expect(pane.current == .client(0))
        #expect(pane.items == [.client(1), .client(0), .mail(1)])
        pane.move(by: 1)
        #expect(pane.current == .mail(1))
        pane.move(by: 1)
        #expect(pane.current == .mail(1))
        pane.move(by: -2)
        #expect(pane.current == .client(1))
    }

    @Test("a message of any size is kept in part, and says how much is missing")
    func bigMail() {
        let content = [UInt8](repeating: UInt8(ascii: "x"), count: ServerView.maximumMailBytes + 17)
        let mail = ServerView.Mail(number: 1, mailboxes: ["student"], from: "<>", content: content)
        #expect(mail.content.count == ServerView.maximumMailBytes)
        var view = Self.sample()
        view.take(.stored(mail), of: 1, at: "standard")
        var pane = ServerPane()
        pane.show(view)
        pane.go(toEnd: true)
        pane.open()
        #expect(Self.text(pane).last == "17 octets more")
    }

    @Test("a flood of lines, connections and mail stays bounded")
    func bounded() {
        var view = Self.sample()
        for number in 0..<2_000 {
            view.take(.line([UInt8](repeating: 0x41, count: 5_000)), of: 1, at: "standard")
            view.take(.opened(peer: "127.0.0.1"), of: number + 10, at: "standard")
            view.take(.closed, of: number + 10, at: "standard")
            view.take(
                .stored(ServerView.Mail(number: number, mailboxes: ["a"], from: "<>", content: [1])), of: 1,
                at: "standard")
        }
        #expect(view.clients.count == ServerView.maximumClients)
        #expect(view.mails.count == ServerView.maximumMails)
        // The one that is still open is kept before those that are over.
        #expect(view.clients.first?.number == 1)
        #expect(view.clients.allSatisfy { $0.lines.count <= ServerView.maximumLines })
        #expect(view.clients.flatMap(\.lines).allSatisfy { $0.bytes.count <= ServerView.maximumLineBytes })
        #expect(view.clients[0].droppedLines > 0)
    }

    // MARK: On the screen

    @Test("F9 asks for the view; its keys choose, read and go back")
    func tab() {
        var stage = Stage()
        stage.explorer.show(Self.withMail())
        func press(_ key: Key) -> [Effect] { stage.explorer.handleInServer(.key(key, []), in: stage.session) }
        #expect(press(.end) == [])
        #expect(press(.enter) == [])
        #expect(stage.explorer.drawServer(stage.session).lines().joined().contains("Subject: hello"))
        #expect(press(.escape) == [])
        #expect(press(.escape) == [.tab(.practice)])
        #expect(stage.explorer.handleInServer(.key(.character("1"), [.alt]), in: stage.session) == [.tab(.number(1))])
        #expect(stage.explorer.handleInServer(.text("x"), in: stage.session) == [])
        #expect(stage.explorer.typedLine.isEmpty)
        #expect(stage.explorer.drawServer(stage.session).lines().joined().contains("Nothing is typed here."))
        _ = press(.function(1))
        #expect(stage.explorer.drawServer(stage.session).lines().joined().contains("its state machine"))
        _ = press(.escape)
        #expect(stage.explorer.page == nil)
    }

    @Test("the view draws in every window", arguments: [(120, 36), (80, 24), (40, 12), (20, 5), (10, 3), (1, 1)])
    func sizes(columns: Int, rows: Int) {
        var stage = Stage(columns: columns, rows: rows)
        for view in [ServerView(), Self.withMail()] {
            stage.explorer.show(view)
            #expect(stage.explorer.drawServer(stage.session).size == Size(columns: columns, rows: rows))
            stage.press(.character("\\"), [.alt])
            _ = stage.draw()
            stage.press(.character("\\"), [.alt])
            _ = stage.draw()
        }
    }

    @Test("Alt-\\ halves a wide body, and the client can be typed for beside it")
    func split() {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.explorer.show(Self.withMail())
        stage.press(.character("\\"), [.alt])
        let picture = stage.picture()
        #expect(picture.contains("Server's view"))
        #expect(picture.contains("[READY]"))
        #expect(picture.contains("◀ 220 mx.example.net"))
        #expect(abs(stage.explorer.layout.panel.columns - stage.explorer.layout.transcript.columns) <= 1)
        stage.type("NOOP")
        #expect(stage.input == "NOOP")
        // New things are shown although nothing else has happened.
        var view = Self.withMail()
        view.take(.line(Array("VRFY new".utf8)), of: 1, at: "standard")
        stage.explorer.show(view)
        #expect(stage.picture().contains("C: VRFY new"))
    }

    @Test("in a narrow window it stands over the transcript, and Alt-\\ takes it away")
    func narrowSplit() {
        var stage = Stage()
        stage.playPicture()
        stage.explorer.show(Self.withMail())
        stage.press(.character("\\"), [.alt])
        #expect(stage.picture().contains("[READY]"))
        stage.press(.character("\\"), [.alt])
        #expect(!stage.picture().contains("[READY]"))
    }

    @Test("with the focus, keys choose and read in it; the codes come back with F2")
    func splitKeys() {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.explorer.show(Self.withMail())
        stage.press(.character("\\"), [.alt])
        stage.press(.tab, [.shift])
        #expect(stage.explorer.focus == .panel)
        stage.press(.end)
        stage.press(.enter)
        #expect(stage.picture().contains("Subject: hello"))
        stage.press(.escape)
        #expect(!stage.picture().contains("Subject: hello"))
        stage.press(.escape)
        #expect(stage.explorer.focus == .input)
        stage.press(.function(2))
        #expect(!stage.explorer.isSplit)
        #expect(stage.picture().contains("[Codes]"))
    }
}
