import SMTPProtocol

@testable import PracticeServer

extension PracticeServer {
    /// What a client reads off the server's certificate.
    var serverEndPoint: [UInt8] { context.identity.serverEndPoint }

    /// A client's settings that trust this server's authority.
    var trusting: SecureClient.Settings { SecureClient.Settings(authorities: authorityPEM) }

    /// Talks with a client that can do TLS, and closes it whatever happens.
    func talkSecurely<Result>(
        implicit: Bool = false, _ settings: SecureClient.Settings? = nil,
        _ talk: (SecureClient) async throws -> Result
    ) async throws -> Result {
        let client =
            implicit
            ? try await SecureClient.secure(port: securePort, settings ?? trusting)
            : try await SecureClient(port: port)
        do {
            let result = try await talk(client)
            await client.close()
            return result
        } catch {
            await client.close()
            throw error
        }
    }
}

extension PracticeServer {
    /// Waits until the server has noticed that all clients are gone.
    func whenAlone() async {
        let end = ContinuousClock.now.advanced(by: .seconds(20))
        while connectionCount > 0, ContinuousClock.now < end { await Task.yield() }
    }
}

extension EventLog {
    /// The lines that clients sent, as they are shown.
    var lines: [String] {
        all.compactMap { if case .line(let line) = $0.kind { String(decoding: line, as: UTF8.self) } else { nil } }
    }

    /// Why TLS failed.
    var tlsFailures: [String] {
        all.compactMap { if case .tlsFailed(let words) = $0.kind { words } else { nil } }
    }

    /// The versions of TLS that came about.
    var versions: [SMTPProtocol.TLSVersion?] {
        all.compactMap { if case .secured(let version) = $0.kind { version } else { nil } }
    }

    /// Who logged in, and how.
    var logins: [String] {
        all.compactMap {
            if case .loggedIn(let user, let mechanism) = $0.kind { "\(user) \(mechanism)" } else { nil }
        }
    }
}
