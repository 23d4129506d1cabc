import SMTPProtocol
import Testing

@testable import SessionCore

@Suite("What is written about TLS")
struct TLSLanguageTests {
    private static let hexadecimal = String(repeating: "ab", count: 32)
    private static let base64 = "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s="

    private func request(_ line: String) throws -> ConnectRequest {
        guard case .connect(let request) = try ExplorerCommand(parsing: Array(line.utf8)) else {
            throw LanguageTestError.notAConnection
        }
        return request
    }

    private enum LanguageTestError: Error { case notAConnection }

    @Test("All options about TLS are understood, in any order")
    func options() throws {
        let tls = try request(
            ":connect --tls require-starttls host:587 --ca ca.pem --pin \(Self.hexadecimal) --pin sha256//\(Self.base64)"
                + " --cert c.pem --key \"k e y\" --sni other.example --tls-min 1.3 --insecure"
        ).tls
        #expect(tls.mode == .requireStartTLS && tls.authorities == "ca.pem" && tls.isInsecure)
        #expect(tls.pins == [Self.hexadecimal, "sha256//\(Self.base64)"])
        #expect(tls.certificate == "c.pem" && tls.key == "k e y")
        #expect(tls.serverName == "other.example" && tls.minimumVersion == .tls13)
        #expect(try request(":connect host").tls == TLSRequest())
        #expect(try request(":connect host --cert both.pem").tls.key == "both.pem")
    }

    @Test(
        "A wrong option or value is refused at its place, with what it takes",
        arguments: [
            (":connect h --tls requird", 17, "require-starttls"), (":connect h --tls", 16, ":help connect"),
            (":connect h --pin 1234", 17, ":tls shows the pin"), (":connect h --tls-min 1.4", 21, "1.2"),
            (":connect h --tsl none", 11, "--tls"), (":connect h --key k.pem", 22, "--cert FILE"),
            (":connect h --ca \"\"", 16, ":help connect"), (":practice a b", 12, "SCENARIO"),
            (":practice ca a b", 15, "double quotes"), (":tls pme", 5, ":tls pem"),
            (":tls pem a b", 11, "double quotes"),
            (":starttls now", 10, "alone"), (":b64", 4, ":b64 ask"),
        ])
    func mistakes(line: String, position: Int, advice: String) {
        do throws(LanguageError) {
            _ = try ExplorerCommand(parsing: Array(line.utf8))
            Issue.record("\(line) is a mistake")
        } catch {
            #expect(error.position == position, "\(line)")
            #expect(error.advice.contains(advice), "\(error.advice)")
        }
    }

    @Test("SC06: a mistyped value of --tls names the nearest one")
    func nearest() {
        #expect(throws: LanguageError.self) { try request(":connect h --tls requird") }
    }

    @Test("A pin is 32 bytes in any of its forms")
    func pins() {
        let bytes = Array(repeating: UInt8(0xAB), count: 32)
        let colons = Array(repeating: "AB", count: 32).joined(separator: ":")
        for text in [Self.hexadecimal, Self.hexadecimal.uppercased(), colons, Self.base64, "sha256//\(Self.base64)"] {
            #expect(TLSRequest.pinBytes(text) == bytes, "\(text)")
        }
        for text in [
            "", "ab", colons + ":AB", String(colons.dropLast()), Self.hexadecimal + "a", "sha256//\(Self.hexadecimal)",
            "x" + Self.base64, String(Self.base64.dropLast(2)), String(Self.base64.dropLast(2)) + "t=",
            String(repeating: "zz", count: 32), String(repeating: "a:", count: 32),
        ] {
            #expect(TLSRequest.pinBytes(text) == nil, "\(text)")
        }
    }

    @Test(":practice takes a scenario and the options of :connect")
    func practice() throws {
        #expect(try request(":practice").target == .practice(nil))
        let expired = try request(":practice expired --tls implicit --insecure")
        #expect(expired.target == .practice("expired"))
        #expect(expired.tls.mode == .implicit && expired.tls.isInsecure)
        let likeness = try request(":practice --as Postfix -4")
        #expect(likeness.target == .practice(nil) && likeness.likeness == .postfix)
        #expect(likeness.label == "practice server imitating Postfix")
        let mistyped = #expect(throws: LanguageError.self) { try request(":practice --as postfx") }
        #expect(mistyped?.advice.contains("nearest one is postfix") == true)
        #expect(throws: LanguageError.self) { try request(":connect mail.example.net --as exim") }
        #expect(try ExplorerCommand(parsing: Array(":practice ca".utf8)) == .savePracticeAuthority(nil))
        #expect(try ExplorerCommand(parsing: Array(":practice ca x.pem".utf8)) == .savePracticeAuthority("x.pem"))
    }

    @Test(
        "A request written as a line is the same request when it is read",
        arguments: [
            ":connect mail.example.net", ":connect [2001:db8::1]:465 -6 --source 2001:db8::2 --timeout 7",
            ":connect \"unix:/run/a b\\\"\\\\.sock\" --ca \"\\x1B\" --tls none", ":practice \"-x y\" --insecure",
            ":connect smtps://h --pin sha256//q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s= --cert c --key k --sni n",
            ":practice --tls-min 1.0 --tls require-starttls --cert c -4", ":practice expired --as exim",
        ])
    func roundTrip(line: String) throws {
        let request = try request(line)
        #expect(try self.request(request.line) == request, "\(request.line)")
    }

    @Test(
        "TLS from the first byte is told from the target and the option",
        arguments: [
            ("h", false), ("h:465", true), ("[::1]:465", true), ("2001:db8::465", false), ("smtps://h", true),
            ("submissions://h:1", true), ("smtp://h:465", false), ("unix:/465", false), ("h --tls implicit", true),
            ("h:465 --tls none", false), ("h:465 --tls starttls", false),
        ])
    func firstByte(target: String, isExpected: Bool) throws {
        #expect(try request(":connect \(target)").startsWithTLS == isExpected)
    }

    @Test("The other commands")
    func commands() throws {
        #expect(try ExplorerCommand(parsing: Array(":starttls".utf8)) == .startTLS)
        #expect(try ExplorerCommand(parsing: Array(":tls".utf8)) == .showTLS)
        #expect(try ExplorerCommand(parsing: Array(":tls pem".utf8)) == .saveChain(nil))
        #expect(try ExplorerCommand(parsing: Array(":tls pem 'a b'".utf8)) == .saveChain("a b"))
        #expect(try ExplorerCommand(parsing: Array(":b64 a b".utf8)) == .base64(Array("a b".utf8)))
        #expect(try ExplorerCommand(parsing: Array(":b64 ask".utf8)) == .base64(nil))
    }

    @Test("Every command has help, and help on TLS lists the options")
    func help() {
        for name in ExplorerCommand.names { #expect(HelpTopic.named(name) != nil, "\(name)") }
        for option in ["--tls ", "--ca", "--insecure", "--pin", "--cert", "--key", "--sni", "--tls-min"] {
            #expect(HelpTopic.named("connect")?.details.contains { $0.contains(option) } == true, "\(option)")
        }
    }
}
