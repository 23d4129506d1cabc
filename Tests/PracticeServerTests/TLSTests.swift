import NIOCore
import NIOSSL
import SMTPProtocol
import TestSupport
import Testing

@testable import PracticeServer

@Suite("The practice server under TLS")
struct TLSTests {
    @Test("A message goes through STARTTLS, and the certificate holds for the name and the address")
    func startTLS() async throws {
        let log = EventLog()
        try await withServer(observer: { log.add($0) }) { server in
            for name in ["mail.practice.test", "localhost", nil] {
                var settings = server.trusting
                settings.name = name
                try await server.talkSecurely { client in
                    let hello = try await client.startTLS(settings)
                    #expect(!hello.contains("250-STARTTLS"))
                    try await client.exchange("MAIL FROM:<>")
                    try await client.exchange("RCPT TO:<student@practice.test>")
                    try await client.exchange("DATA")
                    #expect(
                        try await client.exchange("Subject: safe\r\n\r\nHello.\r\n.").first?.hasPrefix("250") == true)
                    #expect(try await client.exchange("QUIT") == ["221 2.0.0 Goodbye"])
                    #expect(try await client.linesUntilClosed().isEmpty)
                }
            }
            #expect(server.mailboxes.count == 3)
        }
        #expect(log.versions == [.tls13, .tls13, .tls13])
        #expect(log.tlsFailures.isEmpty)
    }

    @Test("On the other port TLS begins with the first byte, and the greeting comes after it")
    func implicit() async throws {
        try await withServer { server in
            #expect(server.securePort != server.port)
            try await server.talkSecurely(implicit: true) { client in
                #expect(try await client.reply().first?.hasPrefix("220 mail.practice.test") == true)
                let hello = try await client.exchange("EHLO lab.example")
                #expect(!hello.contains("250-STARTTLS"))
                #expect(hello.contains { $0.hasPrefix("250-AUTH ") })
                #expect(try await client.exchange("QUIT") == ["221 2.0.0 Goodbye"])
            }
        }
    }

    @Test("TLS 1.2 is spoken too, and older versions only when the scenario says so")
    func versions() async throws {
        let log = EventLog()
        try await withServer(observer: { log.add($0) }) { server in
            var settings = server.trusting
            settings.newest = .tlsv12
            try await server.talkSecurely { _ = try await $0.startTLS(settings) }
            settings.oldest = .tlsv1
            settings.newest = .tlsv11
            await #expect(throws: (any Error).self) {
                try await server.talkSecurely { _ = try await $0.startTLS(settings) }
            }
            await server.whenAlone()
        }
        #expect(log.versions == [.tls12])
        #expect(log.tlsFailures == ["the client offered no version of TLS that is spoken here"])
    }

    @Test(
        "PS01: bytes in one segment with STARTTLS close the connection before any handshake",
        arguments: ["EHLO evil.example\r\n", "EHLO ev", "\u{16}\u{03}\u{01}"])
    func injectedTogether(behind: String) async throws {
        let log = EventLog()
        try await withServer(observer: { log.add($0) }) { server in
            let lines = try await server.talk { client in
                _ = try client.reply()
                try client.exchange("EHLO lab.example")
                try client.send("STARTTLS\r\n" + behind)
                return try client.linesUntilClosed()
            }
            #expect(lines.count == 1)
            #expect(lines.first?.hasPrefix("554 5.5.1 More came behind STARTTLS") == true, "\(lines)")
        }
        #expect(log.lines == ["EHLO lab.example", "STARTTLS"])
        #expect(log.versions.isEmpty)
    }

    @Test("PS01: bytes in the clear behind the 220 are never taken as commands")
    func injectedAfter() async throws {
        let log = EventLog()
        try await withServer(observer: { log.add($0) }) { server in
            let lines = try await server.talk { client in
                _ = try client.reply()
                try client.exchange("EHLO lab.example")
                let ready = try client.exchange("STARTTLS")
                try client.send("EHLO evil.example\r\nMAIL FROM:<evil@lab.example>\r\n")
                while try client.line() != nil {}
                return ready
            }
            #expect(lines == ["220 2.0.0 Ready to start TLS"])
        }
        #expect(log.lines == ["EHLO lab.example", "STARTTLS"])
        #expect(log.tlsFailures == ["the client spoke plain text where a handshake should have been"])
        #expect(log.all.last?.kind == .closed)
    }

    @Test("PS01: a command split from its end, then STARTTLS in single bytes, leads to a clean handshake")
    func dripped() async throws {
        try await withServer { server in
            let settings = server.trusting
            try await server.talkSecurely { client in
                _ = try await client.reply()
                try await client.exchange("EHLO lab.example")
                for byte in "STARTTLS\r\n" { try await client.send(String(byte)) }
                #expect(try await client.reply() == ["220 2.0.0 Ready to start TLS"])
                try await client.handshake(settings)
                #expect(try await client.exchange("MAIL FROM:<>").first?.hasPrefix("503 5.5.1 EHLO first") == true)
            }
        }
    }

    @Test("PS02: STARTTLS with an argument, in a transaction and under TLS is refused")
    func untimely() async throws {
        try await withServer { server in
            let settings = server.trusting
            try await server.talkSecurely { client in
                _ = try await client.reply()
                try await client.exchange("EHLO lab.example")
                #expect(try await client.exchange("STARTTLS now").first?.hasPrefix("501 5.5.4") == true)
                try await client.exchange("MAIL FROM:<>")
                #expect(try await client.exchange("STARTTLS").first?.hasPrefix("503 5.5.1") == true)
                try await client.exchange("RSET")
                #expect(try await client.exchange("STARTTLS") == ["220 2.0.0 Ready to start TLS"])
                try await client.handshake(settings)
                try await client.exchange("EHLO lab.example")
                #expect(try await client.exchange("STARTTLS").first?.hasPrefix("503 5.5.1 This session") == true)
            }
        }
    }

    @Test(
        "PS06: close_notify inside the content, then clear text: closed, and nothing is taken",
        arguments: [true, false], ["DATA", "BDAT 1000", "BDAT 30 LAST"])
    func closeInContent(isImplicit: Bool, command: String) async throws {
        let log = EventLog()
        try await withServer(observer: { log.add($0) }) { server in
            try await server.talkSecurely(implicit: isImplicit) { client in
                if isImplicit {
                    _ = try await client.reply()
                    try await client.exchange("EHLO lab.example")
                } else {
                    try await client.startTLS()
                }
                try await client.exchange("MAIL FROM:<>")
                try await client.exchange("RCPT TO:<student@practice.test>")
                try await client.send(command + "\r\n")
                // BDAT is answered when its octets are there.
                if command == "DATA" { _ = try await client.reply() }
                try await client.send("Subject: half\r\n\r\nhal")
                try await client.closeTLS(thenInTheClear: "f\r\n.\r\nMAIL FROM:<evil@lab.example>\r\n")
                #expect(try await client.linesUntilClosed().isEmpty)
            }
            await server.whenAlone()
            #expect(server.mailboxes.count == 0)
            #expect(server.mailboxes.underWayByteCount == 0)
        }
        #expect(log.lines.last == command)
        #expect(log.all.last?.kind == .closed)
    }

    @Test("A handshake that does not come is not waited for longer than its deadline", arguments: [true, false])
    func slowHandshake(isImplicit: Bool) async throws {
        let log = EventLog()
        try await withServer({ $0.deadlines.handshake = .seconds(1) }, observer: { log.add($0) }) { server in
            let port = isImplicit ? server.securePort : server.port
            try await SocketClient.run {
                let client = try SocketClient(port: port)
                defer { client.close() }
                if !isImplicit {
                    _ = try client.reply()
                    try client.exchange("EHLO lab.example")
                    try client.exchange("STARTTLS")
                }
                try client.send([0x16])
                while try client.line() != nil {}
            }
            #expect(server.counters.timeouts == 1)
        }
        #expect(log.tlsFailures == ["no whole handshake came within 1 s"])
    }

    @Test("Plain text on the port for TLS, and a client that hangs up, are told apart")
    func failures() async throws {
        let log = EventLog()
        try await withServer(observer: { log.add($0) }) { server in
            let port = server.securePort
            for text in ["EHLO lab.example\r\n", "GET / HTTP/1.0\r\n\r\n", ""] {
                try await SocketClient.run {
                    let client = try SocketClient(port: port)
                    defer { client.close() }
                    try client.send(text)
                    client.finishSending()
                    while try client.line() != nil {}
                }
            }
        }
        #expect(
            log.tlsFailures == [
                "the client spoke plain text where a handshake should have been",
                "a web browser spoke where a handshake should have been",
                "the client hung up in the middle of the handshake",
            ])
    }

    @Test("A client that trusts somebody else breaks the handshake off, and the log says why")
    func untrusting() async throws {
        let log = EventLog()
        try await withServer(observer: { log.add($0) }) { server in
            let stranger = try PracticeAuthority(named: "Somebody else").pem()
            await #expect(throws: NIOSSLError.self) {
                try await server.talkSecurely(
                    implicit: true, SecureClient.Settings(authorities: stranger)
                ) { _ in }
            }
            await server.whenAlone()
        }
        #expect(log.tlsFailures == ["the client does not know the authority behind the certificate"])
    }

    @Test("What the TLS library says is shown without the numbers, files and lines around it")
    func libraryWords() {
        struct Failure: Error, CustomStringConvertible { let description: String }
        let known = Failure(
            description:
                "handshakeFailed(sslError([Error: 26 error:100:SSL routines:OPENSSL_internal:NO_SHARED_CIPHER at /a/b.cc:9]))"
        )
        #expect(HandshakeFailure.words(for: known) == "client and server have no cipher suite in common")
        let other = Failure(
            description: "sslError([Error: 26 error:100:SSL routines:OPENSSL_internal:ODD_THING at /a/b.cc:9])")
        #expect(HandshakeFailure.words(for: other) == "the TLS library says: odd thing")
        let strange = Failure(description: "ioOnClosedChannel /a/b")
        #expect(HandshakeFailure.words(for: strange) == "the TLS library says: handshake failed")
    }

    @Test("Stopping says 421 under TLS, and ends a handshake under way")
    func stopping() async throws {
        let server = try await PracticeServer.start()
        let secured = try await SecureClient.secure(port: server.securePort, server.trusting)
        _ = try await secured.reply()
        let waiting = try await SecureClient(port: server.port)
        _ = try await waiting.reply()
        try await waiting.exchange("EHLO lab.example")
        try await waiting.exchange("STARTTLS")
        async let stopped: Void = server.stop()
        #expect(try await secured.reply().first?.hasPrefix("421 4.3.2") == true)
        #expect(try await waiting.linesUntilClosed().isEmpty)
        await secured.close()
        await waiting.close()
        await stopped
        #expect(server.connectionCount == 0)
    }

    @Test("A whole message in one large piece arrives under TLS")
    func largeMessage() async throws {
        try await withServer { server in
            try await server.talkSecurely(implicit: true) { client in
                _ = try await client.reply()
                try await client.exchange("EHLO lab.example")
                try await client.exchange("MAIL FROM:<>")
                try await client.exchange("RCPT TO:<student@practice.test>")
                try await client.exchange("DATA")
                let line = String(repeating: "x", count: 998) + "\r\n"
                let verdict = try await client.exchange(String(repeating: line, count: 5_000) + ".")
                #expect(verdict == ["250 2.0.0 Accepted: 5000000 octets for 1 recipient"])
            }
        }
    }
}
