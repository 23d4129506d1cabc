import SMTPTransport
import Testing

@Suite("Targets")
struct EndpointTests {
    struct Good: Sendable {
        let target: String
        let shown: String
        let scheme: Endpoint.Scheme
        init(_ target: String, _ shown: String, _ scheme: Endpoint.Scheme = .smtp) {
            self.target = target
            self.shown = shown
            self.scheme = scheme
        }
    }

    @Test(
        "a target is understood as people type it",
        arguments: [
            Good("mx.example.net", "mx.example.net:25"),
            Good("mx.example.net:2525", "mx.example.net:2525"),
            Good("mx.example.net.", "mx.example.net.:25"),
            Good("localhost", "localhost:25"),
            Good("MX.Example.NET:25", "MX.Example.NET:25"),
            Good("xn--bcher-kva.example", "xn--bcher-kva.example:25"),
            Good("3com.example", "3com.example:25"),
            Good("192.0.2.1", "192.0.2.1:25"),
            Good("192.0.2.1:587", "192.0.2.1:587"),
            Good("[2001:db8::1]:2525", "[2001:db8::1]:2525"),
            Good("[2001:db8::1]", "[2001:db8::1]:25"),
            Good("2001:db8::1", "[2001:db8::1]:25"),
            Good("::1", "[::1]:25"),
            Good("::", "[::]:25"),
            Good("1:2:3:4:5:6:7:8", "[1:2:3:4:5:6:7:8]:25"),
            Good("::ffff:192.0.2.1", "[::ffff:192.0.2.1]:25"),
            Good("fe80::1%eth0", "[fe80::1%eth0]:25"),
            Good("smtp://[fe80::1%25eth0]:26", "[fe80::1%eth0]:26"),
            Good("unix:/run/mail.sock", "unix:/run/mail.sock"),
            Good("unix:relative.sock", "unix:relative.sock"),
            Good("smtp://mx.example.net", "mx.example.net:25"),
            Good("SMTP://mx.example.net:26/", "mx.example.net:26"),
            Good("submission://mail.example.net", "mail.example.net:587", .submission),
            Good("submission://mail.example.net:2587", "mail.example.net:2587", .submission),
            Good("smtps://mail.example.net", "mail.example.net:465", .submissions),
            Good("SUBMISSIONS://mail.example.net:8465", "mail.example.net:8465", .submissions),
            Good("lmtp://store.example.net", "store.example.net:24", .lmtp),
            Good("lmtp:///run/dovecot/lmtp", "unix:/run/dovecot/lmtp", .lmtp),
            Good("lmtp:///run/a%20b", "unix:/run/a b", .lmtp),
            Good("lmtp:unix:/run/dovecot/lmtp", "unix:/run/dovecot/lmtp", .lmtp),
        ])
    func understood(_ good: Good) throws {
        let endpoint = try Endpoint(parsing: good.target)
        #expect(endpoint.description == good.shown)
        #expect(endpoint.scheme == good.scheme)
    }

    @Test(
        "DN05: a host that could be an option, a command or a path is refused before look-up",
        arguments: [
            ("-x", EndpointError.Code.badLabel), ("a b", .badCharacter), ("$(x)", .badCharacter), ("..", .badLabel),
            (".", .badLabel), ("a..b", .badLabel), (".a", .badLabel), ("a-.b", .badLabel), ("a;b", .badCharacter),
            ("`x`", .badCharacter), ("a/b", .badCharacter), ("a\\b", .badCharacter), ("a|b", .badCharacter),
            ("user@host", .badCharacter), (" host", .badCharacter), ("host ", .badCharacter), ("", .emptyTarget),
            (":25", .emptyHost), ("*", .badCharacter), ("127.1", .badAddress), ("0x7f000001", .badAddress),
            ("1.2.3.4.5", .badAddress), ("300.1.1.1", .badAddress), ("010.0.0.1", .badAddress), ("1", .badAddress),
        ])
    func refusedHost(_ target: String, _ code: EndpointError.Code) {
        expectRefusal(target, code)
    }

    @Test(
        "CT13: an impossible host name is refused with its reason",
        arguments: [
            ("a\0b", EndpointError.Code.controlCharacter), ("a\u{1B}[2Jb", .controlCharacter),
            ("a\nb", .controlCharacter),
            ("a\r\nb", .controlCharacter), ("a\u{7F}b", .controlCharacter), ("😀.example", .notASCII),
            ("bücher.example", .notASCII), ("例え.test", .notASCII), ("a\u{202E}b", .notASCII),
            (String(repeating: "a", count: 64) + ".example", .tooLong),
            (Array(repeating: "abcdefg", count: 32).joined(separator: "."), .tooLong),
        ])
    func refusedName(_ target: String, _ code: EndpointError.Code) {
        expectRefusal(target, code)
    }

