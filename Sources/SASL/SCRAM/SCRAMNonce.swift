/// The random text that makes every exchange different.
/// - SeeAlso: RFC 5802 §5.1 and §7
enum SCRAMNonce {
    /// Whether all bytes are printable ASCII without a comma, and there is at least one.
    static func isValid(_ nonce: [UInt8]) -> Bool {
        !nonce.isEmpty && nonce.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ",") }
    }
}
