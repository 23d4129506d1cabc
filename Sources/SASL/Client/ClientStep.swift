/// What the client has to do next. A response is not printed, since it may hold the password.
public enum ClientStep: Hashable, Sendable {
    /// Send this response; empty bytes are an empty response.
    case respond([UInt8])
    /// Compute this key, which takes time and belongs on a thread of its own, and hand it to
    /// ``ClientExchange/derived(_:)``.
    case derive(KeyDerivation)
    /// Nothing: it is the server's turn.
    case wait
    /// Give up: send `*`. Nothing secret has been sent for this challenge.
    case abort(SASLFailure)
}

extension ClientStep: SecretHolder {
    /// The step without what is secret in it.
    public var description: String {
        switch self {
        case .respond(let bytes): "respond(\(bytes.count) bytes)"
        case .derive(let derivation): "derive(\(derivation))"
        case .wait: "wait"
        case .abort(let failure): "abort(\(failure))"
        }
    }
}