    @Test("CT13: the longest possible names are let through to the look-up")
    func longestNames() throws {
        let label = String(repeating: "a", count: 63)
        let name = [label, label, label, String(repeating: "b", count: 61)].joined(separator: ".")
        #expect(name.utf8.count == HostName.maximumLength)
        #expect(try Endpoint(parsing: name).name == name)
        #expect(throws: EndpointError.self) { try Endpoint(parsing: name + "b") }
    }

    @Test("CT13: an underscore goes to the look-up, as container networks use it")
    func underscore() throws {
        #expect(try Endpoint(parsing: "mail_server:2525").name == "mail_server")
    }

    @Test("CT13: the advice for a Unicode name is its xn-- form")
    func unicodeAdvice() throws {
        let error = try #require(throws: EndpointError.self) { try Endpoint(parsing: "bücher.example") }
        #expect(error.advice.contains("xn--"))
        #expect(error.offset == 1)
    }

    @Test(
        "SC04: a percent-escape never hides a line break in a target",
        arguments: [
            ("smtp://h/%0d%0aRSET", EndpointError.Code.hiddenLineBreak), ("smtp://h%0D%0ARSET", .hiddenLineBreak),
            ("smtp://h%0a", .hiddenLineBreak), ("smtp://h?x=%0D", .hiddenLineBreak), ("smtp://h#%00", .hiddenLineBreak),
            ("lmtp:///run/a%0db", .hiddenLineBreak), ("smtp://h\r\nRSET", .controlCharacter),
            ("h%0d%0aRSET", .badEscape), ("smtp://h%41", .badEscape), ("lmtp:///run/%zz", .badEscape),
            ("lmtp:///run/%4", .badEscape), ("lmtp:///run/%1B", .controlCharacter),
        ])
    func hiddenLineBreaks(_ target: String, _ code: EndpointError.Code) {
        expectRefusal(target, code)
    }

    @Test(
        "a port is a number from 1 to 65535",
        arguments: [
            "h:0", "h:65536", "h:99999999999999999999", "h:", "h:-1", "h:+25", "h: 25", "h:25x", "h:smtp", "[::1]25",
            "[::1]:", "h:٢٥",
        ])
    func ports(_ target: String) {
        expectRefusal(target, .badPort)
    }

    @Test(
        "an address that is none is refused",
        arguments: [
            "[::1", "[]", "[host]:25", "[192.0.2.1]:25", "1:2:3", ":::", "1::2::3", "1:2:3:4:5:6:7:8:9", "12345::",
            "::g", "1:2:3:4:5:6:7::8:9", "::1%", "::1%a b", "::1.2.3", "::\01",
        ])
    func addresses(_ target: String) {
        expectRefusal(target, .badAddress)
    }

    @Test(
        "TLS from the first byte is implied by the scheme and by port 465",
        arguments: [
            ("smtps://h", true), ("smtps://h:25", true), ("submissions://h:2465", true), ("h:465", true),
            ("submission://h:465", true), ("smtps:///run/mail.sock", true), ("h", false), ("submission://h", false),
            ("h:587", false), ("unix:/run/mail.sock", false), ("lmtp://h", false),
        ])
    func impliedTLS(_ target: String, _ implied: Bool) throws {
        #expect(try Endpoint(parsing: target).impliesTLS == implied)
    }

    @Test(
        "what no mail target has is refused",
        arguments: [
            ("http://h", EndpointError.Code.unknownScheme), ("://h", .unknownScheme), ("smtp://u:p@h", .unexpectedPart),
            ("smtp://u@h", .unexpectedPart), ("smtp://h/path", .unexpectedPart), ("smtp://h?q", .unexpectedPart),
            ("smtp://h#f", .unexpectedPart), ("smtp://", .emptyHost), ("smtp:///", .emptyHost),
        ])
    func otherURLs(_ target: String, _ code: EndpointError.Code) {
        expectRefusal(target, code)
    }

    @Test("a socket path is checked")
    func socketPaths() throws {
        expectRefusal("unix:", .badPath)
        expectRefusal("unix:/a\0b", .controlCharacter)
        expectRefusal("unix:/a\u{1B}[2J", .controlCharacter)
        expectRefusal("unix:" + String(repeating: "a", count: 108), .tooLong)
        #expect(try Endpoint(parsing: "unix:" + String(repeating: "a", count: 107)).port == nil)
    }

    @Test(
        "no error repeats control characters that were typed",
        arguments: ["a\u{1B}b", "unix:\u{1B}", "h:\u{1B}", "\u{1B}://h"])
    func errorsAreClean(_ target: String) throws {
        let error = try #require(throws: EndpointError.self) { try Endpoint(parsing: target) }
        #expect(error.description.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
    }

    private func expectRefusal(_ target: String, _ code: EndpointError.Code) {
        let error = #expect(throws: EndpointError.self) { try Endpoint(parsing: target) }
        #expect(error?.code == code, "\(error?.description ?? "no error")")
    }
}
