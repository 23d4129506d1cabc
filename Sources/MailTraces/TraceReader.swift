import SMTPProtocol
import SMTPReference

/// Reads what other programs wrote down about mail: sessions, logs, bounces, or replies alone. It finds out by itself
/// which of them a text is, and holds no more of it than one session, one recipient or one message needs.
///
///     reader.read(bytes)
///     for finding in reader.take() { … }
///     reader.finish()
///     for finding in reader.take() { … }
///
/// The findings do not depend on how the text was cut into pieces. Nothing is dropped in silence: ``counts`` says how
/// many lines were not recognised, and shows the first of them.
public struct TraceReader {
    private var splitter = LineSplitter()
    private var dialogue: Dialogue?
    private var message: MessageReader?
    private var exchange: ExchangeLog?
    /// Sessions inside of Postfix's log, by the process that has them.
    private var peers: [[UInt8]: Dialogue] = [:]
    private var found: [TraceFinding] = []
    private var isAtStart = true

    /// How much was understood so far.
    public private(set) var counts = TraceCounts()

    /// A reader at the beginning of a text.
    public init() {}

    /// Takes the next octets of the text.
    public mutating func read(_ bytes: [UInt8]) {
        var splitter = splitter
        splitter.split(bytes) { line($0) }
        self.splitter = splitter
    }

    /// Says that the text is over.
    public mutating func finish() {
        var splitter = splitter
        splitter.finish { line($0) }
        self.splitter = splitter
        endMessage()
        endDialogue()
        for (_, peer) in peers {
            var peer = peer
            keep(peer.close())
        }
        peers = [:]
    }

    /// What was found since the last call, in the order of the text.
    public mutating func take() -> [TraceFinding] {
        defer { found.removeAll(keepingCapacity: true) }
        return found
    }

    // MARK: - Lines

    private mutating func line(_ line: TextLine) {
        counts.lines += 1
        let number = counts.lines
        if message != nil {
            if line.begins(with: "From "), MessageReader.isBeginning(line) {
                endMessage()
                message = MessageReader(fromHeader: true, line: number)
            } else {
                message?.take(line, number: number)
            }
            counts.recognised += 1
            return
        }
        if dialogue?.isContent(line) == true {
            keep(dialogue?.client(line))
            counts.recognised += 1
            return
        }
        guard !line.trimmed.isEmpty else {
            counts.blank += 1
            return
        }
        if log(line, number: number) || session(line, number: number) || begin(line, number: number) {
            counts.recognised += 1
        } else {
            unrecognised(line, number: number)
        }
        isAtStart = false
    }

    private mutating func log(_ line: TextLine, number: Int) -> Bool {
        if ExchangeLog.isHead(line) {
            if exchange == nil { exchange = ExchangeLog() }
            exchange?.head(line)
            return true
        }
        if line.first == UInt8(ascii: "#"), exchange != nil { return true }
        if ExchangeLog.isRow(line) {
            if exchange == nil { exchange = ExchangeLog() }
            keep(exchange?.row(line, number: number) ?? [])
            return true
        }
        if let entry = SyslogLine(line) { return syslog(entry, number: number) }
        if let behind = EximLog.behindDate(line), EximLog.isMessage(behind) {
            keep(EximLog.finding(behind, line: number))
            return true
        }
        return false
    }

    private mutating func syslog(_ entry: SyslogLine, number: Int) -> Bool {
        let program = entry.program
        if program.place(of: "postfix") != nil {
            if let peer = PostfixLog.peer(entry.message) {
                postfixPeer(peer, number: number)
            } else {
                keep(PostfixLog.finding(entry.message, program: program, line: number))
            }
            return true
        }
        if program.place(of: "sendmail") != nil || program.begins(with: "sm-") {
            keep(SendmailLog.finding(entry.message, line: number))
            return true
        }
        if program.elementsEqual("smtpd".utf8) || program.place(of: "opensmtpd") != nil {
            keep(OpenSMTPDLog.finding(entry.message, line: number))
            return true
        }
        if program.begins(with: "exim") {
            keep(EximLog.finding(EximLog.behindDate(entry.message) ?? entry.message, line: number))
            return true
        }
        return false
    }

    private mutating func postfixPeer(_ peer: (host: TextLine, isReply: Bool, text: TextLine), number: Int) {
        let key = Array(peer.host)
        if peers.count >= MailTraceLimits.waiting, peers[key] == nil { peers.removeAll() }
        var session = peers[key] ?? Dialogue(.postfixPeer, host: key)
        if peer.isReply {
            keep(session.server(peer.text, number: number))
        } else {
            keep(session.client(peer.text))
        }
        peers[key] = session
    }

    private mutating func session(_ line: TextLine, number: Int) -> Bool {
        guard let said = DialogueLine.read(line, after: dialogue?.format) else { return false }
        // Bare lines inside a session with marks belong to it only when they carry no mark by chance: a new form begins.
        if dialogue?.format != said.format {
            endDialogue()
            dialogue = Dialogue(said.format)
        }
        switch said.speaker {
        case .server(let text): keep(dialogue?.server(text, number: number) ?? [])
        case .client(let text): keep(dialogue?.client(text))
        case .opening: keep(dialogue?.opened())
        case .program: break
        }
        return true
    }

    /// A message, or the text of a bounce that somebody pasted without its header.
    private mutating func begin(_ line: TextLine, number: Int) -> Bool {
        let isMessage = MessageReader.isBeginning(line)
        guard isMessage || BounceText.isOpening(line) || Self.isReportField(line) else { return false }
        endDialogue()
        message = MessageReader(fromHeader: isMessage, line: number)
        message?.take(line, number: number)
        return true
    }

    private static func isReportField(_ line: TextLine) -> Bool {
        for name in ["reporting-mta:", "final-recipient:", "diagnostic-code:", "original-recipient:"] as [StaticString]
        where line.beginsFolded(with: name) {
            return true
        }
        return false
    }

    private mutating func endMessage() {
        guard var ending = message else { return }
        message = nil
        keep(ending.finish(line: counts.lines))
    }

    private mutating func endDialogue() {
        keep(dialogue?.close())
        dialogue = nil
    }

    private mutating func keep(_ findings: [TraceFinding]) {
        counts.findings += findings.count
        found += findings
    }

    private mutating func keep(_ finding: TraceFinding?) {
        if let finding { keep([finding]) }
    }

    private mutating func unrecognised(_ line: TextLine, number: Int) {
        guard counts.samples.count < MailTraceLimits.samples else { return }
        counts.samples.append(
            TraceCounts.Sample(line: number, bytes: Array(line.prefix(MailTraceLimits.shownLine))))
    }
}
