internal import NIOCore
internal import NIOSSL
internal import SMTPProtocol

// The options in the terms of the TLS library.
extension TLSOptions {
    /// The name to send, for a connection to this place; nil for none. An address is never sent.
    /// - Throws: `.unusable` when the name to send cannot be one.
    /// - SeeAlso: RFC 6066 §3
    func nameToSend(to place: Endpoint.Place) throws(TLSFailure) -> String? {
        if let serverName { return serverName.isEmpty ? nil : try Self.checked(serverName).withoutFinalDot }
        switch place {
        case .host(let host): return host.withoutFinalDot
        case .address, .unixSocket: return nil
        }
    }

    /// What the server's certificate has to be for: the place that was connected to; at a Unix-domain socket, which has no
    /// name, the name that was sent.
    func placeToVerify(_ place: Endpoint.Place) throws(TLSFailure) -> Endpoint.Place {
        switch place {
        case .host, .address: return place
        case .unixSocket:
            guard let serverName, !serverName.isEmpty else { return place }
            return .host(try Self.checked(serverName))
        }
    }

    private static func checked(_ name: String) throws(TLSFailure) -> HostName {
        do throws(EndpointError) {
            return try HostName(checking: name)
        } catch {
            throw TLSFailure(.unusable("The server name to send cannot be used. \(error)"), at: .start)
        }
    }

    /// A context that tells `notes` what it is asked and what it computes.
    ///
    /// The library itself trusts nobody and checks no name: ``ServerVerifier`` does, by a callback without which no
    /// handshake comes to its end.
    func makeContext(_ notes: LibraryNotes) throws(TLSFailure) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = minimumVersion.ofLibrary
        configuration.certificateVerification = .noHostnameVerification
        configuration.trustRoots = .certificates([])
        configuration.keyLogCallback = { notes.read(keyLogLine: $0.readableBytesView) }
        configuration.sslContextCallback = { _, promise in
            // A client's context is asked only when the server wants a certificate.
            notes.certificateWasRequested()
            promise.succeed(.noChanges)
        }
        if let identity {
            configuration.certificateChain = identity.certificateChain.map { .certificate($0) }
            configuration.privateKey = .privateKey(identity.privateKey)
        }
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw TLSFailure(.unusable(Self.words(for: error)), at: .start)
        }
    }

    private static func words(for error: any Error) -> String {
        let reason = (error as? BoringSSLError).map { LibraryError($0).words } ?? "\(error)"
        return "The TLS library refuses these options: \(reason)."
    }
}

extension HostName {
    /// Without the dot of an absolute name, as names are sent and compared under TLS.
    /// - SeeAlso: RFC 6066 §3
    fileprivate var withoutFinalDot: String { text.hasSuffix(".") ? String(text.dropLast()) : text }
}

extension SMTPProtocol.TLSVersion {
    /// The same for the library.
    fileprivate var ofLibrary: NIOSSL.TLSVersion {
        switch self {
        case .tls10: .tlsv1
        case .tls11: .tlsv11
        case .tls12: .tlsv12
        case .tls13: .tlsv13
        }
    }

    /// The version that the library names.
    init(ofLibrary version: NIOSSL.TLSVersion) {
        switch version {
        case .tlsv1: self = .tls10
        case .tlsv11: self = .tls11
        case .tlsv12: self = .tls12
        case .tlsv13: self = .tls13
        }
    }
}
