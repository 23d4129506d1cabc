import SMTPProtocol
import TestSupport
import Testing

@Suite("What the server's log shows of a login")
struct ServerLoginSecrecyTests {
    /// A password that stands nowhere else.
    static let canary = "zK9-canary-7fQ"

    /// The canary alone, and as it stands in PLAIN: no part of it may be shown.
    static let forms = [canary, ServerSide.base64(canary), ServerSide.base64("\0student\0" + canary)]

    static let sessions: [[String]] = [
        ["AUTH PLAIN \(forms[2])"], ["AUTH PLAIN", forms[2]], ["AUTH LOGIN", "c3R1ZGVudA==", forms[1]],
        ["AUTH LOGIN", "not base64", forms[1], "NOOP"], ["AUTH NTLM", forms[1], forms[0]],
        ["AUTH PLAIN \(forms[2]) \(forms[0])"], ["AUTH PLAIN \(canary)"], ["AUTH LOGIN", "*", forms[1]],
        ["X-EXPS LOGIN \(forms[1])"], ["AUTH LOGIN", canary, canary + ": x", canary],
    ]

    @Test("A password is in no logged line and no reply, also when the login goes wrong", arguments: sessions)
    func canary(lines: [String]) {
        for earlyTalk in ServerConfiguration.EarlyTalk.allCases {
            for isPipelined in [false, true] {
                var server = ServerSide.secure(earlyTalk: earlyTalk)
                let text = lines.map { $0 + "\r\n" }
                for piece in isPipelined ? [text.joined()] : text { server.send(piece) }
                for shown in server.log + server.allReplies {
                    #expect(!Self.forms.contains { shown.contains($0) }, "\(shown)")
                }
            }
        }
    }

    @Test("Responses are logged as hidden, a cancel as it is, and commands after them in full")
    func log() {
        var server = ServerSide.secure()
        for line in ["AUTH PLAIN AAAA", "AUTH LOGIN", "*", "AUTH LOGIN", "c3R1ZGVudA==", "c2VjcmV0", "NOOP", "XYZZY"] {
            server.send(line + "\r\n")
        }
        #expect(
            server.log == [
                "EHLO lab.example", "AUTH PLAIN [hidden]", "AUTH LOGIN", "*", "AUTH LOGIN", "[hidden]", "[hidden]",
                "NOOP", "XYZZY",
            ])
    }

    @Test("Printing the bytes of a login shows none of them")
    func printing() {
        let hidden = HiddenBytes(Array(Self.canary.utf8))
        var dumped = ""
        dump(ServerAction.authenticationResponse(hidden), to: &dumped)
        let texts = ["\(hidden)", String(reflecting: hidden), "\(ServerAction.authenticationResponse(hidden))", dumped]
        for text in texts { #expect(!text.contains("122") && text.contains("[hidden]"), "\(text)") }
    }

    /// A login by every way there is, good and bad, and what follows.
    static let dialogue = [
        "EHLO lab.example", "AUTH LOGIN", "c3R1ZGVudA==", "d3Jvbmc=", "AUTH PLAIN", "*", "AUTH PLAIN", "rubbish!",
        "AUTH NTLM", "AUTH PLAIN =", "AUTH PLAIN AAAA", "AUTH LOGIN", "", "", "AUTH LOGIN", "c3R1ZGVudA==", "c2VjcmV0",
        "AUTH PLAIN", "MAIL FROM:<>", "QUIT",
    ].map { $0 + "\r\n" }.joined()

    @Test("A whole dialogue of logins comes to the same in single bytes and in pieces of any size", arguments: 0..<50)
    func pieces(seed: UInt64) {
        let bytes = Array(Self.dialogue.utf8)
        var whole = ServerSide.secure(after: "")
        whole.send(bytes)
        #expect(whole.ending == .quit)
        #expect(whole.machine.authenticatedUser == "student")
        var random = SeededGenerator(seed: seed)
        var split = ServerSide.secure(after: "")
        var position = 0
        while position < bytes.count {
            let size = seed == 0 ? 1 : Int.random(in: 1...9, using: &random)
            split.send(Array(bytes[position..<min(bytes.count, position + size)]))
            position += size
        }
        #expect(split.allReplies == whole.allReplies)
        #expect(split.log == whole.log)
    }

    @Test("PS15: random lines in a login never trap, and the session can go on or is closed", arguments: 0..<200)
    func fuzz(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var server = ServerSide.secure()
        let openings = ["AUTH PLAIN", "AUTH LOGIN", "AUTH PLAIN =", "AUTH  LOGIN  ", "AUTH PLAIN AAAA"]
        for _ in 0..<30 where server.ending == nil {
            server.send(openings[Int.random(in: openings.indices, using: &random)] + "\r\n")
            var bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { bytes = Base64.encode(bytes) }
            server.send(bytes + [0x0D, 0x0A])
            if server.machine.state == .authenticating { server.send("*\r\n") }
        }
        if server.ending == nil { #expect(server.send("NOOP\r\n").last?.hasPrefix("250") == true) }
    }
}
