import Testing

@testable import SessionCore

@Suite("Servers that were connected to")
struct RecentServersTests {
    private func request(_ line: String) throws -> ConnectRequest {
        guard case .connect(let request) = try ExplorerCommand(parsing: Array(line.utf8)) else {
            throw LanguageError(.badValue, line, advice: "")
        }
        return request
    }

    private func lines(_ recent: RecentServers) -> [String] { recent.requests.map(\.line) }

    @Test("the newest comes first, and none twice")
    func order() throws {
        var recent = RecentServers()
        for line in [":connect a.example", ":connect b.example:587 --tls starttls", ":connect a.example"] {
            recent.add(try request(line))
        }
        #expect(lines(recent) == [":connect a.example", ":connect b.example:587 --tls starttls"])
        let isNew = recent.add(try request(":connect a.example"))
        #expect(!isNew)
    }

    @Test("only the target, the mode of TLS and the protocol are kept")
    func kept() throws {
        var recent = RecentServers()
        recent.add(
            try request(
                ":connect mx.example:2525 --tls require-starttls --key /home/me/key.pem --cert /home/me/c.pem --insecure "
                    + "--source 192.0.2.1 --timeout 3 --sni other.example --lmtp"))
        #expect(lines(recent) == [":connect mx.example:2525 --lmtp --tls require-starttls"])
    }

    @Test(
        "the practice server, logins in a target, control characters and long targets are not kept",
        arguments: [
            ConnectRequest(.practice(nil)), ConnectRequest(.practice("expired")),
            ConnectRequest(.text("smtp://user:secret@mx.example")), ConnectRequest(.text("a\u{1B}b")),
            ConnectRequest(.text("a\nb")), ConnectRequest(.text(String(repeating: "x", count: 400))),
        ])
    func leftOut(request: ConnectRequest) {
        var recent = RecentServers()
        let isKept = recent.add(request)
        #expect(!isKept)
        #expect(recent.requests.isEmpty)
    }

    @Test("what is written reads back, and there are never too many")
    func roundTrip() throws {
        var recent = RecentServers()
        for number in 0..<100 { recent.add(try request(":connect host\(number).example:25")) }
        #expect(recent.requests.count == RecentServers.maximumCount)
        #expect(recent.requests.first?.label == "host99.example:25")
        #expect(RecentServers(decoding: recent.encoded()) == recent)
        #expect(recent.encoded().count <= RecentServers.maximumSize)
    }

    @Test("a file that somebody has edited gives what it has of good lines")
    func edited() {
        let text =
            ":connect a.example\nQUIT\n:practice\n:set ehlo x\n\u{1B}[2J\n:connect\n:connect b.example --new\n"
            + ":connect c.example --key /k --cert /c\n"
        #expect(lines(RecentServers(decoding: Array(text.utf8))) == [":connect a.example", ":connect c.example"])
        let endless = String(repeating: ":connect a.example:1\n", count: 100_000)
        #expect(RecentServers(decoding: Array(endless.utf8)).requests.count == 1)
    }
}
