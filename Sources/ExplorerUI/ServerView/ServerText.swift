import SMTPProtocol
import SafeText
import SessionCore
import TerminalKit

/// The rows of the practice server's view: its connections, what each has said, and the mail.
struct ServerText {
    let width: Int
    let height: Int
    let glyphs: Glyphs

    /// The fewest rows of a dialogue in the overview.
    private static let fewestLines = 5
    /// Where the values of facts begin.
    private static let factColumn = 8

    func rows(of pane: ServerPane) -> [ServerPane.Row] {
        switch pane.reading {
        case .client(let serial): pane.client(serial).map(dialogue) ?? []
        case .mail(let serial): pane.mail(serial).map(message) ?? []
        case nil: overview(pane)
        }
    }

    // MARK: The overview

    private func overview(_ pane: ServerPane) -> [ServerPane.Row] {
        let view = pane.view
        guard !view.listeners.isEmpty else {
            return plain("No practice server runs.", .heading) + [blank]
                + plain(":practice starts one and connects to it; here is then what it sees of you.", .text)
                + plain(":practice expired, or another scenario, starts one where something goes wrong.", .muted)
        }
        var rows = view.listeners.flatMap { listener in
            plain(
                "\(listener.scenario)  \(listener.host):\(listener.port), with TLS at once \(listener.securePort)",
                .muted)
        }
        let mail = mailRows(pane)
        rows += heading(view.clients.isEmpty ? "No connection yet" : "Connections")
        let newestFirst = view.clients.reversed()
        let shown = pane.shownClient
        rows += newestFirst.prefix { $0.serial != shown?.serial }.flatMap { head(of: $0, pane) }
        if let shown {
            let others = newestFirst.drop { $0.serial != shown.serial }.dropFirst().flatMap { head(of: $0, pane) }
            rows += head(of: shown, pane) + facts(of: shown)
            let room = max(Self.fewestLines, height - rows.count - others.count - mail.count)
            rows += shown.lines.filter { !$0.isFollower }.suffix(room).flatMap { line($0, isWhole: false) } + others
        }
        return rows + mail
    }

    private func head(of client: ServerView.Client, _ pane: ServerPane) -> [ServerPane.Row] {
        let item = ServerPane.Item.client(client.serial)
        let mark = pane.current == item ? glyphs.selected : " "
        let state = client.isOpen ? "open" : "closed"
        return [
            ServerPane.Row(
                text: ScreenText([
                    Span("\(mark)#\(client.number) \(state)", client.isOpen ? .hintGood : .muted),
                    Span("  from \(escaped(client.peer)), \(client.scenario)", client.isOpen ? .text : .muted),
                ]).fitted(width, glyphs), item: item)
        ]
    }

    private func facts(of client: ServerView.Client) -> [ServerPane.Row] {
        var rows = stateRows(client)
        if !client.helloName.isEmpty { rows += fact("hello", escaped(client.helloName)) }
        rows += fact("TLS", client.encryption.map(escaped) ?? "none: everything is in the clear")
        rows += fact("login", client.login.map(escaped) ?? "nobody")
        if let from = client.from {
            rows += fact("from", escaped(from))
            let more = client.recipientCount - client.recipients.count
            let names = client.recipients.map(escaped).joined(separator: ", ")
            if client.recipientCount > 0 { rows += fact("for", more > 0 ? "\(names) and \(more) more" : names) }
        }
        return rows
    }

    /// The states in their order, the present one in brackets and capitals, and what it means.
    private func stateRows(_ client: ServerView.Client) -> [ServerPane.Row] {
        let here = StateWords(client.state)
        var spans = [Span(" ", .text)]
        for (index, name) in StateWords.path.enumerated() {
            if index > 0 { spans.append(Span(" \(glyphs.continue) ", .muted)) }
            let isHere = index == here.place
            spans.append(isHere ? Span("[\(here.name)]", .titleFocused) : Span(name, .muted))
        }
        return ScreenText.wrapped(spans, width: width, indent: 1).map { ServerPane.Row(text: $0) }
            + plain(here.meaning, .explanation, indent: 1)
    }

    private func mailRows(_ pane: ServerPane) -> [ServerPane.Row] {
        let view = pane.view
        guard !view.mails.isEmpty else { return heading("Mailboxes: no message yet") }
        var counts: [(name: String, count: Int, octets: Int)] = []
        for mail in view.mails {
            for name in mail.mailboxes {
                if let index = counts.firstIndex(where: { $0.name == name }) {
                    counts[index].count += 1
                    counts[index].octets += mail.size
                } else {
                    counts.append((name, 1, mail.size))
                }
            }
        }
        let boxes = counts.prefix(8).map { "\(escaped($0.name)) \($0.count) (\($0.octets) octets)" }
        let rest = counts.count > 8 ? " \(glyphs.ellipsis)" : ""
        return heading("Mailboxes: " + boxes.joined(separator: ", ") + rest)
            + view.mails.reversed().map { mail in
                let item = ServerPane.Item.mail(mail.serial)
                let mark = pane.current == item ? glyphs.selected : " "
                let boxes = mail.mailboxes.map(escaped).joined(separator: ", ")
                return ServerPane.Row(
                    text: ScreenText([
                        Span("\(mark)\(mail.number)  ", .text), Span(boxes, .hintGood),
                        Span("  from \(escaped(mail.from)), \(mail.size) octets", .text),
                    ]).fitted(width, glyphs), item: item)
            }
    }

