import SMTPProtocol
import SMTPTransport
import SessionCore

/// How a connection begins: where it goes, who vouches for the server, and the connection itself.
extension SessionRuntime {
    /// Failures come back through the mailbox, so that every connection has its news in one way.
    func connect(_ number: ConnectionNumber, _ request: ConnectRequest) {
        links[number] = .findingTarget
        let answer = { @Sendable [mailbox] (result: Result<Target, TargetFailure>) in
            mailbox.add(.target(number, request, result))
        }
        switch request.target {
        case .text(let text):
            do throws(EndpointError) {
                let endpoint = try Endpoint(parsing: text)
                answer(.success(Target(endpoint: request.needsLMTPPort ? endpoint.atLMTPPort : endpoint)))
            } catch {
                answer(.failure(TargetFailure(message: error.message, advice: error.advice, exitCode: .usage)))
            }
        case .practice(let scenario):
            let wish = PracticeWish(
                scenario: scenario, likeness: request.likeness, isImplicitTLS: request.tls.mode == .implicit)
            findPractice(wish) { result in
                answer(
                    result.map { Target(endpoint: $0.endpoint, practiceAuthority: $0.authorityPEM) }
                        .mapError { failure in
                            TargetFailure(
                                message: failure.message, advice: failure.advice,
                                exitCode: failure.isUsage ? .usage : .unavailable)
                        })
            }
        }
    }

    private func findPractice(
        _ wish: PracticeWish, _ answer: @escaping @Sendable (Result<PracticeTarget, PracticeFailure>) -> Void
    ) {
        guard let practice = options.practice else {
            return answer(
                .failure(
                    PracticeFailure(
                        message: "There is no practice server in this program.",
                        advice: ":connect HOST:PORT connects to another server.")))
        }
        practice(wish, answer)
    }

    func savePracticeAuthority(_ path: String?, _ number: Int) {
        findPractice(PracticeWish()) { [mailbox] result in
            let saved: SaveResult =
                switch result {
                case .success(let target):
                    NewFileWriter.write(
                        NewFile(path: path, purpose: "practice-ca", suffix: "pem", bytes: target.authorityPEM))
                case .failure(let failure): .failed(message: failure.message, advice: failure.advice)
                }
            mailbox.add(.done(.saved(saved, number: number)))
        }
    }

    func open(
        _ target: Target, _ number: ConnectionNumber, _ request: ConnectRequest, passphrase: [UInt8]?
    ) -> [SessionAction] {
        let endpoint = target.endpoint
        var connecting = ConnectionOptions(nameService: options.nameService)
        connecting.family =
            switch request.family {
            case .ipv4?: .ipv4
            case .ipv6?: .ipv6
            case nil: nil
            }
        connecting.deadlines.connect = options.second * (request.timeout ?? session.settings.connectTimeout)
        if let source = request.source {
            guard let address = IPAddress(source) else {
                return giveUp(
                    number,
                    .failed(
                        message: "\(source) is no IP address to connect from.",
                        advice: "Write --source 192.0.2.1, an address of this machine.", exitCode: .usage))
            }
            connecting.source = address
        }
        if let port = request.sourcePort {
            connecting.sourcePort = port
            connecting.source = connecting.source ?? endpoint.anySource(request.family)
        }
        if let header = request.proxyHeader { connecting.opening = header.bytes }
        do throws(ConnectionSecurity.Problem) {
            connecting.tls = try ConnectionSecurity(request: request.tls, practiceAuthority: target.practiceAuthority)
                .options(for: endpoint, passphrase: passphrase)
        } catch {
            switch error {
            case .needsPassphrase(let file):
                links[number] = .awaitingPassphrase(target, request)
                return handle(.connection(number, .passphraseNeeded(file: file)))
            case .unreadable(let message, let advice):
                return giveUp(number, .failed(message: message, advice: advice, exitCode: .noInput))
            case .unusable(let message, let advice):
                return giveUp(number, .failed(message: message, advice: advice, exitCode: .notPermitted))
            }
        }
        opening = (number, request)
        let connection = options.transport.open(endpoint, options: connecting) { [mailbox] event in
            mailbox.add(.connection(number, event))
        }
        links[number] = .connection(connection)
        return []
    }

    /// Lets go of a connection before it was begun.
    private func giveUp(_ number: ConnectionNumber, _ report: ConnectionReport) -> [SessionAction] {
        links[number] = nil
        return handle(.connection(number, report))
    }
}
