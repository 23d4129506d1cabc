/// What a reply is awaited for, and which codes belong there.
/// - SeeAlso: RFC 5321 §4.3.2
enum ReplyStage: String, Hashable, Sendable, CaseIterable {
    case greeting, hello, mail, rcpt, data, endOfData, chunk, rset, noop, vrfy, expn, help, startTLS, auth, response,
        etrn, xclient, quit, other

    /// The stage that `pending` waits in.
    static func of(_ pending: PendingCommand) -> ReplyStage {
        switch pending.kind {
        case .greeting: .greeting
        case .endOfData: .endOfData
        case .chunk: .chunk
        case .saslResponse: .response
        case .command: pending.verb.map(of) ?? .other
        }
    }

    /// The stage of the reply to a command.
    static func of(_ verb: Verb) -> ReplyStage {
        switch verb {
        case .helo, .ehlo, .lhlo: .hello
        case .mail, .send, .soml, .saml: .mail
        case .rcpt: .rcpt
        case .data: .data
        case .bdat, .burl: .chunk
        case .rset: .rset
        case .noop: .noop
        case .quit: .quit
        case .vrfy: .vrfy
        case .expn: .expn
        case .help: .help
        case .starttls: .startTLS
        case .auth: .auth
        case .etrn: .etrn
        case .xclient: .xclient
        case .atrn, .turn, .xforward: .other
        case .other(let name): name == "X-EXPS" ? .auth : .other
        }
    }

    /// The codes that mean success here; nil where any 2yz does.
    var successCodes: [ReplyCode]? {
        switch self {
        case .greeting, .startTLS, .xclient: [220]
        case .hello, .mail, .endOfData, .chunk, .rset, .noop: [250]
        case .rcpt: [250, 251]
        case .data: []
        case .vrfy: [250, 251, 252]
        case .expn: [250, 252]
        case .help: [211, 214]
        case .auth, .response: [235]
        case .etrn: [250, 251, 252, 253]
        case .quit: [221]
        case .other: nil
        }
    }

    /// The code that asks the client to go on; nil where there is none.
    var goAheadCode: ReplyCode? {
        switch self {
        case .data: 354
        case .auth, .response: 334
        case .greeting, .hello, .mail, .rcpt, .endOfData, .chunk, .rset, .noop, .vrfy, .expn, .help, .startTLS, .etrn,
            .xclient, .quit, .other:
            nil
        }
    }

    /// What a code means here, and what was to be expected if it does not belong here.
    func judge(_ code: ReplyCode) -> (outcome: ReplyVerdict.Outcome, flag: ReplyVerdict.Flag?) {
        switch code.severity {
        case nil:
            return (.none, .unexpectedCode("A reply code begins with 2, 3, 4 or 5; \(code) says nothing here."))
        case .ok:
            guard let successCodes, !successCodes.contains(code) else { return (.success, nil) }
            if self == .data { return (.none, .noLeaveForContent) }
            return (needsExactCode ? .none : .success, .unexpectedCode(expectation(not: code)))
        case .continue:
            return code == goAheadCode ? (.goAhead, nil) : (.none, .unexpectedCode(expectation(not: code)))
        case .temporary, .permanent:
            return (.failure, isUsualFailure(code) ? nil : .unexpectedCode(expectation(not: code)))
        }
    }

    /// Whether only one code does what is asked for, so that another 2yz must not be taken for it.
    private var needsExactCode: Bool {
        switch self {
        case .startTLS, .auth, .response, .data, .xclient: true
        case .greeting, .hello, .mail, .rcpt, .endOfData, .chunk, .rset, .noop, .vrfy, .expn, .help, .etrn, .quit,
            .other:
            false
        }
    }

    private func isUsualFailure(_ code: ReplyCode) -> Bool {
        switch self {
        case .greeting: [554, 521].contains(code)
        // RSET and QUIT cannot fail by the rules, except that the server may not take the line as a command at all.
        case .rset, .quit: [500, 501, 502, 503, 504, 521].contains(code)
        case .hello, .mail, .rcpt, .data, .endOfData, .chunk, .noop, .vrfy, .expn, .help, .startTLS, .auth, .response,
            .etrn, .xclient, .other:
            true
        }
    }

    private func expectation(not code: ReplyCode) -> String {
        let success = (successCodes ?? []).map(\.description).joined(separator: ", ")
        let goAhead = goAheadCode.map { success.isEmpty ? "\($0)" : "\($0) or \(success)" } ?? success
        if goAhead.isEmpty { return "\(code) is not a usual reply to this command." }
        switch self {
        case .greeting: return "A server greets with 220, or refuses with 554 or 521; \(code) is unusual."
        case .endOfData: return "The end of data is answered by \(goAhead), or by a 4yz or 5yz; \(code) is unusual."
        case .quit: return "QUIT is answered by \(goAhead); \(code) is unusual."
        case .rset: return "RSET is answered by \(goAhead); \(code) is unusual."
        case .response: return "A login goes on with \(goAhead), or fails with a 4yz or 5yz; \(code) is unusual."
        case .hello, .mail, .rcpt, .data, .chunk, .noop, .vrfy, .expn, .help, .startTLS, .auth, .etrn, .xclient, .other:
            return "This command is answered by \(goAhead), or by a 4yz or 5yz; \(code) is unusual."
        }
    }
}
