public import SMTPProtocol

/// What the part that owns the sockets reports about a connection.
public enum ConnectionReport: Hashable, Sendable {
    /// The addresses of a host are being looked up.
    case resolving(String)
    /// So many addresses of the host are known now, beside those that were told before.
    case resolved(addressCount: Int)
    /// A connection to this address has been started.
    case connecting(String)
    /// This address did not work; others may.
    case attemptFailed(address: String, reason: String)
    /// The connection stands: the address that was reached, and ours.
    case connected(remote: String, local: String?)
    /// The file with our key is encrypted: its passphrase is needed before anything is connected.
    case passphraseNeeded(file: String)
    /// The handshake of TLS begins; the name that is sent in the clear with it, or nil for none.
    case securing(serverNameSent: String?)
    /// The connection is secured.
    case secured(TLSFacts)
    /// The connection could not be secured; `closed` follows.
    case tlsFailed(TLSFailure)
    /// Bytes from the server.
    case bytes([UInt8])
    /// So many bytes of ours were handed to the system.
    case sent(byteCount: Int)
    /// The server will send nothing more.
    case inputClosed
    /// The connection is over.
    case closed(ConnectionEnding)
    /// No connection came about: what happened, what to try, and how a run ends by it.
    case failed(message: String, advice: String, exitCode: ExitCode)
}

/// Who ended a connection, and how.
public enum ConnectionEnding: Hashable, Sendable {
    /// The server ended it in an orderly way.
    case byServer
    /// The server broke it off, or the network did.
    case reset(String)
    /// The server ended it under TLS without saying so in TLS: the end of what it said may be missing.
    case truncated
    /// We closed it.
    case byUs
    /// Sending or receiving failed.
    case error(String)
}
