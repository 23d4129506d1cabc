extension String {
    /// The text with its ASCII letters in capitals. Names of mechanisms are ASCII, and Unicode's own capitals would turn
    /// foreign letters into ASCII ones: `ı` into `I`, `ſ` into `S`.
    /// - SeeAlso: RFC 4422 §3.1
    var asciiUppercased: String {
        let capitals = utf8.map { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte & 0xDF : byte
        }
        return String(decoding: capitals, as: UTF8.self)
    }
}