    // MARK: One of them in full

    private func dialogue(of client: ServerView.Client) -> [ServerPane.Row] {
        let title = "Connection #\(client.number) from \(escaped(client.peer)), \(client.scenario)"
        let dropped = client.droppedLines > 0 ? plain("\(client.droppedLines) older lines are gone.", .muted) : []
        return plain(title, .heading) + facts(of: client) + [blank] + dropped
            + client.lines.flatMap { line($0, isWhole: true) }
    }

    private func message(_ mail: ServerView.Mail) -> [ServerPane.Row] {
        let boxes = mail.mailboxes.map(escaped).joined(separator: ", ")
        var rows =
            plain("Message \(mail.number), \(mail.size) octets", .heading) + fact("from", escaped(mail.from))
            + fact("in", boxes) + [blank]
        var lines = mail.content.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for line in lines {
            let text = line.last == 0x0D ? line.dropLast() : line
            rows += plain(escaped(text), .received)
        }
        if mail.size > mail.content.count { rows += plain("\(mail.size - mail.content.count) octets more", .muted) }
        return rows
    }

    /// A line of the dialogue. What stands in base64 in a challenge is shown as text below it.
    private func line(_ line: ServerView.Line, isWhole: Bool) -> [ServerPane.Row] {
        let (mark, role): (String, Role) =
            switch line.kind {
            case .client: ("C: ", .sent)
            case .server: ("S: ", .received)
            case .note: ("   ", .notice)
            }
        let spans = [Span(" " + mark, .muted), Span(escaped(line.bytes), role)]
        guard isWhole else {
            let more = line.followers > 0 ? Span(" [+\(line.followers) lines]", .muted) : nil
            let room = width - (more.map { DisplayWidth.of($0.text) } ?? 0)
            let text = ScreenText(spans).fitted(room, glyphs).spans + [more].compactMap(\.self)
            return [ServerPane.Row(text: ScreenText(text))]
        }
        var rows = ScreenText.wrapped(spans, width: width, indent: 4).map { ServerPane.Row(text: $0) }
        if line.kind == .server, line.bytes.starts(with: Array("334 ".utf8)),
            let decoded = Base64.decode(line.bytes.dropFirst(4)), !decoded.isEmpty
        {
            rows += plain("base64 for: " + escaped(decoded), .explanation, indent: 4)
        }
        return rows
    }

    // MARK: Rows

    private var blank: ServerPane.Row { ServerPane.Row(text: .empty) }

    private func escaped(_ bytes: some Collection<UInt8>) -> String {
        Sanitizer.escape(bytes, style: glyphs.escapeStyle)
    }

    private func escaped(_ text: String) -> String { Sanitizer.escape(text, style: glyphs.escapeStyle) }

    private func heading(_ text: String) -> [ServerPane.Row] { [blank] + plain(text, .heading) }

    private func plain(_ text: String, _ role: Role, indent: Int = 0) -> [ServerPane.Row] {
        let start = String(repeating: " ", count: indent)
        return ScreenText.wrapped([Span(start + glyphs.shown(text), role)], width: width, indent: indent).map {
            ServerPane.Row(text: $0)
        }
    }

    private func fact(_ name: String, _ value: String) -> [ServerPane.Row] {
        let gap = String(repeating: " ", count: max(1, Self.factColumn - 1 - name.utf8.count))
        return ScreenText.wrapped(
            [Span(" " + name + gap, .muted), Span(value, .text)], width: width, indent: Self.factColumn
        ).map { ServerPane.Row(text: $0) }
    }
}

/// The words for where a session stands, as its server sees it.
/// - SeeAlso: RFC 5321 §4.1.4
private struct StateWords {
    /// The way of an ordinary session.
    static let path = ["greeting", "hello", "ready", "mail", "rcpt", "content", "closed"]

    /// The place on that way.
    let place: Int
    /// The name of the state, in capitals.
    let name: String
    /// What the server waits for.
    let meaning: String

    init(_ state: ServerState) {
        (place, name, meaning) =
            switch state {
            case .awaitingGreeting: (0, "GREETING", "The greeting has not been sent yet.")
            case .greeted: (1, "HELLO", "EHLO or HELO is waited for.")
            case .securing: (1, "TLS", "The handshake of TLS is under way.")
            case .ready: (2, "READY", "MAIL begins a message; AUTH, STARTTLS and QUIT make sense, too.")
            case .authenticating: (2, "AUTH", "The next line is an answer to a challenge, not a command.")
            case .mailOpen: (3, "MAIL", "A message is begun: RCPT is waited for.")
            case .recipients(1): (4, "RCPT 1", "1 recipient so far: RCPT, DATA or BDAT is waited for.")
            case .recipients(let count):
                (4, "RCPT \(count)", "\(count) recipients so far: RCPT, DATA or BDAT is waited for.")
            case .content: (5, "DATA", "What comes now is content, up to a line with a dot alone.")
            case .chunk: (5, "BDAT", "As many octets of content are read as BDAT said.")
            case .closed: (6, "CLOSED", "Nothing that still comes is looked at.")
            }
    }
}
