public import SMTPProtocol
public import SMTPTransport

/// Which practice server is wanted.
public struct PracticeWish: Hashable, Sendable {
    /// The name of its scenario; `nil` for the usual one.
    public let scenario: String?
    /// The software whose replies it imitates; `nil` for its own words.
    public let likeness: ImitatedSoftware?
    /// Whether TLS is to begin with the first byte.
    public let isImplicitTLS: Bool

    /// A wish.
    public init(scenario: String? = nil, likeness: ImitatedSoftware? = nil, isImplicitTLS: Bool = false) {
        self.scenario = scenario
        self.likeness = likeness
        self.isImplicitTLS = isImplicitTLS
    }
}

/// Where a practice server listens, and who vouches for it.
public struct PracticeTarget: Sendable {
    /// Where it listens.
    public let endpoint: Endpoint
    /// Its throw-away authority, in PEM.
    public let authorityPEM: [UInt8]

    /// A target.
    public init(endpoint: Endpoint, authorityPEM: [UInt8]) {
        self.endpoint = endpoint
        self.authorityPEM = authorityPEM
    }
}

/// Why there is no practice server.
public struct PracticeFailure: Error, Sendable {
    /// What happened, in a sentence.
    public let message: String
    /// What to do, in a sentence.
    public let advice: String
    /// Whether the user asked for something that there is not.
    public let isUsage: Bool

    /// A failure.
    public init(message: String, advice: String, isUsage: Bool = false) {
        self.message = message
        self.advice = advice
        self.isUsage = isUsage
    }
}
