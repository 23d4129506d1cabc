import SMTPProtocol
import Testing

@Suite("The server's side of BDAT")
struct ServerChunkTests {
    @Test(
        "PS05: BDAT of bad form, or of no message, is 501 or 503 and never traps",
        arguments: [
            ("BDAT", "501"), ("BDAT -1", "501"), ("BDAT +1", "501"), ("BDAT 99999999999999999999", "501"),
            ("BDAT 18446744073709551616", "501"), ("BDAT 1 FIRST", "501"), ("BDAT 1 LAST more", "501"),
            ("BDAT 0 LAST", "503 5.5.1 MAIL"), ("BDAT 18446744073709551615", "503"),
        ])
    func badForm(line: String, reply: String) {
        var server = ServerSide(after: ServerSide.hello)
        let got = server.send(line + "\r\n")
        #expect(got.first?.hasPrefix(reply) == true, "got \(got)")
    }

    @Test("Octets of a chunk are content, whatever they look like, in any pieces")
    func octets() {
        let bytes = Array("BDAT 9\r\n.\r\nQUIT\r\nBDAT 3 LAST\r\n\r.\nNOOP\r\n".utf8)
        for size in 1...bytes.count {
            var server = ServerSide(after: ServerSide.envelope)
            var replies: [String] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                replies += server.send(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            #expect(
                replies == [
                    "250 2.0.0 9 octets received", "250 2.0.0 Accepted: 12 octets for 1 recipient",
                    "250 2.0.0 Nothing done, as you asked",
                ])
            #expect(server.messages.last?.content == Array(".\r\nQUIT\r\n\r.\n".utf8))
        }
    }

    @Test("PS05: BDAT 0 LAST is an empty message, and ends one that earlier chunks have brought")
    func emptyLast() {
        var server = ServerSide(after: ServerSide.envelope)
        #expect(server.send("BDAT 0 LAST\r\n") == ["250 2.0.0 Accepted: 0 octets for 1 recipient"])
        server.send(ServerSide.envelope + "BDAT 1\r\nx")
        #expect(server.send("BDAT 0 LAST\r\n") == ["250 2.0.0 Accepted: 1 octet for 1 recipient"])
        #expect(server.messages.map(\.content) == [[], [0x78]])
    }

    @Test("PS05: BDAT and DATA mixed: 503, and the message can still be ended by BDAT")
    func mixed() {
        var server = ServerSide(after: ServerSide.envelope)
        server.send("BDAT 1\r\nx")
        #expect(server.send("DATA\r\n").first?.hasPrefix("503 5.5.1 BDAT has begun") == true)
        #expect(server.send("RCPT TO:<b@practice.test>\r\n").first?.hasPrefix("503") == true)
        #expect(server.send("BDAT 1 LAST\r\ny").first?.hasPrefix("250") == true)
        server.send(ServerSide.envelope + "DATA\r\n")
        #expect(server.send("BDAT 5\r\n.\r\n") == ["250 2.0.0 Accepted: 8 octets for 1 recipient"])
        server.send("MAIL FROM:<a@b.example> BODY=BINARYMIME\r\nRCPT TO:<one@practice.test>\r\n")
        #expect(server.send("DATA\r\n") == ["503 5.5.1 DATA cannot bring BODY=BINARYMIME; use BDAT"])
    }

    @Test("PS05: the octets of a refused chunk are read, and are no commands")
    func refusedOctets() {
        var server = ServerSide(after: ServerSide.hello)
        #expect(server.send("BDAT 6\r\nQUIT\r\nNOOP\r\n").map { $0.prefix(3) } == ["503", "250"])
        server.send("MAIL FROM:<a@b.example>\r\n")
        #expect(server.send("BDAT 1\r\nx").first?.hasPrefix("503") == true)
        // It belonged to no message with recipients, so it spoils none.
        server.send("RCPT TO:<one@practice.test>\r\n")
        #expect(server.send("BDAT 1 LAST\r\nx").first?.hasPrefix("250") == true)
    }

    @Test("PS08: chunks beyond the limit are thrown away as they come, refused with 552, and spoil the message")
    func tooLarge() {
        var server = ServerSide(after: ServerSide.envelope, limits: ServerLimits(messageSize: 10_000))
        server.send("BDAT 9000\r\n")
        #expect(server.send([UInt8](repeating: 0x61, count: 9_000)) == ["250 2.0.0 9000 octets received"])
        server.send("BDAT 4000000000\r\n")
        for _ in 0..<64 { #expect(server.send([UInt8](repeating: 0x61, count: 62_500_000 / 1_000)).isEmpty) }
        #expect(server.mostContent <= 10_000)
        #expect(server.content.isEmpty)
        var other = ServerSide(after: ServerSide.envelope, limits: ServerLimits(messageSize: 100))
        other.send("BDAT 101\r\n")
        #expect(other.send([UInt8](repeating: 0x61, count: 101)).first?.hasPrefix("552 5.3.4") == true)
        #expect(other.send("BDAT 1 LAST\r\nx").first?.hasPrefix("552 5.3.4") == true)
        #expect(other.messages.isEmpty)
        #expect(other.send("MAIL FROM:<a@b.example>\r\n").first?.hasPrefix("250") == true)
    }

    @Test(
        "RSET, EHLO and the end of the session throw away what chunks have brought",
        arguments: ["RSET", "EHLO x", "QUIT"])
    func forgotten(line: String) {
        var server = ServerSide(after: ServerSide.envelope)
        server.send("BDAT 5\r\nxxxxx")
        #expect(server.content.count == 5)
        server.send(line + "\r\n")
        #expect(server.content.isEmpty)
    }
}
