import SMTPProtocol
import TestSupport
import Testing

@testable import PracticeServer

/// A message that hides a second one behind something that a careless server takes for the end of data.
@Suite("Smuggling a message into the practice server")
struct SmugglingTests {
    /// How the client sends its message.
    enum Way: String, CaseIterable {
        case data = "DATA"
        case chunk = "BDAT"
        case twoChunks = "BDAT twice"
    }

    struct Attempt: Sendable, CustomTestStringConvertible {
        let end: String
        let way: Way
        let isSecure: Bool

        var testDescription: String { "\(end) by \(way.rawValue)" + (isSecure ? " under TLS" : "") }
    }

    static let attempts = ends.flatMap { end in
        Way.allCases.flatMap { way in [false, true].map { Attempt(end: end, way: way, isSecure: $0) } }
    }

    /// What is no end of data, with CR, LF and NUL as control pictures: the rows of the catalogue, and what else some
    /// program has taken for a line's end.
    static let ends = [
        "␊.␊", "␊.␍", "␍.␊", "␍.␍", "␊.␍␊", "␍.␍␊", "␍␊.␊", "␍␊.␍", "␍␊␀.␍␊", "␍␊.␀␍␊", "␍␊.␍␍␊", "␍␍␊.␍␍␊",
        "␀␍␊␀.␀␍␊", "␍␊..␍␊", "␍␊ .␍␊", "␍␊. ␍␊", "␊␊.␊␊", "\u{85}.\u{85}", "\u{2028}.\u{2028}", "\u{0B}.\u{0C}",
    ]

    static let honest = "Subject: one\r\n\r\none"
    static let smuggled =
        "MAIL FROM:<smuggled@lab.example>\r\nRCPT TO:<student@practice.test>\r\nDATA\r\nSubject: two\r\n\r\ntwo"

    private static func text(_ pictures: String) -> String {
        String(
            String.UnicodeScalarView(
                pictures.unicodeScalars.map { scalar in
                    switch scalar {
                    case "␍": "\r"
                    case "␊": "\n"
                    case "␀": "\0"
                    default: scalar
                    }
                }))
    }

    /// The message in one piece, cut in two at every place in and around the candidate, and with the candidate in single
    /// bytes.
    private static func cuts(of end: String) -> [[Int]] {
        let first = honest.utf8.count
        let last = first + end.utf8.count
        return [[]] + (first...last).map { [$0] } + [Array(first...last)]
    }

    private static func pieces(_ bytes: [UInt8], cutAt cuts: [Int]) -> [[UInt8]] {
        zip([0] + cuts, cuts + [bytes.count]).map { Array(bytes[$0..<$1]) }
    }

    /// Sends a message up to its honest end; the reply to that.
    private func send(_ message: [UInt8], cutAt cuts: [Int], by way: Way, _ client: SecureClient) async throws
        -> [String]
    {
        try await client.exchange("MAIL FROM:<a@lab.example>")
        try await client.exchange("RCPT TO:<student@practice.test>")
        switch way {
        case .data:
            #expect(try await client.exchange("DATA").first?.hasPrefix("354") == true)
            for piece in Self.pieces(message, cutAt: cuts) { try await client.send(piece) }
            try await client.send("\r\n.\r\n")
        case .chunk:
            try await client.send("BDAT \(message.count) LAST\r\n")
            for piece in Self.pieces(message, cutAt: cuts) { try await client.send(piece) }
        case .twoChunks:
            // The candidate lies across the border of the chunks.
            let border = cuts.first ?? Self.honest.utf8.count + 1
            let (first, last) = (message[..<border], message[border...])
            try await client.send(Array("BDAT \(first.count)\r\n".utf8) + first)
            #expect(try await client.reply().first?.hasPrefix("250") == true)
            try await client.send(Array("BDAT \(last.count) LAST\r\n".utf8) + last)
        }
        return try await client.reply()
    }

    @Test(
        "PS03, PS04: what is no end of data, however it is cut, gives one message or a refusal, and no command",
        arguments: attempts)
    func candidate(attempt: Attempt) async throws {
        let end = Self.text(attempt.end)
        let message = Array((Self.honest + end + Self.smuggled).utf8)
        let log = EventLog()
        try await withServer(observer: { log.add($0) }) { server in
            var accepted = 0
            try await server.talkSecurely { client in
                if attempt.isSecure {
                    try await client.startTLS(server.trusting)
                } else {
                    _ = try await client.reply()
                    try await client.exchange("EHLO lab.example")
                }
                for cuts in Self.cuts(of: end) {
                    let verdict = try await send(message, cutAt: cuts, by: attempt.way, client)
                    #expect(verdict.count == 1)
                    if verdict.first?.hasPrefix("250 2.0.0 Accepted") == true {
                        accepted += 1
                    } else {
                        #expect(verdict.first?.hasPrefix("550 5.6.0 Refused") == true, "\(verdict), cut at \(cuts)")
                    }
                    // Were there a reply to anything else, it would stand before this one.
                    #expect(try await client.exchange("NOOP") == ["250 2.0.0 Nothing done, as you asked"])
                    #expect(server.mailboxes.count == accepted, "cut at \(cuts)")
                }
                #expect(try await client.exchange("QUIT") == ["221 2.0.0 Goodbye"])
                #expect(try await client.linesUntilClosed().isEmpty)
            }
            // The verdict depends on the bytes, and never on the pieces that they came in.
            #expect(accepted == 0 || accepted == Self.cuts(of: end).count)
            // BDAT counts octets, so that nothing in them can end it.
            #expect(attempt.way == .data || accepted > 0)
            for stored in server.mailboxes.messages {
                #expect(stored.envelope.reversePath.bytes == Array("<a@lab.example>".utf8))
                #expect(
                    String(decoding: stored.content, as: UTF8.self).hasSuffix(
                        "two" + (attempt.way == .data ? "\r\n" : "")))
                if attempt.way != .data { #expect(stored.content == message) }
            }
            #expect(server.mailboxes.underWayByteCount == 0)
        }
        #expect(!log.lines.contains { $0.contains("smuggled") })
        #expect(log.versions.count == (attempt.isSecure ? 1 : 0))
    }

    @Test("PS03: one end of data, cut at every place, ends the message there, and what is behind it is a command")
    func honestEnd() async throws {
        try await withServer { server in
            try await server.talkSecurely { client in
                _ = try await client.reply()
                try await client.exchange("EHLO lab.example")
                let bytes = Array("one\r\n.\r\nNOOP\r\n".utf8)
                for cut in 1..<bytes.count {
                    try await client.exchange("MAIL FROM:<a@lab.example>")
                    try await client.exchange("RCPT TO:<student@practice.test>")
                    try await client.exchange("DATA")
                    for piece in Self.pieces(bytes, cutAt: [cut]) { try await client.send(piece) }
                    #expect(try await client.reply() == ["250 2.0.0 Accepted: 5 octets for 1 recipient"])
                    #expect(try await client.reply() == ["250 2.0.0 Nothing done, as you asked"])
                    #expect(server.mailboxes.count == cut)
                }
            }
        }
    }
}
