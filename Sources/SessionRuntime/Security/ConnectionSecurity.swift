import CUnix
import Glibc
import SMTPProtocol
import SMTPTransport
import SessionCore

/// Makes of what the user said about TLS what a connection needs: the files are read, and tried, before anything is connected.
struct ConnectionSecurity {
    /// What is wrong with what the user said.
    enum Problem: Error {
        /// The key in this file is encrypted.
        case needsPassphrase(file: String)
        /// A file that cannot be read: what is wrong, and what to do.
        case unreadable(message: String, advice: String)
        /// A file or a value that cannot be used: what is wrong, and what to do.
        case unusable(message: String, advice: String)
    }

    /// More than the certificates of all authorities of the world.
    private static let maximumAuthoritiesSize = 16 << 20

    let request: TLSRequest
    /// The authority of the practice server, when that is where the connection goes.
    var practiceAuthority: [UInt8]?

    /// What the connection is told.
    func options(for endpoint: Endpoint, passphrase: [UInt8]?) throws(Problem) -> TLSOptions {
        TLSOptions(
            start: wantsTLSAtOnce(endpoint) ? .immediately : .onRequest,
            trust: TrustPolicy(anchors: try anchors(), pins: try pins(), isInsecure: request.isInsecure),
            serverName: request.serverName, minimumVersion: request.minimumVersion ?? .tls12,
            identity: try identity(passphrase: passphrase))
    }

    /// Port 465 and `smtps://` mean TLS from the first byte, unless the user said something else.
    private func wantsTLSAtOnce(_ endpoint: Endpoint) -> Bool {
        switch request.mode {
        case .implicit?: true
        case .none?, .startTLS?, .requireStartTLS?: false
        case nil: endpoint.impliesTLS
        }
    }

    private func anchors() throws(Problem) -> TrustPolicy.Anchors {
        if let path = request.authorities { return .file(path: path, pem: try contents(of: path)) }
        if let practiceAuthority { return .practice(pem: practiceAuthority) }
        return .system
    }

    private func pins() throws(Problem) -> [[UInt8]] {
        var pins: [[UInt8]] = []
        for text in request.pins {
            guard let pin = TLSRequest.pinBytes(text) else {
                throw Problem.unusable(
                    message: "--pin takes the SHA-256 hash of a public key: 64 hexadecimal digits, or base64.",
                    advice: ":tls shows the pin of each key.")
            }
            pins.append(pin)
        }
        return pins
    }

    private func identity(passphrase: [UInt8]?) throws(Problem) -> ClientIdentity? {
        guard let certificatePath = request.certificate else {
            guard let key = request.key else { return nil }
            throw Problem.unusable(
                message: "There is a key, \(key), and no certificate.", advice: "Name the certificate with --cert FILE."
            )
        }
        let keyPath = request.key ?? certificatePath
        let certificate = try contents(of: certificatePath)
        let key: [UInt8]
        do throws(FileProblem) {
            key = try SecretFile(keyPath).read()
        } catch {
            throw Problem.unusable(message: "\(error)", advice: "A private key must be readable by its owner only.")
        }
        do throws(ClientIdentity.Problem) {
            return try ClientIdentity(certificatePEM: certificate, keyPEM: key, passphrase: passphrase)
        } catch {
            switch error {
            case .needsPassphrase: throw Problem.needsPassphrase(file: keyPath)
            case .wrongPassphrase:
                throw Problem.unusable(
                    message: "The passphrase does not open the key in \(keyPath).", advice: ":reconnect asks again.")
            case .unusable(let reason):
                throw Problem.unusable(
                    message:
                        "The certificate in \(certificatePath) with the key in \(keyPath) cannot be used: \(reason).",
                    advice: "Both must be PEM, and belong together.")
            }
        }
    }

    /// A file that need not be secret.
    private func contents(of path: String) throws(Problem) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            let problem = FileProblem(path, .system(SystemError(doing: "open it")))
            throw Problem.unreadable(message: "\(problem)", advice: "Check the path.")
        }
        defer { close(descriptor) }
        do throws(FileProblem) {
            var facts = cu_file_facts()
            guard cu_file_of_descriptor(descriptor, &facts) == 0, facts.kind == CU_FILE_REGULAR else {
                throw FileProblem(path, .notRegular)
            }
            return try PrivateFile.contents(of: descriptor, path: path, limit: Self.maximumAuthoritiesSize)
        } catch {
            throw Problem.unreadable(message: "\(error)", advice: "It should be a file in PEM.")
        }
    }
}
