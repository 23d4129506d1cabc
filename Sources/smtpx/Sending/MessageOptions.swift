import ArgumentParser
import InternetMessage
import SMTPProtocol
import SafeText
import SessionCore

/// What the message is.
struct MessageOptions: ParsableArguments {
    @Option(help: "The subject.") var subject: String?
    @Option(
        help: ArgumentHelp(
            "A field of the header; one of the name of a default takes its place. Repeatable.", valueName: "name: value"
        ))
    var header: [String] = []
    @Option(help: ArgumentHelp("The text; @FILE for that of a file, - for standard input.", valueName: "text"))
    var body: String?
    @Option(help: ArgumentHelp("What the text is, such as text/html.", valueName: "type")) var bodyType: String?
    @Option(help: ArgumentHelp("A file to go along with it. Repeatable.", valueName: "file")) var attach: [String] = []
    @Option(
        help: ArgumentHelp(
            "What an attachment is, if its name does not tell: the first for the first.", valueName: "type"))
    var attachType: [String] = []
    @Option(
        help: ArgumentHelp("Send this complete message as it is; - for standard input.", valueName: "file"))
    var data: String?

    func validate() throws {
        do throws(MessageError) {
            for line in header { _ = try HeaderField(line: line) }
            if let subject { _ = try HeaderField(name: "Subject", value: subject) }
            for type in attachType + (bodyType.map { [$0] } ?? []) { _ = try ContentType(type) }
        } catch {
            throw ValidationError(Sanitizer.escape(error.description))
        }
        if attachType.count > attach.count { throw ValidationError("There are more --attach-type than --attach.") }
        if body == "-", data == "-" { throw ValidationError("Standard input can be read once.") }
    }

    /// An option that makes a message, when one was given.
    var firstOfComposing: String? {
        if subject != nil { return "--subject" }
        if !header.isEmpty { return "--header" }
        if body != nil || bodyType != nil { return "--body" }
        return attach.isEmpty ? nil : "--attach"
    }

    /// Reads what is to be read, before anything is connected.
    func source(
        envelope: EnvelopeOptions, contentFile: String?, ehlo: String?, needsMessage: Bool
    ) throws(InputProblem) -> MessageSource {
        guard needsMessage else { return .none }
        if let contentFile { return try .complete(contentFile) }
        var draft = MessageDraft(from: envelope.author, to: envelope.visibleRecipients)
        draft.cc = envelope.copies
        draft.subject = subject ?? "Test message"
        draft.text = MessageText(try text())
        var files: [[UInt8]] = []
        for path in attach { files.append(try Self.contents(path)) }
        do throws(MessageError) {
            for line in header { draft.fields.append(try HeaderField(line: line)) }
            if let bodyType { draft.text.type = try ContentType(bodyType) }
            for (index, path) in attach.enumerated() {
                let type = index < attachType.count ? try ContentType(attachType[index]) : nil
                draft.attachments.append(Attachment(name: path, type: type, bytes: files[index]))
            }
        } catch {
            throw InputProblem(Sanitizer.escape(error.description), .usage)
        }
        return .draft(draft, host: Self.host(ehlo: ehlo, envelope))
    }

    private func text() throws(InputProblem) -> [UInt8] {
        switch body {
        case nil: attach.isEmpty ? Array("This is a test message.\n".utf8) : []
        case "-"?: StandardInput.readAll(limit: MessageLimits.composedMessage + 1)
        case let text? where text.hasPrefix("@"): try Self.contents(String(text.dropFirst()))
        case let text?: Array(text.utf8)
        }
    }

    private static func contents(_ path: String) throws(InputProblem) -> [UInt8] {
        try InputFile.contents(of: path, limit: MessageLimits.composedMessage + 1)
    }

    /// What stands behind the @ of the Message-ID: our name, if it is one, else the domain of the sender.
    private static func host(ehlo: String?, _ envelope: EnvelopeOptions) -> String {
        if let ehlo, !ehlo.hasPrefix("["), ehlo.lowercased() != "auto" { return ehlo }
        return envelope.author.map { String(decoding: $0.mailbox.domain, as: UTF8.self) } ?? "localhost"
    }
}
