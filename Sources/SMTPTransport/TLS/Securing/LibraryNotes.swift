internal import NIOCore
internal import SMTPProtocol
import Synchronization

/// What the TLS library tells by callbacks during a handshake, on whatever thread.
///
/// It holds a secret for a moment: nothing in here can be printed.
final class LibraryNotes: Sendable {
    private let secret = Mutex<[UInt8]?>(nil)
    private let request = Mutex(false)

    /// Whether the server asked for a certificate of ours.
    var isCertificateRequested: Bool { request.withLock { $0 } }

    /// Notes that the server asked for a certificate of ours.
    func certificateWasRequested() {
        request.withLock { $0 = true }
    }

    /// Takes one line of a key log, and keeps the secret from which exporters are made; no other.
    ///
    ///     EXPORTER_SECRET <client random> <secret>
    ///
    /// - SeeAlso: RFC 9850 §2
    func read(keyLogLine line: some Collection<UInt8>) {
        let words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
        guard words.count == 3, words[0].elementsEqual("EXPORTER_SECRET".utf8) else { return }
        secret.withLock { $0 = Hexadecimal.decode(words[2]) }
    }

    /// The secret from which exporters are made, for TLS 1.3. It can be had once and is forgotten then.
    func takeExporterSecret() -> [UInt8]? {
        secret.withLock { secret in
            defer { secret = nil }
            return secret
        }
    }
}

extension LibraryNotes: CustomStringConvertible, CustomReflectable {
    var description: String { "LibraryNotes" }
    var customMirror: Mirror { Mirror(self, children: []) }
}
