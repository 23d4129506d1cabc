import SMTPProtocol
import Testing

@testable import SMTPTransport

@Suite("Names in certificates")
struct ServerIdentityTests {
    private func matches(_ host: String, _ names: String...) throws -> Bool {
        let identity = ServerIdentity(.host(try HostName(checking: host)))
        return identity.matches(names.map { .dns(Array($0.utf8)[...]) })
    }

    @Test("a name matches without regard to case, and to the dot at the end of the host")
    func matchesExactly() throws {
        #expect(try matches("mail.example.net", "other.example", "MAIL.Example.NET"))
        #expect(try matches("Mail.Example.net.", "mail.example.net"))
        #expect(try matches("under_score.example.net", "under_score.example.net"))
        #expect(try !matches("mail.example.net", "example.net", "xmail.example.net", "mail.example.net.", ""))
    }

    @Test("names in other scripts are compared in their xn-- form")
    func comparesALabels() throws {
        #expect(try matches("xn--bcher-kva.example", "xn--bcher-kva.example"))
        #expect(try !matches("xn--bcher-kva.example", "bücher.example"))
    }

    @Test("a wildcard stands for exactly one label in front")
    func matchesWildcard() throws {
        #expect(try matches("mail.example.net", "*.example.net"))
        #expect(try matches("MAIL.example.net.", "*.EXAMPLE.net"))
        #expect(try !matches("example.net", "*.example.net"))
        #expect(try !matches("a.mail.example.net", "*.example.net"))
    }

    @Test(
        "CT11 a wildcard is refused above a top-level name, as a part of a label, and anywhere but in front",
        arguments: [
            ("example.com", "*.com"), ("foo.a.b", "f*.a.b"), ("foo.a.b", "*o.a.b"), ("a.x.b", "a.*.b"),
            ("foo.a.b", "*"), ("foo.a.b", "*."), ("foo.a.b", "*.*.b"), ("foo.a.b", "**.a.b"), ("foo.a.b", "*.a.b."),
            ("foo.a.b", "*..b"), ("xn--foo.a.b", "xn--*.a.b"), ("foo.a.b", "*a.b"),
        ])
    func refusesWildcards(_ host: String, _ pattern: String) throws {
        #expect(try !matches(host, pattern))
    }

    @Test("CT12 an address matches only an address in the certificate, byte for byte")
    func matchesAddresses() throws {
        let four = ServerIdentity(.address(try #require(IPAddress("192.0.2.1"))))
        #expect(four.matches([.address([192, 0, 2, 1])]))
        #expect(!four.matches([.dns(Array("192.0.2.1".utf8)[...]), .dns(Array("*.0.2.1".utf8)[...])]))
        #expect(!four.matches([.address([192, 0, 2, 2]), .address([192, 0, 2]), .address([])]))
        let six = ServerIdentity(.address(try #require(IPAddress("2001:DB8::1%eth0"))))
        let bytes: [UInt8] = [0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
        #expect(six.matches([.address(bytes[...])]))
        #expect(try !matches("host.example", "192.0.2.1"))
    }

    @Test("CT15 a name with a NUL in it matches nothing")
    func refusesNUL() throws {
        #expect(try !matches("good.example.net", "good.example.net\0.evil.example"))
        #expect(try !matches("good.example.net", "good.example.net\0"))
        #expect(try !matches("good.example.net", "*.example.net\0.evil.example", "\0good.example.net"))
    }

    @Test("a socket in the file system has no name that a certificate could have")
    func hasNoName() {
        let identity = ServerIdentity(.unixSocket(path: "/run/lmtp"))
        #expect(!identity.matches([.dns(Array("/run/lmtp".utf8)[...])]))
    }

    @Test("CT10 a common name does not count: without other names there is none, with others it is the wrong one")
    func ignoresCommonName() throws {
        let identity = ServerIdentity(.host(try HostName(checking: "mail.example.net")))
        let asked = "mail.example.net"
        #expect(
            identity.problem([], asked: asked, commonName: asked) == .noName(asked: asked, commonName: asked))
        #expect(
            identity.problem(
                [.dns(Array("a.example".utf8)[...]), .address([192, 0, 2, 1]), .email(Array("x@y".utf8)[...])],
                asked: asked, commonName: asked) == .wrongName(asked: asked, names: ["a.example", "192.0.2.1"]))
        #expect(
            identity.problem([.email(Array("x@y".utf8)[...])], asked: asked, commonName: nil)
                == .noName(asked: asked, commonName: nil))
    }

    @Test(
        "CT13 a host name that cannot be one is refused before anything is sent, with its reason",
        arguments: [
            ("good.example\0.evil", EndpointError.Code.controlCharacter), ("📧.example", .notASCII),
            ("bücher.example", .notASCII), (String(repeating: "a.", count: 127) + "aa", .tooLong),
            ("", .emptyHost), ("two words.example", .badCharacter),
        ])
    func refusesHosts(_ name: String, _ code: EndpointError.Code) {
        let error = #expect(throws: EndpointError.self) { try HostName(checking: name) }
        #expect(error?.code == code)
        #expect(error?.message.isEmpty == false)
    }

    @Test("CT13 an underscore is let through, since such names do resolve")
    func allowsUnderscore() throws {
        #expect(try HostName(checking: "mail_server.example").text == "mail_server.example")
    }
}
