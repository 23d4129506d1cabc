/// The mechanism to log in with when the user named none, and why it is this one.
public struct MechanismChoice: Hashable, Sendable {
    /// The mechanism.
    public let mechanism: Mechanism
    /// What a -PLUS mechanism is to be bound to; nil for the others.
    public let channelBinding: ChannelBinding.Kind?
    /// Why, as a sentence that begins with the mechanism's name.
    public let reason: String
}

extension Mechanism {
    /// The mechanisms that log in with a user name and a password, the strongest first.
    ///
    /// A mechanism that is tied to the TLS connection stands above the others, since nobody in between can pass the
    /// login on. Then come those that do not send the password, and at the end those that do.
    public static let byStrength: [Mechanism] = [
        .scramSHA256Plus, .scramSHA1Plus, .scramSHA256, .scramSHA1, .cramMD5, .plain, .login,
    ]

    /// The strongest mechanism that a user name and a password are enough for; nil when none is offered.
    ///
    /// EXTERNAL, ANONYMOUS, XOAUTH2 and OAUTHBEARER are never chosen: they need another kind of credential.
    /// - Parameters:
    ///   - offeredNames: the words behind AUTH in the EHLO reply, known or not, in upper or lower case.
    ///   - isEncrypted: whether TLS is on.
    ///   - channelBinding: the kinds of binding that the TLS connection gives.
    ///   - canUse: whether a mechanism may be taken; false for one that failed already.
    public static func strongest(
        among offeredNames: [String], isEncrypted: Bool, channelBinding: [ChannelBinding.Kind] = [],
        canUse: (Mechanism) -> Bool = { _ in true }
    ) -> MechanismChoice? {
        let offered = Set(offeredNames.compactMap(Mechanism.init(name:)))
        let kind = isEncrypted ? ChannelBinding.Kind.byStrength.first(where: channelBinding.contains) : nil
        let chosen = byStrength.first { mechanism in
            offered.contains(mechanism) && (!mechanism.bindsChannel || kind != nil) && canUse(mechanism)
        }
        return chosen.map { mechanism in
            MechanismChoice(
                mechanism: mechanism, channelBinding: mechanism.bindsChannel ? kind : nil,
                reason: "\(mechanism.name): \(mechanism.merit(isEncrypted: isEncrypted))")
        }
    }

    /// Whether a server that offers these names can bind a login to the TLS connection.
    ///
    /// A client that can do so too, and sees no such offer, says so inside SCRAM (`y` in the GS2 header). The server
    /// then notices when somebody in between removed its offer.
    /// - SeeAlso: RFC 5802 §6
    public static func offersChannelBinding(_ offeredNames: [String]) -> Bool {
        offeredNames.contains { $0.asciiUppercased.hasSuffix("-PLUS") }
    }

    /// What speaks for the mechanism, and against it.
    private func merit(isEncrypted: Bool) -> String {
        switch self {
        case .scramSHA256Plus, .scramSHA1Plus:
            """
            the password is never sent, the server must prove that it knows it, and the login is tied to this TLS \
            connection
            """
        case .scramSHA256, .scramSHA1:
            "the password is never sent, and the server must prove that it knows it"
        case .cramMD5:
            isEncrypted
                ? "the password itself is not sent, but the server gets enough to try passwords"
                : "the password itself is not sent, but whoever reads along gets enough to try passwords"
        case .plain, .login:
            isEncrypted
                ? "the password itself is sent, and only TLS keeps it from others"
                : "the password itself is sent, and without TLS everybody on the way can read it"
        case .xoauth2, .oauthBearer:
            isEncrypted
                ? "an access token is sent, and only TLS keeps it from others"
                : "an access token is sent, and without TLS everybody on the way can read it"
        case .external:
            "nothing secret is sent: the server knows the user from the client certificate"
        case .anonymous:
            "nobody is logged in; only a trace text is sent"
        }
    }
}
