/// Shows bytes to the handshake observer, of both directions in turns: the first bytes choose who speaks, how long, and how
/// the bytes are cut.
@Sendable
func fuzzHandshakeObserver(_ made: [UInt8]) {
    var input = FuzzInput(made)
    let seed = UInt64(input.byte()) << 8 | UInt64(input.byte())
    var isServer = input.byte() & 1 == 0
    let turnLength = 1 + Int(input.byte()) * 2
    var rest = input.rest()[...]
    var turns: [(isServer: Bool, bytes: [UInt8])] = []
    while !rest.isEmpty {
        turns.append((isServer, Array(rest.prefix(turnLength))))
        rest = rest.dropFirst(turnLength)
        isServer.toggle()
    }

    var whole = HandshakeObserver()
    var pieces = HandshakeObserver()
    var singles = HandshakeObserver()
    for (isServer, bytes) in turns {
        let before = rank(whole.stage)
        show([bytes], to: &whole, fromServer: isServer)
        show(cut(bytes, seed: seed), to: &pieces, fromServer: isServer)
        show(bytes.map { [$0] }, to: &singles, fromServer: isServer)
        fuzzRequire(seen(whole) == seen(pieces), "other pieces show something else")
        fuzzRequire(seen(whole) == seen(singles), "single bytes show something else")
        fuzzRequire(rank(whole.stage) >= before, "the handshake goes backwards")
    }
    let received = turns.filter(\.isServer).flatMap(\.bytes)
    if let plaintext = whole.plaintext {
        fuzzRequire(!plaintext.isEmpty, "empty plain text")
        fuzzRequire(
            plaintext == Array(received.prefix(HandshakeObserver.maximumPlaintextBytes)), "other plain text than came")
    } else if let first = received.first {
        fuzzRequire((20...23).contains(first), "plain text is taken for TLS")
    }
}

private func show(_ pieces: [[UInt8]], to observer: inout HandshakeObserver, fromServer: Bool) {
    for piece in pieces {
        if fromServer { observer.received(piece) } else { observer.sent(piece) }
    }
}

private func rank(_ stage: TLSFailure.Stage) -> Int {
    TLSFailure.Stage.allCases.firstIndex(of: stage) ?? 0
}

/// All that can be read off an observer.
private func seen(_ observer: HandshakeObserver) -> [String] {
    [
        "\(observer.version as Any)", "\(observer.cipherSuite as Any)", "\(observer.group as Any)",
        "\(observer.stage)", "\(observer.alertReceived as Any)", "\(observer.alertSent as Any)",
        "\(observer.plaintext as Any)", "\(observer.requestsClientCertificate)", "\(observer.isOver)",
    ]
}
