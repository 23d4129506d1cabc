import NIOCore
import SASL
import SMTPProtocol

/// AUTH on one connection.
extension ConnectionHandler {
    /// A login under way.
    struct Login {
        let mechanism: Mechanism
        var exchange: ServerExchange
    }

    func beginLogin(_ name: String, _ initialResponse: [UInt8]?, _ context: ChannelHandlerContext) {
        // The machine asks only for what was offered, and that came from the same list.
        guard let mechanism = Mechanism(name: name) else {
            perform(machine.rejected(.invalidCredentials), context)
            return
        }
        if performance.logins.breaksOff(mechanism) {
            // Nothing of the session is left to say or to judge.
            _ = machine.shutDown()
            perform([.reply(ServerReply(334, lines: ["!rubbish!"])), .close(.hungUp)], context)
            return
        }
        var exchange = performance.logins.exchange(mechanism, under: endpoint)
        let step = exchange.begin(initialResponse: initialResponse)
        login = Login(mechanism: mechanism, exchange: exchange)
        follow(step, context)
    }

    func goOn(with response: [UInt8], _ context: ChannelHandlerContext) {
        guard let step = login?.exchange.received(response: response) else {
            perform(machine.rejected(.invalidCredentials), context)
            return
        }
        follow(step, context)
    }

    private func follow(_ step: ServerStep, _ context: ChannelHandlerContext) {
        switch step {
        case .challenge(let challenge):
            perform(machine.challenge(challenge), context)
        case .success(let user):
            if let login { server.tell(.loggedIn(user: user, mechanism: login.mechanism.name), on: number) }
            login = nil
            perform(machine.authenticated(user: user), context)
            enterSandbox()
        case .failure(let failure):
            login = nil
            let isMalformed = failure.code == .malformedChallenge
            perform(machine.rejected(isMalformed ? .malformedMessage : .invalidCredentials), context)
        }
    }
}
