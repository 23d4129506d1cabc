import SMTPProtocol
import TestSupport

@testable import SessionCore

/// A delivery on a stage: a session, and a server that answers each command by its beginning.
struct Delivery {
    var play: Play
    var delivery: MessageDelivery
    /// What the server says to a line that begins so; the longest beginning counts. `close` ends the connection.
    var answers: [String: String]
    var offers: [String]
    private(set) var connections = 0
    private(set) var heard: [String] = []
    private(set) var writes = 0
    private var seen = 0
    private var isInContent = false

    init(
        _ plan: DeliveryPlan, offers: [String] = ["SIZE 1000000", "8BITMIME", "PIPELINING"],
        answers: [String: String] = [:]
    ) {
        var settings = Settings()
        settings.mode = .free
        play = Play(.unattended, settings: settings)
        delivery = MessageDelivery(plan)
        self.offers = offers
        self.answers = answers
    }

    /// Runs to the end. A delivery that does not come there within many steps has gone round in circles.
    mutating func run(target: String = "mx.example.net") -> ExitCode? {
        for _ in 0..<2_000 {
            switch delivery.next(play.session) {
            case .done: return delivery.result.exitCode(of: play.session)
            case .wait: return nil
            case .ask: return nil
            case .connect:
                connections += 1
                play.handle(.connect(ConnectRequest(.text(target))))
                seen = play.actions.count
                play.report(.connected(remote: "192.0.2.1:25", local: nil))
                play.server((answers["greeting"] ?? "220 mx.example.net ESMTP") + "␍␊")
            case .line(let line): play.handle(.line(line))
            case .event(let event): play.handle(event)
            case .compose:
                delivery.take(Self.facts, .bytes(Array("Subject: x\r\n\r\nbody\r\n".utf8), name: "the message"))
            }
            serve()
        }
        return nil
    }

    static let facts = MessageFacts(size: 22, hasEightBit: false, hasEightBitHeader: false)

    /// Does what the runtime and a server would do about the new actions.
    private mutating func serve() {
        while seen < play.actions.count {
            let action = play.actions[seen]
            seen += 1
            switch action {
            case .send(_, let bytes):
                writes += 1
                for line in bytes.split(separator: 0x0A) { answer(String(decoding: line.dropLast(), as: UTF8.self)) }
            case .openContent(.bytes(let bytes, _), let number):
                play.handle(.contentOpened(size: UInt64(bytes.count), number: number))
                content = bytes
            case .readContent(let number, let atMost):
                let piece = Array(content.prefix(atMost))
                content = Array(content.dropFirst(atMost))
                play.handle(.contentPiece(piece, isEnd: content.isEmpty, number: number))
            default: break
            }
        }
    }

    private var content: [UInt8] = []

    private mutating func answer(_ line: String) {
        if isInContent {
            guard line == "." else { return }
            isInContent = false
            say(answers["."] ?? "250 2.0.0 queued")
            return
        }
        heard.append(line)
        let scripted = answers.filter { line.hasPrefix($0.key) }.max { $0.key.count < $1.key.count }?.value
        if let scripted {
            isInContent = scripted.hasPrefix("354")
            return say(scripted)
        }
        switch line.split(separator: " ").first {
        case "EHLO", "LHLO": say((["mx.example.net"] + offers).joined(separator: "\n"), code: 250)
        case "DATA":
            isInContent = true
            say("354 go")
        case "QUIT": say("221 bye")
        default: say("250 2.0.0 ok")
        }
    }

    private mutating func say(_ text: String) {
        for line in text.split(separator: "\n") {
            if line == "close" { play.report(.closed(.byServer)) } else { play.server(line + "␍␊") }
        }
    }

    private mutating func say(_ text: String, code: Int) {
        let lines = text.split(separator: "\n")
        for (index, line) in lines.enumerated() {
            play.server("\(code)\(index == lines.count - 1 ? " " : "-")\(line)␍␊")
        }
    }
}

extension DeliveryPlan {
    /// A plan with these recipients.
    static func to(_ addresses: String..., change: (inout DeliveryPlan) -> Void = { _ in }) -> DeliveryPlan {
        var plan = DeliveryPlan(
            sender: MailPath("a@example.org") ?? .null, recipients: addresses.compactMap { MailPath($0) })
        change(&plan)
        return plan
    }
}

extension DeliveryResult {
    /// The verdicts, in order.
    var verdicts: [Verdict] { recipients.map(\.verdict) }
}
