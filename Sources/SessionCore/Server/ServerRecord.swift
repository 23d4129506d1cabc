import SMTPProtocol
import SMTPReference

/// What a server has said about itself on one connection: its greeting, what it offered and when, and words by which its software
/// may be told. It refers to the transcript, so it takes the same little memory however much a server says.
struct ServerRecord: Sendable {
    /// The most replies to EHLO that are remembered: the first and the newest ones.
    static let maximumOffers = 4
    /// The most replies that are remembered for their wording.
    static let maximumSamples = 32

    /// An accepted hello.
    struct Offer: Sendable {
        /// The verb that was said.
        let verb: Verb
        /// What the server offers; nil after HELO.
        let capabilities: CapabilitySet?
        let isEncrypted: Bool
        let isAuthenticated: Bool

        /// When it was said: `in the clear`, `under TLS, logged in`.
        var moment: String { (isEncrypted ? "under TLS" : "in the clear") + (isAuthenticated ? ", logged in" : "") }
    }

    /// The first reply with a code to one kind of command.
    struct Sample: Sendable {
        let stage: ReplyStage
        let code: ReplyCode?
        let entry: EntryID
    }

    let request: ConnectRequest
    /// The address that was reached, escaped.
    var address = ""
    /// The first reply of all.
    private(set) var greeting: EntryID?
    /// The accepted hellos, oldest first.
    private(set) var offers: [Offer] = []
    private(set) var samples: [Sample] = []

    init(_ request: ConnectRequest) { self.request = request }

    /// Takes a reply that the transcript has.
    mutating func received(_ reply: Reply, at stage: ReplyStage, entry: EntryID) {
        if stage == .greeting, greeting == nil { greeting = entry }
        guard samples.count < Self.maximumSamples,
            !samples.contains(where: { $0.stage == stage && $0.code == reply.code })
        else { return }
        samples.append(Sample(stage: stage, code: reply.code, entry: entry))
    }

    /// Takes an accepted hello.
    mutating func add(_ offer: Offer) {
        offers.append(offer)
        if offers.count > Self.maximumOffers { offers.remove(at: 1) }
    }
}
