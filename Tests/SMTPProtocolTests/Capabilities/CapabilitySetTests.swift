import SMTPProtocol
import TestSupport
import Testing

@Suite("Capabilities")
struct CapabilitySetTests {
    private func capabilities(_ text: String) -> CapabilitySet { CapabilitySet(reply: Reply(parsing: text.wire)) }

    @Test("an EHLO reply gives the domain, the greeting and every keyword in order, known or not")
    func reading() {
        let set = capabilities("250-mx.example.net at your service␍␊250-SIZE 1000␍␊250-xFoo  bar␉Baz ␍␊250 8bitmime␍␊")
        #expect(set.domain == "mx.example.net".wire)
        #expect(set.greeting == "at your service".wire)
        #expect(set.all.map(\.keyword) == ["SIZE", "XFOO", "8BITMIME"])
        #expect(set["XFoo"]?.words == ["bar".wire, "Baz".wire])
        #expect(set["xfoo"]?.text == "xFoo  bar␉Baz ".wire)
        #expect(set["8BITMIME"]?.words == [])
        #expect(set["STARTTLS"] == nil)
        #expect(!set.isTruncated)
    }

    @Test("a HELO reply has a domain and no keywords; a bare code has neither")
    func helo() {
        #expect(capabilities("250 old.example.org␍␊").domain == "old.example.org".wire)
        #expect(capabilities("250 old.example.org␍␊").all.isEmpty)
        #expect(capabilities("250␍␊").domain.isEmpty)
        #expect(capabilities("").all.isEmpty)
    }

    @Test("lines that are no reply lines, or have no word, are no capabilities")
    func malformedLines() {
        let set = capabilities("250-x␍␊SIZE 5␍␊250-␍␊250-   ␍␊250 DSN␍␊")
        #expect(set.all.map(\.keyword) == ["DSN"])
    }

    @Test(
        "CP14: SIZE is a number of 64 bits or nothing, and its words are kept",
        arguments: [
            ("SIZE 10485760", 10_485_760), ("SIZE 18446744073709551615", UInt64.max),
            ("SIZE 18446744073709551616", nil),
            ("SIZE 99999999999999999999", nil), ("SIZE 100000000000000000000", nil), ("SIZE -1", nil), ("SIZE +1", nil),
            ("SIZE 0x10", nil), ("SIZE 1e3", nil), ("SIZE ١٠", nil), ("SIZE", nil), ("SIZE 0", nil), ("DSN", nil),
            ("SIZE 007", 7), ("SIZE 12 34", 12),
        ] as [(String, UInt64?)])
    func size(line: String, size: UInt64?) {
        let set = capabilities("250-x␍␊250 \(line)␍␊")
        #expect(set.maximumMessageSize == size)
        #expect(set.all.first?.text == line.wire)
        #expect(set.all.first?.words.count == line.split(separator: " ").count - 1)
    }

    @Test(
        "AUTH and the older AUTH= name mechanisms, each once, in order",
        arguments: [
            ("250-x␍␊250-AUTH PLAIN login␍␊250 AUTH=LOGIN CRAM-MD5␍␊", ["PLAIN", "LOGIN", "CRAM-MD5"]),
            ("250-x␍␊250 auth=plain␍␊", ["PLAIN"]), ("250-x␍␊250 AUTH=␍␊", []), ("250-x␍␊250 AUTH␍␊", []),
            ("250-x␍␊250 DSN␍␊", []),
        ])
    func mechanisms(text: String, names: [String]) {
        #expect(capabilities(text).authMechanisms == names)
    }

    @Test("the older AUTH= is found under AUTH and shown as it came")
    func oldAuth() {
        let set = capabilities("250-x␍␊250 AUTH=LOGIN PLAIN␍␊")
        #expect(set["AUTH"]?.words == ["LOGIN".wire, "PLAIN".wire])
        #expect(set["AUTH"]?.text == "AUTH=LOGIN PLAIN".wire)
    }

    @Test(
        "CP14: sixty AUTH mechanisms are all kept, and a hundred are cut and said to be",
        arguments: [(60, 60), (100, 64)])
    func manyMechanisms(count: Int, kept: Int) {
        let names = (1...count).map { " M\($0)" }.joined()
        for form in ["AUTH\(names)", "AUTH=M0\(names)"] {
            let set = capabilities("250-x␍␊250 \(form)␍␊")
            #expect(set.authMechanisms.count == min(Limits.capabilityWords, form.hasPrefix("AUTH=") ? kept + 1 : kept))
            #expect(set.isTruncated == (count > Limits.capabilityWords))
        }
    }

    @Test("CP14: exactly as many words as are kept are not cut")
    func exactWords() {
        let names = (1...Limits.capabilityWords).map { " M\($0)" }.joined()
        #expect(!capabilities("250-x␍␊250 AUTH\(names)␍␊").isTruncated)
        #expect(capabilities("250-x␍␊250 AUTH\(names) more␍␊").isTruncated)
    }

    @Test("CP14: ten thousand keywords are bounded, and said to be")
    func manyKeywords() {
        let lines = (1...10_000).map { "250-X\($0)␍␊" }.joined()
        let reply = Reply(parsing: "250-x␍␊\(lines)250 LAST␍␊".wire)
        #expect(reply.isComplete)
        let set = CapabilitySet(reply: reply)
        #expect(set.all.count == Limits.capabilities)
        #expect(set.isTruncated)
        #expect(set["X256"] != nil)
        #expect(set["LAST"] == nil)
    }

    @Test("a keyword keeps bytes that are not letters")
    func hostileKeywords() {
        let set = CapabilitySet(reply: Reply(parsing: "250-x␍␊250-␛[2J y␍␊250 ".wire + [0xFF, 0x20, 0xFE] + "␍␊".wire))
        #expect(set.all.count == 2)
        #expect(set.all[0].keyword == "\u{1B}[2J")
        #expect(set.all[1].text == [0xFF, 0x20, 0xFE])
        #expect(set.all[1].words == [[0xFE]])
    }

    @Test("a keyword is found by the name it has, also when it is not ASCII", arguments: ["ä", "ß", "ǆ", "xä"])
    func foreignKeywords(keyword: String) {
        let set = capabilities("250-x␍␊250 \(keyword) y␍␊")
        #expect(set[keyword]?.words == ["y".wire])
        #expect(set[set.all[0].keyword] == set.all[0])
    }

    @Test("the changes between two lists are what was removed, changed and added, in order")
    func changes() {
        let before = capabilities("250-x␍␊250-STARTTLS␍␊250-SIZE 100␍␊250-DSN␍␊250 AUTH PLAIN␍␊")
        let after = capabilities("250-x␍␊250-AUTH PLAIN␍␊250-SIZE 200␍␊250-AUTH=LOGIN␍␊250-DSN␍␊250 CHUNKING␍␊")
        let changes = before.changes(to: after)
        #expect(changes.map(\.keyword) == ["STARTTLS", "SIZE", "AUTH", "CHUNKING"])
        #expect(changes.first == Capability(text: "STARTTLS".utf8).map { .removed($0) })
        #expect(changes.last == Capability(text: "CHUNKING".utf8).map { .added($0) })
        guard case .changed(let from, let to) = changes[1] else {
            Issue.record("SIZE is not a change: \(changes[1].keyword)")
            return
        }
        #expect(from.words == ["100".wire])
        #expect(to.words == ["200".wire])
        #expect(before.changes(to: before).isEmpty)
    }
}
