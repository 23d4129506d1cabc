public import SMTPProtocol
public import SessionCore

/// Something that a step of a lesson waits for.
public enum LessonCondition: Hashable, Sendable {
    /// Which reply is meant.
    public enum Answered: Hashable, Sendable {
        /// Any.
        case any
        /// The greeting, or one that answers nothing.
        case greeting
        /// One to a command of this verb.
        case verb(Verb)
    }

    /// The connection opened.
    case connected
    /// The connection ended.
    case disconnected
    /// A command line like this was sent.
    case sent(WildcardPattern)
    /// A line of content like this was sent.
    case content(WildcardPattern)
    /// A reply like this came.
    case reply(ReplyExpectation, to: Answered)
    /// So many messages came into this mailbox since the lesson began.
    case mailbox(String, count: Int)
    /// A message was delivered that has a line like this.
    case message(WildcardPattern)
    /// TLS began.
    case tls
    /// TLS did not come about.
    case tlsFailed
    /// The client logged in, with this mechanism or any.
    case login(mechanism: String?)
    /// An explorer command like this was given.
    case command(WildcardPattern)
    /// The question was answered so.
    case answer(String)

    /// Whether it comes true with this event.
    /// - Parameter deliveries: how many messages each mailbox got since the lesson began, this event counted.
    func holds(_ event: LessonEvent, deliveries: [String: Int]) -> Bool {
        switch (self, event) {
        case (.connected, .connected), (.disconnected, .disconnected), (.tls, .secured), (.tlsFailed, .notSecured): true
        case (.sent(let pattern), .sent(let line)): pattern.matches(line)
        case (.content(let pattern), .content(let line)): pattern.matches(line)
        case (.command(let pattern), .command(let line)): pattern.matches(line)
        case (.reply(let expected, let answered), .reply(let reply, let verb)):
            answered.admits(verb) && expected.matches(reply)
        case (.mailbox(let name, let count), .stored(let mailboxes, _)):
            mailboxes.contains { Self.mailbox(name, is: $0) }
                && deliveries.reduce(0) { $0 + (Self.mailbox(name, is: $1.key) ? $1.value : 0) } >= count
        case (.message(let pattern), .stored(_, let content)):
            content.split(separator: 0x0A, omittingEmptySubsequences: false).contains { line in
                pattern.matches(line.last == 0x0D ? line.dropLast() : line)
            }
        case (.login(let wanted), .loggedIn(_, let mechanism)):
            wanted.map { $0.uppercased() == mechanism.uppercased() } ?? true
        case (.connected, _), (.disconnected, _), (.sent, _), (.content, _), (.reply, _), (.mailbox, _), (.message, _),
            (.tls, _), (.tlsFailed, _), (.login, _), (.command, _), (.answer, _):
            false
        }
    }

    /// Whether a mailbox has this name; the domain may be left out.
    private static func mailbox(_ name: String, is mailbox: String) -> Bool {
        mailbox.lowercased() == name || mailbox.lowercased().hasPrefix(name + "@")
    }
}

extension LessonCondition.Answered {
    fileprivate func admits(_ verb: Verb?) -> Bool {
        switch self {
        case .any: true
        case .greeting: verb == nil
        case .verb(let wanted): verb == wanted
        }
    }
}

extension Verb {
    /// What stands for the dot that ends a message, where a reply is said to answer a verb.
    public static let endOfData = Verb(ascii: [0x2E])
}
