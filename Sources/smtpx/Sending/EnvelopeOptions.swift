import ArgumentParser
import InternetMessage
import SMTPProtocol
import SafeText

/// From whom, and to whom.
struct EnvelopeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The sender: a@example.org, Name <a@example.org>, or <> for none.", valueName: "address"))
    var from: String?
    @Option(help: ArgumentHelp("A recipient, or several with commas between them. Repeatable.", valueName: "address"))
    var to: [String] = []
    @Option(help: ArgumentHelp("Like --to, in the Cc field.", valueName: "address")) var cc: [String] = []
    @Option(help: ArgumentHelp("Like --to, and in no field of the header.", valueName: "address")) var bcc: [String] =
        []

    /// Looks at every address, and at who is missing.
    func check(needsMail: Bool, needsRecipient: Bool) throws {
        for (name, texts) in [("--from", from.map { [$0] } ?? []), ("--to", to), ("--cc", cc), ("--bcc", bcc)] {
            for text in texts {
                do throws(MessageError) {
                    let addresses = try AddressListParser.addresses(in: text)
                    if name == "--from", addresses.count != 1 {
                        throw MessageError(.badAddress, "It takes one address.", advice: "The envelope has one sender.")
                    }
                    if name != "--from", addresses.contains(where: { $0.path == .null }) {
                        throw MessageError(.badAddress, "<> is no recipient.", advice: "It is for --from only.")
                    }
                } catch {
                    throw ValidationError("\(name): \(Sanitizer.escape(error.description))")
                }
            }
        }
        if needsMail, from == nil {
            throw ValidationError("Who sends it? Write --from me@example.org, or --from '<>'.")
        }
        if needsRecipient, to.isEmpty, cc.isEmpty, bcc.isEmpty {
            throw ValidationError("To whom? Write --to you@example.net.")
        }
    }

    /// The reverse-path.
    var sender: MailPath { from.flatMap { Self.addresses([$0]).first?.path } ?? .null }

    /// Every forward-path once, in the order in which they were given.
    var recipients: [MailPath] {
        var seen: Set<MailPath> = []
        return Self.addresses(to + cc + bcc).map(\.path).filter { seen.insert($0).inserted }
    }

    /// What stands in From, To and Cc.
    var author: NamedAddress? { from.flatMap { Self.addresses([$0]).first?.named } }
    var visibleRecipients: [NamedAddress] { Self.addresses(to).compactMap(\.named) }
    var copies: [NamedAddress] { Self.addresses(cc).compactMap(\.named) }

    /// They were looked at when the options were checked.
    private static func addresses(_ texts: [String]) -> [AddressListParser.Address] {
        texts.flatMap { (try? AddressListParser.addresses(in: $0)) ?? [] }
    }
}
