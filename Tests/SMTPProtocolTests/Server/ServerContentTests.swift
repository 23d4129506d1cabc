import SMTPProtocol
import Testing

@Suite("The server's reading of content")
struct ServerContentTests {
    /// Candidates for an end of data, with CR and LF as control pictures, and the reply's first line when an honest end
    /// follows; nil means that the candidate is content and nothing is wrong with it.
    static let ends: [(candidate: String, refusal: String?)] = [
        ("␊.␊", "LF without CR"), ("␊.␍", "LF without CR"), ("␍.␊", "CR without LF"), ("␍.␍", "CR without LF"),
        ("␊.␍␊", "LF without CR"), ("␍.␍␊", "CR without LF"), ("␍␊.␊", "LF without CR"), ("␍␊.␍", "CR without LF"),
        ("␍␊␀.␍␊", nil), ("␍␊.␀␍␊", nil), ("␍␊.␍␍␊", "CR without LF"), ("␍␍␊.␍␍␊", "CR without LF"),
    ]

    static func bytes(_ pictures: String) -> [UInt8] {
        pictures.unicodeScalars.flatMap { scalar -> [UInt8] in
            switch scalar {
            case "␍": [0x0D]
            case "␊": [0x0A]
            case "␀": [0x00]
            default: Array(String(scalar).utf8)
            }
        }
    }

    @Test("PS03: only CRLF.CRLF ends the content, and a bare CR or LF refuses the message", arguments: ends)
    func endOfData(candidate: String, refusal: String?) {
        var server = ServerSide(after: ServerSide.untilContent)
        server.send(Self.bytes("one" + candidate + "MAIL FROM:<smuggled@evil.example>␍␊"))
        #expect(server.replies.isEmpty)
        #expect(server.machine.state == .content)
        let got = server.send("\r\n.\r\n")
        #expect(got.count == 1)
        if let refusal {
            #expect(got.first?.hasPrefix("550 5.6.0 Refused: the content has") == true, "got \(got)")
            #expect(got.first?.contains(refusal) == true, "got \(got)")
            #expect(server.messages.isEmpty)
            #expect(server.content.isEmpty)
        } else {
            #expect(got.first?.hasPrefix("250 2.0.0") == true, "got \(got)")
            #expect(server.messages.count == 1)
        }
        #expect(server.machine.state == .ready)
    }

    @Test(
        "PS04: the end of data split at every byte gives the same verdict", arguments: ends.map(\.candidate) + ["␍␊.␍␊"]
    )
    func splitEnds(candidate: String) {
        let bytes = Self.bytes("one" + candidate + "two␍␊.␍␊NOOP␍␊")
        var whole = ServerSide(after: ServerSide.untilContent)
        whole.send(bytes)
        for cut in 1..<bytes.count {
            var split = ServerSide(after: ServerSide.untilContent)
            split.send(Array(bytes[..<cut]))
            split.send(Array(bytes[cut...]))
            #expect(split.allReplies == whole.allReplies, "cut at \(cut)")
            #expect(split.messages.map(\.content) == whole.messages.map(\.content), "cut at \(cut)")
        }
        var dripped = ServerSide(after: ServerSide.untilContent)
        for byte in bytes { dripped.send([byte]) }
        #expect(dripped.allReplies == whole.allReplies)
    }

    @Test("PS04: a message with several faults gets the same verdict in any pieces", arguments: 1...40)
    func severalFaults(size: Int) {
        let limits = ServerLimits(messageSize: 30)
        let bytes = Self.bytes("one␊two␍three" + String(repeating: "x", count: 40) + "␍␊.␍␊")
        var server = ServerSide(after: ServerSide.untilContent, limits: limits)
        for start in stride(from: 0, to: bytes.count, by: size) {
            server.send(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        #expect(server.replies.first?.hasPrefix("552 5.3.4") == true, "got \(server.replies)")
    }

    @Test("PS08: content beyond the limit is thrown away as it comes and refused at its end")
    func tooLarge() {
        var server = ServerSide(after: ServerSide.untilContent, limits: ServerLimits(messageSize: 10_000))
        let chunk = [UInt8](repeating: 0x61, count: 64 << 10)
        for _ in 0..<256 {
            server.send(chunk)
            #expect(server.content.count <= 10_000)
        }
        #expect(server.mostContent <= 10_000)
        #expect(server.send("\r\n.\r\n") == ["552 5.3.4 Too large: a message has at most 10000 octets here"])
        #expect(server.messages.isEmpty)
        #expect(server.send("MAIL FROM:<a@b.example>\r\n").first?.hasPrefix("250") == true)
    }

    @Test("PS08: the limit itself is still accepted, one octet more is not", arguments: [(0, "250"), (1, "552")])
    func exactLimit(extra: Int, reply: String) {
        var server = ServerSide(after: ServerSide.untilContent, limits: ServerLimits(messageSize: 100))
        server.send([UInt8](repeating: 0x61, count: 98 + extra))
        #expect(server.send("\r\n.\r\n").first?.hasPrefix(reply) == true)
    }

    @Test("Without room for more content the message gets 452, and the session goes on")
    func noStorage() {
        var server = ServerSide(after: ServerSide.untilContent)
        server.send("one\r\n")
        server.machine.storageExhausted()
        #expect(server.send("two\r\n.\r\n").first?.hasPrefix("452 4.3.1") == true)
        #expect(server.messages.isEmpty)
        #expect(server.machine.state == .ready)
    }

    @Test("An empty message is accepted, and a dot that was stuffed is taken away")
    func emptyAndStuffed() {
        var server = ServerSide(after: ServerSide.untilContent)
        #expect(server.send(".\r\n") == ["250 2.0.0 Accepted: 0 octets for 1 recipient"])
        server.send(ServerSide.envelope + "DATA\r\n")
        server.send("..\r\n...\r\n.\r\n")
        #expect(server.messages.last?.content == Array(".\r\n..\r\n".utf8))
    }

    @Test(
        "A careless server ends the content at a dot between LF alone, in any pieces, and remembers that it did",
        arguments: [
            ("one␊.␊", "one␊"), ("one␊.␍␊", "one␊"), ("one␍␊.␊", "one␍␊"), (".␊", ""), ("one␊..two␊.␊", "one␊.two␊"),
            ("one␍␊.x␊.␊", "one␍␊x␊"), ("one␊.␍x␊.␊", "one␊␍x␊"),
        ])
    func careless(sent: String, kept: String) {
        let bytes = Self.bytes(sent + "NOOP␍␊")
        for size in 1...bytes.count {
            var server = ServerSide { $0.endOfData = .bareLineFeed }
            server.send(ServerSide.untilContent)
            for start in stride(from: 0, to: bytes.count, by: size) {
                server.send(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            #expect(server.messages.map(\.content) == [Self.bytes(kept)], "pieces of \(size)")
            #expect(server.machine.hasEndedAtBareLineFeed)
            #expect(server.log.last == "NOOP")
        }
    }

    @Test("A careless server takes the right end, too, says nothing about it, and still refuses what is too large")
    func carelessAndHonest() {
        var server = ServerSide(limits: ServerLimits(messageSize: 20)) { $0.endOfData = .bareLineFeed }
        server.send(ServerSide.untilContent + "one\r\n..\r\n.\r\n")
        #expect(server.messages.map(\.content) == [Array("one\r\n.\r\n".utf8)])
        #expect(!server.machine.hasEndedAtBareLineFeed)
        server.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<b@practice.test>\r\nDATA\r\n")
        #expect(server.send(String(repeating: "x", count: 30) + "\n.\n").first?.hasPrefix("552 5.3.4") == true)
    }
}
