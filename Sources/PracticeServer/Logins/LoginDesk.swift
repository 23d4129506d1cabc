import SASL
import SMTPProtocol
import Synchronization

/// Where logins are judged: which mechanisms are offered, and who has which password.
final class LoginDesk: Sendable {
    private let directory: Directory
    private let domain: String
    private let hostName: String
    private let scenario: Scenario
    private let likeness: Likeness?
    /// What the users' salts for SCRAM are made from, new with every start.
    private let salt = LoginDesk.random(16)
    private let hasBrokenOff = Mutex(false)

    init(personality: PracticePersonality, hostName: String, scenario: Scenario, likeness: Likeness?) {
        directory = personality.directory
        domain = personality.domain
        self.hostName = hostName
        self.scenario = scenario
        self.likeness = likeness
    }

    /// The mechanisms for a connection, strongest first.
    ///
    /// - Parameter endpoint: its TLS, if any. Channel binding needs one, and EXTERNAL one with a client's certificate.
    func mechanisms(under endpoint: TLSEndpoint?) -> [String] {
        if scenario.settings.downgradesLogin { return downgradedMechanisms }
        // What that software offers, in its order; every one of them is a mechanism that this server has.
        if let likeness { return likeness.mechanisms }
        let hasUser = certificateUser(of: endpoint) != nil
        return Mechanism.allCases.filter { mechanism in
            switch mechanism {
            case .scramSHA256Plus, .scramSHA1Plus: endpoint != nil
            case .external: hasUser
            case .scramSHA256, .scramSHA1, .oauthBearer, .xoauth2, .cramMD5, .plain, .login, .anonymous: true
            }
        }.map(\.name)
    }

    /// A login with one of the offered mechanisms.
    func exchange(_ mechanism: Mechanism, under endpoint: TLSEndpoint?) -> ServerExchange {
        let accounts = ServerExchange.Accounts(
            password: { [directory, domain] name in
                directory.user(Self.localPart(of: name, at: domain))?.password?.bytes
            },
            acceptsToken: { [directory, domain] name, token in
                token.elementsEqual(PracticeToken.good.utf8)
                    && (name.isEmpty || directory.user(Self.localPart(of: name, at: domain)) != nil)
            },
            certificateUser: certificateUser(of: endpoint), allowsAnonymous: true)
        return ServerExchange(
            mechanism, accounts: accounts, host: hostName, channelBindings: endpoint?.channelBindings ?? [],
            nonce: Base64.encode(Self.random(18)), salt: salt)
    }

    /// The user whom the client's certificate names.
    private func certificateUser(of endpoint: TLSEndpoint?) -> String? {
        guard let endpoint else { return nil }
        return endpoint.clientNames.lazy
            .compactMap { self.directory.user(Self.localPart(of: $0, at: self.domain))?.name }.first
    }

    /// `student` and `student@practice.test` are the same user; an address elsewhere is nobody's name here.
    private static func localPart(of name: String, at domain: String) -> String {
        let ending = "@" + domain
        return name.lowercased().hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
    }

    private static func random(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    // MARK: The downgrade

    private var downgradedMechanisms: [String] {
        let weak = [Mechanism.plain, .login]
        let all = hasBrokenOff.withLock { $0 } ? weak : [.scramSHA256, .scramSHA1] + weak
        return all.map(\.name)
    }

    /// Whether this login is the one that breaks off with rubbish; connections after it are offered less.
    func breaksOff(_ mechanism: Mechanism) -> Bool {
        guard scenario.settings.downgradesLogin else { return false }
        switch mechanism {
        case .scramSHA256, .scramSHA1:
            hasBrokenOff.withLock { $0 = true }
            return true
        case .scramSHA256Plus, .scramSHA1Plus, .oauthBearer, .xoauth2, .external, .cramMD5, .plain, .login, .anonymous:
            return false
        }
    }
}
