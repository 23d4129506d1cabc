/// Feeds messages to the exchanges of a SASL mechanism, on both sides, and to the reader that takes them apart. The
/// first bytes choose the mechanism; a line ending stands between messages, and the byte 0x02 stands for the client's
/// nonce.
@Sendable
func fuzzSASL(_ made: [UInt8]) {
    var input = FuzzInput(made)
    let mechanism = Mechanism.allCases[Int(input.byte()) % Mechanism.allCases.count]
    let choices = input.byte()
    let messages = input.rest().split(separator: ASCII.lf, omittingEmptySubsequences: false).map { message in
        message.flatMap { $0 == 2 ? nonce : [$0] }
    }
    askClient(mechanism, messages, beginsItself: choices & 1 == 0)
    answerServer(mechanism, messages, hasInitialResponse: choices & 1 == 0)
    for name in [mechanism.name, "X-UNKNOWN"] { read(name, messages, clientBegins: choices & 2 == 0) }
    choose(messages, isEncrypted: choices & 4 == 0)
}

private let nonce = Array("fyko+d2lbbFgONRv9qkxdawL".utf8)
private let password = Array("A-secret-that-is-in-no-input".utf8)
private let binding = ChannelBinding(.exporter, data: Array(0..<32))

/// What a server may say to a client: nothing makes it trap, or trust a server that cannot know the password.
private func askClient(_ mechanism: Mechanism, _ messages: [[UInt8]], beginsItself: Bool) {
    guard
        var client = try? ClientExchange(
            mechanism, Credentials(user: Array("student".utf8), password: password), channelBinding: binding,
            host: "practice.test", port: 587, nonce: nonce)
    else {
        fuzzRequire(false, "a client with all that it needs does not begin")
        return
    }
    if beginsItself { _ = client.begin() }
    var hasStopped = false
    for message in messages {
        var step = client.received(challenge: message)
        if case .derive(let derivation) = step {
            fuzzRequire(SASLLimits.iterations.contains(derivation.iterations), "too much or too little work")
            step = client.derived(derivation.compute())
        }
        switch step {
        case .respond(let response):
            fuzzRequire(!hasStopped, "an exchange goes on after its end")
            fuzzRequire(
                mechanism.sendsPasswordItself || !contains(response, password), "the password is sent after all")
        case .abort: hasStopped = true
        case .derive, .wait: fuzzRequire(false, "a challenge has no answer")
        }
        fuzzRequire(client.succeeded() != .proved, "a server is proved that does not know the password")
    }
}

/// What a client may say to a server: nothing makes it trap, or lets somebody in without the password.
private func answerServer(_ mechanism: Mechanism, _ messages: [[UInt8]], hasInitialResponse: Bool) {
    var server = ServerExchange(
        mechanism, accounts: .init(password: { $0 == "student" ? password : nil }), host: "practice.test",
        channelBindings: [binding], nonce: Array("3rfcNHYJY1ZVvWVs7j".utf8), salt: [1, 2, 3])
    var rest = messages[...]
    var step = server.begin(initialResponse: hasInitialResponse ? rest.popFirst() : nil)
    var isOver = false
    while true {
        switch step {
        case .challenge: fuzzRequire(!isOver, "an exchange goes on after its end")
        case .success: fuzzRequire(false, "somebody got in")
        case .failure(let failure):
            fuzzRequire(failure.message.utf8.allSatisfy { (0x20..<0x7F).contains($0) }, "foreign bytes in a failure")
            isOver = true
        }
        guard let next = rest.popFirst() else { return }
        step = server.received(response: next)
    }
}

/// What a person may type and a server may say: a secret has no value, and what is unknown is secret.
private func read(_ name: String, _ messages: [[UInt8]], clientBegins: Bool) {
    var reader = MessageReader(mechanism: name)
    for (number, message) in messages.enumerated() {
        let isClient = number.isMultiple(of: 2) == clientBegins
        let isSecret = reader.isNextClientMessageSecret
        let fields = isClient ? reader.client(message) : reader.server(message)
        fuzzRequire(fields.allSatisfy { !$0.isSecret || $0.value.isEmpty }, "a secret has a value")
        guard isClient else { continue }
        fuzzRequire(Mechanism(name: name) != nil || fields.allSatisfy(\.isSecret), "the unknown is shown")
        fuzzRequire(
            !isSecret || message.isEmpty || message == [1] || fields.contains(where: \.isSecret),
            "a secret message is shown as a whole")
    }
}

private func choose(_ messages: [[UInt8]], isEncrypted: Bool) {
    let names = messages.map { String(decoding: $0, as: UTF8.self) }
    for name in names where UnsupportedMechanism(name: name) != nil {
        fuzzRequire(Mechanism(name: name) == nil, "a mechanism is spoken and is not")
    }
    guard let choice = Mechanism.strongest(among: names, isEncrypted: isEncrypted, channelBinding: [.exporter]) else {
        return
    }
    fuzzRequire(names.contains { Mechanism(name: $0) == choice.mechanism }, "a mechanism is chosen that is not offered")
    fuzzRequire(isEncrypted || !choice.mechanism.bindsChannel, "a login is bound to nothing")
}

private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: part) }
}
