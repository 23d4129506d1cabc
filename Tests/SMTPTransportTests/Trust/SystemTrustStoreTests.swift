import Glibc
import SMTPProtocol
import Testing

@testable import SMTPTransport

@Suite("The system's trust store")
struct SystemTrustStoreTests {
    private static let debian = "/etc/ssl/certs/ca-certificates.crt"

    private let host: Endpoint.Place

    init() throws {
        host = .host(try HostName(checking: "mail.example.test"))
    }

    /// A directory for one test, removed behind it.
    private func withDirectory(_ body: (String) throws -> Void) throws {
        var template = Array("/tmp/smtpx-trust-XXXXXX".utf8CString)
        let made = mkdtemp(&template)
        let path = String(cString: try #require(made))
        defer {
            for name in ["a.pem", "b.pem"] { unlink("\(path)/\(name)") }
            rmdir(path)
        }
        try body(path)
    }

    private func write(_ text: String, to path: String) throws {
        let file = try #require(fopen(path, "w"))
        fputs(text, file)
        fclose(file)
    }

    private func subject(_ authority: TestAuthority) throws -> ArraySlice<UInt8> {
        try #require(CertificateFields(try authority.own.der)).subject.whole
    }

    @Test("SSL_CERT_FILE and SSL_CERT_DIR name what is trusted")
    func readsEnvironment() throws {
        let first = try TestAuthority.root("First")
        let second = try TestAuthority.root("Second")
        try withDirectory { directory in
            try write("text in front\n" + first.own.pem + "\n" + first.own.pem, to: "\(directory)/a.pem")
            try write(second.own.pem, to: "\(directory)/b.pem")
            let file = SystemTrustStore(file: "\(directory)/b.pem", directories: nil, usualFiles: [])
            #expect(file.anchors.count == 1)
            #expect(try file.anchors.named(subject(second)).map(\.path) == ["\(directory)/b.pem"])
            let all = SystemTrustStore(file: nil, directories: "/nowhere:\(directory)", usualFiles: [Self.debian])
            #expect(all.anchors.count == 2)
            #expect(try all.anchors.named(subject(first)).count == 1)
            let usual = SystemTrustStore(
                file: nil, directories: nil, usualFiles: ["/nowhere", "\(directory)/a.pem", "\(directory)/b.pem"])
            #expect(usual.anchors.count == 1)
            #expect(usual.places == ["/nowhere", "\(directory)/a.pem"])
        }
    }

    @Test("a system without any is no reason to stop", arguments: [nil, "/dev/null", "/", "/nowhere"])
    func survivesNone(_ file: String?) {
        let store = SystemTrustStore(file: file, directories: "/nowhere", usualFiles: [])
        #expect(store.anchors.count == 0)
        #expect(!store.places.isEmpty)
    }

    @Test("a verifier names the file that the anchor is from")
    func namesFile() async throws {
        let root = try TestAuthority.root()
        let leaf = try root.leaf(["mail.example.test"])
        var path = ""
        var store = SystemTrustStore(file: nil, directories: nil, usualFiles: [])
        try withDirectory { directory in
            path = "\(directory)/a.pem"
            try write(root.own.pem, to: path)
            store = SystemTrustStore(file: path, directories: nil, usualFiles: [])
        }
        let verifier = try ServerVerifier(policy: TrustPolicy(), place: host, system: store)
        let result = await verifier.verify(chain: [try leaf.der], at: Int64(time(nil))).result
        #expect(try result.get() == .verified(anchor: "CN=Test Root", trust: .system(path: path)))
    }

    @Test("a verifier on a system without authorities says that there are none, and where it looked")
    func saysThatThereAreNone() async throws {
        let leaf = try TestAuthority.root().leaf(["mail.example.test"])
        let none = SystemTrustStore(file: "/nowhere/ca.pem", directories: "/nowhere/certs", usualFiles: [])
        let verifier = try ServerVerifier(policy: TrustPolicy(), place: host, system: none)
        let result = await verifier.verify(chain: [try leaf.der], at: Int64(time(nil))).result
        let problems = #expect(throws: ServerVerifier.Problems.self) { try result.get() }
        guard case .invalid(let words)? = problems?.all.last else { Issue.record("\(result)"); return }
        #expect(words.contains("no list of trusted authorities (looked for /nowhere/ca.pem, /nowhere/certs)"))
    }

    @Test("damaged certificates are counted and left out")
    func skipsDamaged() throws {
        let good = try TestAuthority.root().own.pem
        var anchors = TrustAnchors()
        let begin = "-----BEGIN CERTIFICATE-----\n"
        let end = "-----END CERTIFICATE-----\n"
        let unreadable = anchors.add(
            pem: Array("\(begin)AAAA\n\(end)\(good)\(begin)?!\n\(end)\(begin)\(end)\(begin)MIIB".utf8), path: "x")
        #expect(unreadable == 4)
        #expect(anchors.count == 1)
    }

    @Test("base64 of every length is decoded", arguments: 0...8)
    func decodes(_ length: Int) throws {
        let bytes = (0..<length).map { UInt8($0 * 37 & 0xFF) }
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: length, by: 3) {
            let part = bytes[start..<min(start + 3, length)]
            let bits = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            let digits = (0..<4).map { String(alphabet[bits >> (18 - 6 * $0) & 63]) }
            text += digits.prefix(part.count + 1).joined() + String(repeating: "=", count: 3 - part.count) + "\r\n"
        }
        var pem = PEMCertificates(Array("-----BEGIN CERTIFICATE-----\r\n\(text)-----END CERTIFICATE-----".utf8))
        let decoded = pem.next()
        #expect(decoded == bytes)
    }

    @Test("this system's own authorities are all read", .enabled(if: access(debian, R_OK) == 0))
    func readsSystem() throws {
        let clock = ContinuousClock()
        var store: SystemTrustStore?
        let time = clock.measure { store = SystemTrustStore(file: nil, directories: nil, usualFiles: [Self.debian]) }
        #expect(try #require(store).anchors.count > 50)
        // Generous: a debug build on a busy machine. A release build takes under 5 ms.
        #expect(time < .seconds(2), "\(time)")
    }
}
