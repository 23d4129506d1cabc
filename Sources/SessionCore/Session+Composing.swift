import SMTPProtocol
import SafeText

/// `:compose`: a message written in the user's editor.
extension Session {
    mutating func compose() {
        let order = ContentOrder(source: .bytes([], name: Self.composedName), route: .data)
        do throws(LanguageError) {
            guard attendance == .interactive else {
                throw LanguageError(
                    .notNow, "An editor needs a terminal, and nobody sits in front of one.",
                    advice: "Put the message into a file and write :message FILE.")
            }
            try checkMoment(for: order)
            try checkRules(for: order)
        } catch {
            tell(error)
            return
        }
        guard let transaction = machine.transaction else { return }
        contentCount += 1
        composing = contentCount
        let template = MessageTemplate.text(transaction, host: ownMailName, at: now.wall, serial: contentCount)
        actions.append(.compose(template, number: contentCount))
    }

    private static let composedName = "the message"

    /// The name behind the @ of a Message-ID: a domain, for an address literal says little to others.
    private var ownMailName: String {
        guard let name = settings.ehlo, !name.hasPrefix("[") else { return "localhost" }
        return name
    }

    /// The editor has ended.
    mutating func composed(_ result: ComposeResult, number: Int) {
        guard composing == number else { return }
        composing = nil
        switch result {
        case .nothing: tell(.information, "Nothing was saved in the editor, so nothing was sent.")
        case .failed(let message, let advice):
            tell(.error, "\(Sanitizer.escape(message)) \(Sanitizer.escape(advice)) Nothing was sent.")
        case .written(let bytes):
            send(ContentOrder(source: .bytes(bytes, name: Self.composedName), route: .data))
            // While it was written, the server may have ended the session.
            if transfer == nil, asking == nil { saveDraft(bytes) }
        }
    }

    /// A message that was written here and is not sent is not lost.
    mutating func keepDraft(of held: HeldLine) {
        if case .file(let order) = held, case .bytes(let bytes, Self.composedName) = order.source { saveDraft(bytes) }
    }

    private mutating func saveDraft(_ bytes: [UInt8]) {
        let number = saves.add(.draft)
        actions.append(.save(NewFile(path: nil, purpose: "draft", suffix: "eml", bytes: bytes), number: number))
    }
}
