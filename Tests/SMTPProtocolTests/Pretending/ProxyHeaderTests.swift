import SMTPProtocol
import Testing

@Suite("The header of the PROXY protocol")
struct ProxyHeaderTests {
    @Test(
        "Version 1 is a line of text",
        arguments: [
            ("v1 192.0.2.7:4711 198.51.100.1:25", "PROXY TCP4 192.0.2.7 198.51.100.1 4711 25\r\n"),
            ("V1  [2001:DB8:0:0::7]:1 [::1]:65535", "PROXY TCP6 2001:db8::7 ::1 1 65535\r\n"),
            ("v1 unknown", "PROXY UNKNOWN\r\n"),
        ])
    func version1(text: String, line: String) throws {
        let header = try ProxyHeader(parsing: text)
        #expect(header.bytes == Array(line.utf8))
        #expect(header.bytes.count <= ProxyHeader.longestLine)
        #expect(try ProxyHeader(parsing: header.text) == header)
    }

    @Test("The longest line of version 1 keeps the limit")
    func longest() throws {
        let address = "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535"
        #expect(try ProxyHeader(parsing: "v1 \(address) \(address)").bytes.count <= ProxyHeader.longestLine)
    }

    @Test("Version 2 is binary: signature, command, family, length, addresses")
    func version2() throws {
        let signature: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A] + Array("QUIT\n".utf8)
        #expect(
            try ProxyHeader(parsing: "v2 192.0.2.7:4711 198.51.100.1:25").bytes
                == signature + [0x21, 0x11, 0, 12, 192, 0, 2, 7, 198, 51, 100, 1, 0x12, 0x67, 0, 25])
        let source: [UInt8] = [0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7]
        let target: [UInt8] = [UInt8](repeating: 0, count: 15) + [1]
        #expect(
            try ProxyHeader(parsing: "v2 [2001:db8::7]:1 [::1]:2").bytes
                == signature + [0x21, 0x21, 0, 36] + source + target + [0, 1, 0, 2])
        #expect(try ProxyHeader(parsing: "v2 LOCAL").bytes == signature + [0x20, 0x00, 0, 0])
        #expect(try ProxyHeader(parsing: "v2 UNKNOWN").bytes == signature + [0x21, 0x00, 0, 0])
    }

    @Test(
        "What is no header says why",
        arguments: [
            ("", ProxyHeaderError.empty), ("v3 LOCAL", .version), ("v1", .wordCount), ("v1 LOCAL", .localNeedsVersion2),
            ("v1 192.0.2.7:1", .wordCount), ("v1 192.0.2.7 192.0.2.8", .port), ("v1 192.0.2.7:x 192.0.2.8:1", .port),
            ("v1 192.0.2.7:65536 192.0.2.8:1", .port), ("v1 host:1 192.0.2.8:1", .address),
            ("v1 2001:db8::7:1 [::1]:1", .address), ("v1 [192.0.2.7]:1 192.0.2.8:1", .address),
            ("v1 192.0.2.07:1 192.0.2.8:1", .address), ("v1 192.0.2.7:1 [::1]:1", .mixedFamilies),
            ("v1 192.0.2.7:1 192.0.2.8:1\r\nRSET x", .wordCount),
        ])
    func errors(text: String, error: ProxyHeaderError) {
        #expect(throws: error) { try ProxyHeader(parsing: text) }
    }

    @Test("A line break cannot get into a header")
    func lineBreak() {
        for text in ["v1 192.0.2.7:1 192.0.2.8:1\r\n", "v1 192.0.2.7:1 192.0.2.8:1\nRSET", "v1\r\n UNKNOWN"] {
            #expect(throws: ProxyHeaderError.self) { try ProxyHeader(parsing: text) }
        }
    }
}
