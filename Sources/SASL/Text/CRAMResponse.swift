/// What a client of CRAM-MD5 answers: the user name, a space, and a digest in hexadecimal.
///
///     S: <1896.697170952@postoffice.reston.mci.net>
///     C: tim b913a602c7eda7a495b4e6e7334d3890
///
/// - SeeAlso: RFC 2195 §2
struct CRAMResponse: Hashable, Sendable, SecretHolder {
    /// Who logs in; it may hold spaces.
    let user: [UInt8]
    /// The digest as it was written.
    let digest: [UInt8]

    /// The right answer.
    init(user: [UInt8], password: [UInt8], challenge: [UInt8]) {
        self.user = user
        digest = Digest.hmacMD5(key: password, challenge).flatMap {
            [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 0x0F)]]
        }
    }

    /// An answer that was given; nil when it has not this form.
    init?(_ message: [UInt8]) {
        guard let space = message.lastIndex(of: UInt8(ascii: " ")), space > 0 else { return nil }
        user = Array(message[..<space])
        digest = Array(message[(space + 1)...])
        guard digest.count == 32, digest.allSatisfy(Self.digits.contains) else { return nil }
    }

    /// The answer as it is sent.
    var bytes: [UInt8] { user + [UInt8(ascii: " ")] + digest }

    private static let digits = Array("0123456789abcdef".utf8)
}
