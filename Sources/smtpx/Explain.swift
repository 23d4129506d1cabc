import ArgumentParser
import MailTraces
import SMTPProtocol
import SMTPReference
import SafeText
import SessionCore

/// `smtpx explain`: what replies, sessions, logs and bounces mean, without any connection.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Explain replies, sessions, logs and bounces.",
        discussion: """
            smtpx explain '550 5.1.1 <a@b>: User unknown'
            smtpx explain 451
            smtpx explain bounce.eml
            smtpx explain --summary /var/log/mail.log
            swaks --server mx.example.net --to bob@example.net | smtpx explain

            The text is a reply, or a file, or comes from standard input. What it is, is found out from the text:
            replies; a session of telnet, openssl s_client, swaks, curl -v, Python's smtplib or exim -v; a log of
            Postfix, Exim, Sendmail, OpenSMTPD or Exchange; a bounce, or many in one mbox. Lines that are none of
            these are counted.
            """)

    @Argument(help: "The reply, or files. Several words are joined with blanks; - is standard input.")
    var text: [String] = []
    @Option(help: "The command that the reply answers, such as RCPT.") var answers: String?
    @Flag(help: "Print JSON: an array of objects.") var json = false
    @Flag(help: "Print how often each reason occurs.") var summary = false
    @OptionGroup var look: LookOptions

    func run() throws {
        var reader = TraceReader()
        var output = ExplainOutput(isJSON: json, isSummary: summary, look: look)
        var first: [UInt8] = []
        let stage = answers.map { ReplyStage.command(Verb(ascii: $0.uppercased().utf8)) }
        let input = ExplainInput(text)
        do {
            try input.read { piece in
                if first.count < Self.shortText { first += piece }
                reader.read(piece)
                for finding in reader.take() { output.add(finding, answering: stage) }
            }
        } catch {
            StandardError.write(error.text)
            throw error.exitCode.leave
        }
        reader.finish()
        for finding in reader.take() { output.add(finding, answering: stage) }
        guard reader.counts.lines > reader.counts.blank else {
            StandardError.write("there is no reply to explain. Give one: smtpx explain '550 5.1.1 User unknown'")
            throw SessionCore.ExitCode.noInput.leave
        }
        if reader.counts.findings == 0, first.count < Self.shortText {
            // No reply of SMTP, but perhaps something that wants to be one, such as `999 what`.
            for reply in ReplyText.replies(in: first) { output.add(reply, answering: stage ?? .any) }
        }
        output.finish(reader.counts)
        guard output.hasCode else { throw SessionCore.ExitCode.badData.leave }
    }

    /// Text of this size in octets is kept, so that it can be looked at again when it holds nothing that is known.
    private static let shortText = 65_536
}

/// What `smtpx explain` prints, as it is found.
private struct ExplainOutput {
    let isJSON: Bool
    let isSummary: Bool
    let look: LookOptions
    private var sums = FindingSummary()
    private var held: TraceFinding?
    private var count = 0
    /// Something was explained that has a code or a status.
    private(set) var hasCode = false

    init(isJSON: Bool, isSummary: Bool, look: LookOptions) {
        self.isJSON = isJSON
        self.isSummary = isSummary
        self.look = look
    }

    mutating func add(_ finding: TraceFinding, answering stage: ReplyStage?) {
        var finding = finding
        if let stage, finding.stage == .any { finding.stage = stage }
        hasCode = hasCode || finding.reply?.code != nil || finding.status != nil || !finding.words.isEmpty
        if isSummary {
            sums.add(FindingListing(finding: finding, paint: look.paint, isASCII: look.isASCII))
        } else if isJSON {
            print(FindingListing(finding: finding, paint: look.paint, isASCII: look.isASCII).json)
        } else if count == 0, held == nil {
            // A reply that stands alone needs no words about its place; whether it does, the next one tells.
            held = finding
        } else {
            release(withPlace: true)
            print(finding, withPlace: true)
        }
    }

    mutating func add(_ reply: Reply, answering stage: ReplyStage) {
        let listing = ExplanationListing(
            explanation: Explanation(of: reply, answering: stage), reply: reply, paint: look.paint,
            isASCII: look.isASCII)
        hasCode = hasCode || reply.code != nil
        if isJSON { print(listing.json) } else { print(listing.lines) }
    }

    mutating func finish(_ counts: TraceCounts) {
        if isSummary {
            let lines = isJSON ? [sums.json.text()] : sums.lines(paint: look.paint, isASCII: look.isASCII)
            StandardOutput.write(lines.map { $0 + "\n" }.joined())
        } else if isJSON {
            StandardOutput.write(count == 0 ? "[]\n" : "\n]\n")
        } else {
            release(withPlace: held.map { $0.format != .session } ?? false)
        }
        guard counts.unrecognised > 0, counts.findings > 0 else { return }
        var words = "\(counts.unrecognised) of \(counts.lines) lines were not recognised"
        if let sample = counts.samples.first {
            words +=
                "; the first is line \(sample.line): \(look.escaped(String(decoding: sample.bytes, as: UTF8.self)))"
        }
        StandardError.write(words)
    }

    private mutating func release(withPlace: Bool) {
        guard let finding = held else { return }
        held = nil
        print(finding, withPlace: withPlace)
    }

    private mutating func print(_ finding: TraceFinding, withPlace: Bool) {
        print(
            FindingListing(finding: finding, paint: look.paint, isASCII: look.isASCII).lines(withPlace: withPlace))
    }

    private mutating func print(_ lines: [String]) {
        StandardOutput.write((count > 0 ? "\n" : "") + lines.map { $0 + "\n" }.joined())
        count += 1
    }

    private mutating func print(_ json: JSON) {
        StandardOutput.write((count == 0 ? "[\n  " : ",\n  ") + json.text(indent: "  "))
        count += 1
    }
}
