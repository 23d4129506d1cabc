/// What a server chose, in its hello or in a request to say hello again with another key share.
/// - SeeAlso: RFC 8446 §4.1.3, RFC 5246 §7.4.1.3
struct ServerHello: Sendable {
    /// The version, as its number on the wire.
    private(set) var version: UInt16
    /// The cipher suite.
    let cipherSuite: UInt16
    /// The group of the key share; nil up to TLS 1.2.
    private(set) var group: UInt16?

    /// The extension that names the version of TLS 1.3 and later.
    /// - SeeAlso: RFC 8446 §4.2.1
    private static let supportedVersions: UInt16 = 43
    /// The extension that holds the server's part of the key exchange; its group comes first, in a request it is all.
    /// - SeeAlso: RFC 8446 §4.2.8
    private static let keyShare: UInt16 = 51

    /// Reads the body of the message; nil when it ends too early. Extensions are read as far as they go.
    init?(_ body: [UInt8]) {
        var rest = body[...]
        guard let legacyVersion = rest.takeUInt16(), rest.take(32) != nil else { return nil }
        guard let sessionLength = rest.takeUInt8(), rest.take(Int(sessionLength)) != nil else { return nil }
        guard let cipherSuite = rest.takeUInt16(), rest.takeUInt8() != nil else { return nil }
        self.version = legacyVersion
        self.cipherSuite = cipherSuite
        guard rest.takeUInt16() != nil else { return }
        while let type = rest.takeUInt16(), let length = rest.takeUInt16(), var content = rest.take(Int(length)) {
            switch type {
            case Self.supportedVersions: version = content.takeUInt16() ?? version
            case Self.keyShare: group = content.takeUInt16()
            default: continue
            }
        }
    }
}

/// The server's part of a key exchange up to TLS 1.2.
/// - SeeAlso: RFC 8422 §5.4
enum ServerKeyExchange {
    /// The kind of curve and its number.
    static let bytesNeeded = 3
    private static let namedCurve: UInt8 = 3

    /// The group, when the key exchange uses a named curve.
    static func group(_ start: [UInt8], cipherSuite: UInt16) -> UInt16? {
        var rest = start[...]
        guard usesCurve(cipherSuite), rest.takeUInt8() == namedCurve else { return nil }
        return rest.takeUInt16()
    }

    /// Whether the suite exchanges keys with a curve. With others the same bytes would mean something else. The suites
    /// of RFC 8422, RFC 5289 and their kin begin with 0xC0; those of RFC 7905 stand elsewhere.
    private static func usesCurve(_ cipherSuite: UInt16) -> Bool {
        cipherSuite >> 8 == 0xC0 || cipherSuite == 0xCCA8 || cipherSuite == 0xCCA9
    }
}

extension ArraySlice<UInt8> {
    /// Takes a byte from the front.
    fileprivate mutating func takeUInt8() -> UInt8? { popFirst() }

    /// Takes two bytes from the front, the higher first.
    fileprivate mutating func takeUInt16() -> UInt16? {
        take(2).map { $0.reduce(0) { $0 << 8 | UInt16($1) } }
    }

    /// Takes so many bytes from the front; nil, and nothing is taken, when there are fewer.
    fileprivate mutating func take(_ length: Int) -> ArraySlice<UInt8>? {
        guard count >= length else { return nil }
        defer { removeFirst(length) }
        return prefix(length)
    }
}
