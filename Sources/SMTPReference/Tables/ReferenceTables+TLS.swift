/// What the numbers of a TLS handshake mean.
extension ReferenceTables {
    /// What a cipher suite is; nil when the table does not have its number.
    public func tlsCipherSuite(_ number: UInt16) -> TLSCipherSuiteEntry? { tlsCipherSuites[number] }

    /// What a group of the key exchange is; nil when the table does not have its number.
    public func tlsGroup(_ number: UInt16) -> TLSGroupEntry? { tlsGroups[number] }

    /// What an alert means; nil when the table does not have its number.
    public func tlsAlert(_ number: UInt8) -> TLSAlertEntry? { tlsAlerts[number] }
}
