/// The first message of a SCRAM server, checked: `r=nonce,s=salt,i=iterations`.
/// - SeeAlso: RFC 5802 §5.1 and §7
struct SCRAMServerFirst: Hashable, Sendable {
    /// The client's nonce with the server's behind it.
    let nonce: [UInt8]
    /// The salt of the user, decoded.
    let salt: [UInt8]
    /// How often to hash.
    let iterations: Int

    /// Reads the message of a server that nobody trusts yet.
    init(parsing message: [UInt8], clientNonce: [UInt8]) throws(SASLFailure) {
        guard let attributes = SCRAMAttributes(message) else {
            throw .malformed("The server's first SCRAM message is no list of letter=value.")
        }
        if let error = attributes["e"] { throw .scramError(error) }
        if attributes.hasMandatoryExtension {
            throw .malformed("The server demands a SCRAM extension (m=) that nobody has defined.")
        }
        guard let values = attributes.values(inOrder: "rsi") else {
            throw .malformed("The server's first SCRAM message lacks the nonce, the salt or the iteration count.")
        }
        guard SCRAMNonce.isValid(values[0]), values[0].count > clientNonce.count, values[0].starts(with: clientNonce)
        else {
            throw SASLFailure(
                .nonceMismatch, "The server's nonce does not continue ours, so its answer may be from an older login.",
                advice: "Do not log in over this connection; somebody may be in between. Connect again, with TLS.")
        }
        guard let salt = SCRAMBase64.decode(values[1]) else {
            throw .malformed("The salt in the server's SCRAM message is not base64.")
        }
        nonce = values[0]
        self.salt = salt
        iterations = try Self.iterations(values[2])
    }

    /// Reads an iteration count without ever making a number that is too large.
    private static func iterations(_ digits: [UInt8]) throws(SASLFailure) -> Int {
        guard digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
            digits.first != UInt8(ascii: "0") || digits == [UInt8(ascii: "0")]
        else {
            throw .malformed(
                "The iteration count \(ForeignText.escape(digits)) is no whole number without zeros before it.")
        }
        let limits = SASLLimits.iterations
        let longest = String(limits.upperBound).utf8.count
        let count = digits.count > longest ? Int.max : digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        let text = ForeignText.escape(digits)
        if count < limits.lowerBound {
            throw SASLFailure(
                .iterationCount,
                "The server asks for \(text) iterations; fewer than \(limits.lowerBound) make guessing easy.",
                advice: "No proof was made. The server's administrator must raise the count (RFC 5802 §5.1).")
        }
        if count > limits.upperBound {
            throw SASLFailure(
                .iterationCount,
                "The server asks for \(text) iterations; more than \(limits.upperBound) only keep a client busy.",
                advice: "No key was derived. The server's administrator must lower the count.")
        }
        return count
    }
}
