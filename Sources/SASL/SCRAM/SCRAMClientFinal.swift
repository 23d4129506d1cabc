/// The last message of a SCRAM client that says something: `c=binding,r=nonce,p=proof`.
/// - SeeAlso: RFC 5802 §5.1 and §7
struct SCRAMClientFinal: Hashable, Sendable, SecretHolder {
    /// The header of the first message, with what the login is bound to behind it.
    let binding: [UInt8]
    /// The nonce of both sides.
    let nonce: [UInt8]
    /// Shows that the client knows the password; enough to try passwords with.
    let proof: [UInt8]
    /// The message before the proof: the last thing that both sides sign.
    let withoutProof: [UInt8]

    /// A message that came; nil when it has not this form, or demands an extension.
    init?(_ message: [UInt8]) {
        guard let attributes = SCRAMAttributes(message), !attributes.hasMandatoryExtension,
            let values = attributes.values(inOrder: "cr"), let binding = SCRAMBase64.decode(values[0]),
            let last = attributes.all.last, last.name == UInt8(ascii: "p"), let proof = SCRAMBase64.decode(last.value)
        else { return nil }
        self.binding = binding
        nonce = values[1]
        self.proof = proof
        withoutProof = Array(message.dropLast(",p=".utf8.count + last.value.count))
    }
}
