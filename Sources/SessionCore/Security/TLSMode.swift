/// When a connection is secured, as `--tls` takes it.
public enum TLSMode: String, Hashable, Sendable, CaseIterable {
    /// Never by itself, also not on port 465. STARTTLS typed by hand still works.
    case none
    /// After EHLO, when the server offers STARTTLS; otherwise the session goes on in the clear.
    case startTLS = "starttls"
    /// After EHLO; without it the connection is closed.
    case requireStartTLS = "require-starttls"
    /// With the first byte.
    case implicit
}
