import SMTPProtocol
import SMTPReference
import Testing

/// One code of RFC 821, with its registered name.
struct OriginalCode: Sendable, CustomTestStringConvertible {
    let code: ReplyCode
    let category: ReplyCategory
    let title: String

    init(_ code: ReplyCode, _ category: ReplyCategory, _ title: String) {
        self.code = code
        self.category = category
        self.title = title
    }

    var testDescription: String { "\(code)" }

    static let all: [OriginalCode] = [
        OriginalCode(211, .information, "System status, or system help reply"),
        OriginalCode(214, .information, "Help message"),
        OriginalCode(220, .connections, "<domain> Service ready"),
        OriginalCode(221, .connections, "<domain> Service closing transmission channel"),
        OriginalCode(250, .mailSystem, "Requested mail action okay, completed"),
        OriginalCode(251, .mailSystem, "User not local; will forward to <forward-path>"),
        OriginalCode(354, .mailSystem, "Start mail input; end with <CRLF>.<CRLF>"),
        OriginalCode(421, .connections, "<domain> Service not available, closing transmission channel"),
        OriginalCode(450, .mailSystem, "Requested mail action not taken: mailbox unavailable"),
        OriginalCode(451, .mailSystem, "Requested action aborted: local error in processing"),
        OriginalCode(452, .mailSystem, "Requested action not taken: insufficient system storage"),
        OriginalCode(500, .syntax, "Syntax error, command unrecognized"),
        OriginalCode(501, .syntax, "Syntax error in parameters or arguments"),
        OriginalCode(502, .syntax, "Command not implemented"),
        OriginalCode(503, .syntax, "Bad sequence of commands"),
        OriginalCode(504, .syntax, "Command parameter not implemented"),
        OriginalCode(550, .mailSystem, "Requested action not taken: mailbox unavailable"),
        OriginalCode(551, .mailSystem, "User not local; please try <forward-path>"),
        OriginalCode(552, .mailSystem, "Requested mail action aborted: exceeded storage allocation"),
        OriginalCode(553, .mailSystem, "Requested action not taken: mailbox name not allowed"),
        OriginalCode(554, .mailSystem, "Transaction failed"),
    ]
}

@Suite("The twenty-one codes of RFC 821")
struct OriginalCodesTests {
    @Test("has its registered name, its category and its sources", arguments: OriginalCode.all)
    func code(_ original: OriginalCode) throws {
        let entry = try #require(ReferenceTables.shared.entry(for: original.code))
        #expect(entry.title == original.title)
        #expect(entry.category == original.category)
        #expect(entry.status == .standard)
        #expect(entry.isInRFC821)
        #expect(entry.sources.contains { $0.rfc == 5321 })
        #expect(entry.alsoIn.contains { $0.rfc == 821 })
        #expect(!entry.answers.isEmpty)
    }

    @Test("no other code is marked as one of them")
    func onlyThese() {
        let marked = ReferenceTables.shared.replyCodes.filter(\.isInRFC821).map(\.code)
        #expect(marked == OriginalCode.all.map(\.code))
    }

    @Test("only 221 and 421 of them close the connection")
    func closing() {
        let closing = ReferenceTables.shared.replyCodes.filter { $0.isInRFC821 && $0.closesConnection == .yes }
        #expect(closing.map(\.code) == [221, 421])
    }

    @Test("a temporary failure is tried again later, a permanent one never unchanged")
    func retries() {
        for entry in ReferenceTables.shared.replyCodes {
            switch entry.severity {
            case .ok, .continue: #expect(entry.retry == .notNeeded, "\(entry.code)")
            case .temporary: #expect(entry.retry == .later, "\(entry.code)")
            case .permanent: #expect(entry.retry == .no || entry.retry == .changed, "\(entry.code)")
            }
        }
    }

    @Test("codes that only lists know are marked as unofficial, withdrawn ones as obsolete")
    func statuses() throws {
        for code: ReplyCode in [420, 441, 442, 446, 447, 449, 471, 510, 512, 513, 571, 422, 523] {
            let entry = try #require(ReferenceTables.shared.entry(for: code))
            #expect(entry.status == .unofficial, "\(code)")
        }
        #expect(ReferenceTables.shared.entry(for: 538)?.status == .obsolete)
        #expect(ReferenceTables.shared.entry(for: 535)?.status == .extension)
        #expect(ReferenceTables.shared.entry(for: 521)?.status == .standard)
    }
}
