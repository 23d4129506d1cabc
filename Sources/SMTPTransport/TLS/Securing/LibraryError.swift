internal import NIOSSL
internal import SMTPProtocol

/// An error of the TLS library, taken apart.
///
/// The library gives numbers in a text only: `Error: 268436496 error:10000410:SSL routines:…:SSLV3_ALERT_HANDSHAKE_FAILURE at
/// FILE:LINE`. The eight hexadecimal digits are the part of the library (16 for TLS) and the reason; a reason of 1000 and
/// more is an alert of the server.
struct LibraryError {
    /// The reasons, oldest first.
    private let reasons: [Int]
    /// The reasons in the library's words, without its file names.
    let words: String

    private static let tlsPart = 16
    private static let alertOffset = 1000

    init(_ error: BoringSSLError) {
        let stack: NIOBoringSSLErrorStack =
            switch error {
            case .sslError(let stack), .unknownError(let stack), .invalidSNIName(let stack),
                .failedToSetALPN(let stack):
                stack
            case .noError, .zeroReturn, .wantRead, .wantWrite, .wantConnect, .wantAccept, .wantX509Lookup,
                .wantCertificateVerify, .syscallError:
                []
            }
        self.init(descriptions: stack.isEmpty ? ["\(error)"] : stack.map(\.description))
    }

    /// Reads the texts of a stack of errors.
    init(descriptions: [String]) {
        let fields = descriptions.map { $0.split(separator: ":", omittingEmptySubsequences: false) }
        reasons = fields.compactMap { fields in
            guard let code = fields.lazy.compactMap(Self.code).first, code >> 24 == Self.tlsPart else { return nil }
            return code & 0xFFF
        }
        words = zip(descriptions, fields).map { text, fields in
            guard let code = fields.firstIndex(where: { Self.code($0) != nil }), code + 3 < fields.count else {
                return text
            }
            let name = fields[code + 3].split(separator: " ", maxSplits: 1).first ?? ""
            return String(name.map { $0 == "_" ? " " : $0 }).lowercased()
        }.joined(separator: ", ")
    }

    /// The alert that the server sent.
    var alert: UInt8? {
        reasons.lazy.filter { $0 >= Self.alertOffset }.compactMap { UInt8(exactly: $0 - Self.alertOffset) }.first
    }

    /// The server chose a version that was not offered.
    var isUnsupportedVersion: Bool { reasons.contains(240) }

    /// Our own judgement of the certificate was no.
    var isRefusedCertificate: Bool { reasons.contains(125) }

    private static func code(_ field: Substring) -> Int? {
        field.utf8.count == 8 ? Int(field, radix: 16) : nil
    }
}
