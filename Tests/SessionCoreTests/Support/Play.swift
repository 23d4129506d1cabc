import SMTPProtocol
import SMTPReference
import SessionCore
import TestSupport

/// A session on a stage: a clock that the test turns, and everything that the session wanted done.
struct Play {
    var session: Session
    private(set) var actions: [SessionAction] = []
    private(set) var milliseconds: UInt64 = 0

    /// The usual settings, with no question before a message is committed: that has tests of its own.
    static var settings: Settings {
        var settings = Settings()
        settings.mode = .free
        return settings
    }

    init(
        _ attendance: Session.Attendance = .interactive, settings: Settings = Play.settings,
        capacity: SessionCore.Transcript.Capacity = .standard, nonceSeed: [UInt8] = Array(0..<32)
    ) {
        session = Session(attendance, settings: settings, capacity: capacity, nonceSeed: nonceSeed)
    }

    /// A play whose connection stands and whose server has greeted.
    static func greeted(_ attendance: Session.Attendance = .interactive, target: String = "mx.example.net") -> Play {
        var play = Play(attendance)
        play.connect(target)
        play.server("220 mx.example.net ESMTP␍␊")
        return play
    }

    /// A play whose server has accepted EHLO with these capabilities.
    static func ready(_ attendance: Session.Attendance = .interactive, offers: [String] = ["PIPELINING"]) -> Play {
        var play = greeted(attendance)
        play.type("EHLO lab.example.org")
        let lines = ["mx.example.net"] + offers
        for (index, line) in lines.enumerated() {
            play.server("250\(index == lines.count - 1 ? " " : "-")\(line)␍␊")
        }
        return play
    }

    /// A play in the middle of message content.
    static func content(_ attendance: Session.Attendance = .interactive) -> Play {
        var play = ready(attendance)
        for (line, reply) in [("MAIL FROM:<a@b.example>", "250"), ("RCPT TO:<c@d.example>", "250"), ("DATA", "354")] {
            play.type(line)
            play.server("\(reply) x␍␊")
        }
        return play
    }

    @discardableResult
    mutating func handle(_ event: SessionEvent, after wait: UInt64 = 0) -> [SessionAction] {
        milliseconds += wait
        let time = Instant(
            wall: WallTime(seconds: 1_000_000 + Int64(milliseconds / 1000)), monotonic: milliseconds * 1_000_000)
        let new = session.handle(event, at: time)
        actions += new
        return new
    }

    @discardableResult
    mutating func type(_ line: String, after wait: UInt64 = 0) -> [SessionAction] {
        handle(.line(line.wire), after: wait)
    }

    @discardableResult
    mutating func server(_ wire: String, after wait: UInt64 = 0) -> [SessionAction] { server(wire.wire, after: wait) }

    @discardableResult
    mutating func server(_ bytes: [UInt8], after wait: UInt64 = 0) -> [SessionAction] {
        report(.bytes(bytes), after: wait)
    }

    @discardableResult
    mutating func report(_ report: ConnectionReport, after wait: UInt64 = 0) -> [SessionAction] {
        handle(.connection(connection, report), after: wait)
    }

    mutating func connect(_ target: String, remote: String = "192.0.2.1:25") {
        type(":connect \(target)")
        report(.connected(remote: remote, local: nil))
    }

    /// The number of the latest connection.
    var connection: ConnectionNumber {
        for action in actions.reversed() {
            if case .connect(let number, _) = action { return number }
        }
        return ConnectionNumber(0)
    }

    var entries: [Entry] { session.transcript.ids.compactMap { session.transcript[$0] } }
    var last: Entry? { entries.last }
    var replies: [ReceivedReply] { entries.compactMap(\.reply) }
    var lastReplyEntry: Entry? { entries.last { $0.reply != nil } }

    /// What the explorer said, notices and news of the connection, in order.
    var said: [String] {
        entries.compactMap { entry in
            switch entry.kind {
            case .notice(_, let text): text
            case .connection(let note): note.text
            case .sent, .content, .sentContent, .reply, .note: nil
            }
        }
    }

    /// All bytes that were to be sent, with control pictures.
    var sent: String { actions.sentText }

    /// Everything that the transcript holds or says, in one text: where a secret must not be.
    var everything: String {
        var text = session.transcript.ids.flatMap { session.announcement(for: $0) }.joined(separator: "\n")
        text += String(describing: entries)
        text += session.history.lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
        text += String(decoding: session.history.encoded(), as: UTF8.self)
        for entry in entries {
            switch entry.kind {
            case .sent(let line): text += String(decoding: line.bytes, as: UTF8.self)
            case .content(let bytes), .note(let bytes): text += String(decoding: bytes, as: UTF8.self)
            case .sentContent(let content, _): text += content.name
            case .reply(let received): text += String(decoding: received.reply.bytes, as: UTF8.self)
            case .notice(_, let notice): text += notice
            case .connection(let note): text += note.text
            }
        }
        return text
    }
}

extension [SessionAction] {
    var sentText: String {
        var bytes: [UInt8] = []
        for action in self {
            if case .send(_, let more) = action { bytes += more }
        }
        let pictures: [UInt8: String] = [0x0D: "␍", 0x0A: "␊"]
        return bytes.map { pictures[$0] ?? String(decoding: [$0], as: UTF8.self) }.joined()
    }

    var closes: Bool { contains { if case .close = $0 { true } else { false } } }

    var quits: ExitCode? {
        for action in self { if case .quit(let code) = action { return code } }
        return nil
    }

    var returnedLine: String? {
        for action in self { if case .returnLine(let line) = action { return String(decoding: line, as: UTF8.self) } }
        return nil
    }

    var deadlines: [Deadline] { compactMap { if case .setDeadline(let deadline) = $0 { deadline } else { nil } } }

    var cancelled: [Deadline.Kind] { compactMap { if case .cancelDeadline(let kind) = $0 { kind } else { nil } } }
}

extension Entry {
    func has(_ kind: Remark.Kind) -> Bool { remarks.contains { $0.kind == kind } }

    /// A line of test text that says what the entry is.
    var brief: String {
        switch kind {
        case .sent(let line): "C: \(String(decoding: line.bytes, as: UTF8.self))"
        case .content(let bytes): "content: \(String(decoding: bytes, as: UTF8.self))"
        case .sentContent(let content, _): "content: [\(content.name): \(content.summary)]"
        case .reply(let received):
            "S: \(received.code.map(\.description) ?? "-") \(received.standing) \(received.stage.token)"
        case .notice(let level, _): "\(level.word)"
        case .note(let bytes): "note: \(String(decoding: bytes, as: UTF8.self))"
        case .connection(let note): "\(note.event)"
        }
    }
}
