import SMTPProtocol

/// A request as the line that asks for it: what advice tells the user to write.
extension ConnectRequest {
    /// `:connect mail.example.net:465 --tls starttls`. Parsing it gives the same request.
    var line: String {
        var words: [String]
        switch target {
        case .text(let text): words = [":connect", Self.quoted(text)]
        case .practice(nil): words = [":practice"]
        case .practice(let scenario?): words = [":practice", Self.quoted(scenario)]
        }
        switch family {
        case .ipv4: words.append("-4")
        case .ipv6: words.append("-6")
        case nil: break
        }
        if let source { words += ["--source", Self.quoted(source)] }
        if let sourcePort { words += ["--source-port", "\(sourcePort)"] }
        if let proxyHeader { words += ["--proxy-header", Self.quoted(proxyHeader.text)] }
        if isLMTP { words.append("--lmtp") }
        if let timeout { words += ["--timeout", "\(timeout)"] }
        if let mode = tls.mode { words += ["--tls", mode.rawValue] }
        if let file = tls.authorities { words += ["--ca", Self.quoted(file)] }
        if tls.isInsecure { words.append("--insecure") }
        for pin in tls.pins { words += ["--pin", pin] }
        if let file = tls.certificate { words += ["--cert", Self.quoted(file)] }
        if let file = tls.key, file != tls.certificate { words += ["--key", Self.quoted(file)] }
        if let name = tls.serverName { words += ["--sni", Self.quoted(name)] }
        if let version = tls.minimumVersion { words += ["--tls-min", version.number] }
        return words.joined(separator: " ")
    }

    /// The line with something changed about TLS.
    func line(_ change: (inout TLSRequest) -> Void) -> String {
        var request = self
        change(&request.tls)
        return request.line
    }

    /// The line for the same host at another port.
    func line(port: Int) -> String? {
        guard case .text(let text) = target else { return nil }
        let parts = TargetParts(text)
        guard !parts.isSocket else { return nil }
        let host = parts.host.utf8.contains(UInt8(ascii: ":")) ? "[\(parts.host)]" : parts.host
        var request = self
        request.target = .text("\(host):\(port)")
        request.tls.mode = nil
        return request.line
    }

    /// Whether TLS begins with the first byte.
    var startsWithTLS: Bool {
        if let mode = tls.mode { return mode == .implicit }
        guard case .text(let text) = target else { return false }
        return TargetParts(text).impliesTLS
    }

    /// A word as the line parser gives it back, in quotes where it must be.
    static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            byte.isLetter || (0x30...0x39).contains(byte) || "._:/@%+=,[]-".utf8.contains(byte)
        }
        if isPlain, !word.isEmpty, !word.hasPrefix("-") { return word }
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in word.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                quoted += [UInt8(ascii: "\\"), byte]
            } else if byte < 0x20 || byte == 0x7F {
                let digits = String(byte, radix: 16, uppercase: true)
                quoted += Array((byte < 0x10 ? "\\x0" : "\\x").utf8) + Array(digits.utf8)
            } else {
                quoted.append(byte)
            }
        }
        return String(decoding: quoted + [UInt8(ascii: "\"")], as: UTF8.self)
    }
}
