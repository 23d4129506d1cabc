extension ServerExchange {
    /// What a server knows of its users.
    public struct Accounts: Sendable {
        /// The password of a user; nil for an unknown one.
        public var password: @Sendable (_ user: String) -> [UInt8]?
        /// Whether this is a good access token of the user. The user is empty when OAUTHBEARER named none.
        public var acceptsToken: @Sendable (_ user: String, _ token: [UInt8]) -> Bool
        /// Who the client's certificate names; nil without one. For EXTERNAL.
        public var certificateUser: String?
        /// Whether ANONYMOUS is welcome.
        public var allowsAnonymous: Bool

        /// Accounts.
        public init(
            password: @escaping @Sendable (String) -> [UInt8]?,
            acceptsToken: @escaping @Sendable (String, [UInt8]) -> Bool = { _, _ in false },
            certificateUser: String? = nil, allowsAnonymous: Bool = false
        ) {
            self.password = password
            self.acceptsToken = acceptsToken
            self.certificateUser = certificateUser
            self.allowsAnonymous = allowsAnonymous
        }
    }
}

extension ServerExchange.Accounts: SecretHolder {}

extension ServerExchange.Accounts {
    /// A user whose password can be compared with, known or not.
    struct Candidate: SecretHolder {
        /// The name as the accounts have it.
        let user: String
        /// Whether there is such a user. Look at it only in the end, so that everything before takes the same time.
        let isKnown: Bool
        /// The password; of an unknown user a made-up one.
        let password: [UInt8]

        /// Whether this is the user's password.
        /// - SeeAlso: RFC 4616 §2: the server prepares both
        func hasPassword(_ given: [UInt8]) -> Bool {
            let isEqual = ConstantTime.equal(SASLPrep.prepare(given) ?? given, SASLPrep.prepare(password) ?? password)
            return isEqual && isKnown
        }
    }

    /// The user of this name. A name that is not UTF-8 belongs to nobody.
    func candidate(_ name: [UInt8]) -> Candidate {
        let user = String(decoding: SASLPrep.prepare(name) ?? name, as: UTF8.self)
        let known = String(validating: name, as: UTF8.self).flatMap { _ in password(user) }
        return Candidate(user: user, isKnown: known != nil, password: known ?? Self.madeUpPassword)
    }

    /// What unknown users are compared with. It lets nobody in, since nobody is known by it.
    private static let madeUpPassword = Array("nobody has this password".utf8)
}
