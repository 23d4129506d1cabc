import SMTPProtocol

/// The fields that only the tables of TLS have.
extension TableRow {
    /// The next field as a number of a registry, written as in RFC 8446: `0x1301`.
    mutating func takeRegisteredNumber() throws(TableError) -> UInt16 {
        let text = try takeText()
        let digits = text.dropFirst(2)
        guard text.hasPrefix("0x"), digits.utf8.count == 4, digits == digits.uppercased(),
            let number = UInt16(digits, radix: 16)
        else { throw fieldError("\"\(text)\" is not written like 0x1301") }
        return number
    }

    /// The next field as versions of TLS, oldest first: `1.0,1.1,1.2`.
    mutating func takeTLSVersions() throws(TableError) -> [TLSVersion] {
        var versions: [TLSVersion] = []
        for text in try takeList(separator: ",") {
            guard let version = TLSVersion(number: text) else { throw fieldError("\"\(text)\" is no version of TLS") }
            if let last = versions.last, version < last { throw fieldError("\(text) stands behind \(last.number)") }
            versions.append(version)
        }
        if versions.isEmpty { throw fieldError("a cipher suite belongs to at least one version of TLS") }
        return versions
    }
}
