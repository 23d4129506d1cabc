import SMTPProtocol

/// A request as the line that asks for it: what advice tells the user to write.
extension ConnectRequest {
    /// `:connect mail.example.net:465 --tls starttls`. Parsing it gives the same request.
    public var line: String {
        var words: [String]
        switch target {
        case .text(let text): words = [":connect", WrittenWord.quoted(text)]
        case .practice(nil): words = [":practice"]
        case .practice(let scenario?): words = [":practice", WrittenWord.quoted(scenario)]
        }
        if let likeness { words += [Self.likenessOption, likeness.rawValue] }
        switch family {
        case .ipv4: words.append("-4")
        case .ipv6: words.append("-6")
        case nil: break
        }
        if let source { words += ["--source", WrittenWord.quoted(source)] }
        if let sourcePort { words += ["--source-port", "\(sourcePort)"] }
        if let proxyHeader { words += ["--proxy-header", WrittenWord.quoted(proxyHeader.text)] }
        if isLMTP { words.append("--lmtp") }
        if let timeout { words += ["--timeout", "\(timeout)"] }
        if let mode = tls.mode { words += ["--tls", mode.rawValue] }
        if let file = tls.authorities { words += ["--ca", WrittenWord.quoted(file)] }
        if tls.isInsecure { words.append("--insecure") }
        for pin in tls.pins { words += ["--pin", pin] }
        if let file = tls.certificate { words += ["--cert", WrittenWord.quoted(file)] }
        if let file = tls.key, file != tls.certificate { words += ["--key", WrittenWord.quoted(file)] }
        if let name = tls.serverName { words += ["--sni", WrittenWord.quoted(name)] }
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
}
