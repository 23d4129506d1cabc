import NIOCore
import NIOSSL
import SASL
import SMTPProtocol
import Synchronization

/// The server's end of one TLS connection.
///
/// Each connection has a context of its own, so that the secrets which the library logs are this connection's.
struct TLSEndpoint {
    /// What stands in the pipeline, under the SMTP.
    let handler: NIOSSLServerHandler
    private let exporterSecret: ExporterSecret
    private let serverEndPoint: [UInt8]

    /// The secret that the library logs during the handshake.
    private final class ExporterSecret: Sendable {
        private let bytes = Mutex<[UInt8]?>(nil)

        var value: [UInt8]? { bytes.withLock { $0 } }

        func note(_ line: ByteBuffer) {
            guard let secret = ExporterBinding.secret(inKeyLogLine: line.readableBytesView) else { return }
            bytes.withLock { $0 = secret }
        }
    }

    init(identity: PracticeIdentity, isOld: Bool, farewell: TimeAmount) throws {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(try NIOSSLCertificate(bytes: identity.certificateDER, format: .der))],
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: identity.privateKeyDER, format: .der)))
        if isOld {
            configuration.minimumTLSVersion = .tlsv1
            configuration.maximumTLSVersion = .tlsv1
        } else {
            configuration.minimumTLSVersion = .tlsv12
        }
        configuration.shutdownTimeout = farewell
        // A certificate is asked for and not needed; whose it is, EXTERNAL decides.
        configuration.certificateVerification = .optionalVerification
        // Nobody is looked up in the system's trust store, which takes twenty times as long to load as all the rest.
        configuration.trustRoots = .certificates([])
        let secret = ExporterSecret()
        configuration.keyLogCallback = { secret.note($0) }
        exporterSecret = secret
        serverEndPoint = identity.serverEndPoint
        handler = NIOSSLServerHandler(
            context: try NIOSSLContext(configuration: configuration),
            customVerificationCallback: { _, verdict in verdict.succeed(.certificateVerified) })
    }

    /// The version, when the handshake is over.
    var version: SMTPProtocol.TLSVersion? {
        switch handler.tlsVersion {
        case .tlsv1: .tls10
        case .tlsv11: .tls11
        case .tlsv12: .tls12
        case .tlsv13: .tls13
        case nil: nil
        }
    }

    /// What ties a login to this connection, when the handshake is over.
    var channelBindings: [ChannelBinding] {
        var bindings = [ChannelBinding(.serverEndPoint, data: serverEndPoint)]
        if let secret = exporterSecret.value, let data = ExporterBinding.binding(exporterSecret: secret) {
            bindings.append(ChannelBinding(.exporter, data: data))
        }
        return bindings
    }

    /// The names in the client's certificate, when it showed one.
    var clientNames: [String] { handler.peerCertificate.map(ClientCertificate.names) ?? [] }
}
