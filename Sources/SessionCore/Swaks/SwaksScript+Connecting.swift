import SMTPProtocol

/// The line that connects.
extension SwaksScript {
    /// `:connect`, with everything that was said about how; and the PROXY header, which comes first.
    mutating func connect() throws(SwaksError) {
        var words = [":connect", try target()]
        if arguments.has(.forceIpv4) { words.append("-4") }
        if arguments.has(.forceIpv6) { words.append("-6") }
        let (address, port) = Self.hostAndPort(arguments[.lint] ?? "", arguments[.lport])
        if !address.isEmpty { words += ["--source", WrittenWord.quoted(address)] }
        if let port { words += ["--source-port", WrittenWord.quoted(try Self.number(ofPort: port))] }
        if dialect.hello == "LHLO" { words.append("--lmtp") }
        if let header = try proxyHeader() { words += ["--proxy-header", WrittenWord.quoted(header)] }
        try addTimeouts(&words)
        try addSecurity(&words)
        add(words.joined(separator: " "))
        add(":expect 220")
    }

    // MARK: Where to

    private mutating func target() throws(SwaksError) -> String {
        if let path = arguments[.socket] { return WrittenWord.quoted("unix:\(path)") }
        let (host, written) = Self.hostAndPort(arguments[.mailServer] ?? "", arguments[.mailPort])
        guard !host.isEmpty, !arguments.has(.pipeCmd) else {
            if !arguments.has(.pipeCmd), !arguments.has(.copyRouting) {
                remark("swaks would look for the server of the first recipient. Name one: smtpx run SCRIPT SERVER.")
            }
            return "${TARGET}"
        }
        let usual = dialect.hello == "LHLO" ? "24" : dialect.isTLSOnConnect ? "465" : "25"
        let port = try Self.number(ofPort: written ?? usual)
        return WrittenWord.quoted(host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)")
    }

    /// A host with its port, in the forms that swaks knows: `host:port`, `[host]:port`, `host/port`, `[host]`.
    static func hostAndPort(_ server: String, _ port: String?) -> (host: String, port: String?) {
        let port = port.flatMap { $0.isEmpty ? nil : $0 }
        if server.hasPrefix("["), let end = server.firstIndex(of: "]") {
            let host = String(server[server.index(after: server.startIndex)..<end])
            let rest = server[server.index(after: end)...]
            if rest.hasPrefix(":") || rest.hasPrefix("/") { return (host, String(rest.dropFirst())) }
            return (host, port)
        }
        let colons = server.split(separator: ":", omittingEmptySubsequences: false)
        if colons.count == 2, colons.allSatisfy({ !$0.isEmpty }) { return (String(colons[0]), String(colons[1])) }
        if let slash = server.lastIndex(of: "/") {
            return (String(server[..<slash]), String(server[server.index(after: slash)...]))
        }
        return (server, port)
    }

    /// A port by number or by the name of its service.
    private static func number(ofPort text: String) throws(SwaksError) -> String {
        let services = [
            "smtp": "25", "mail": "25", "lmtp": "24", "submission": "587", "submissions": "465", "smtps": "465",
            "ssmtp": "465", "urd": "465",
        ]
        guard let number = Int(services[text.lowercased()] ?? text), (1...65_535).contains(number) else {
            throw SwaksError(
                "The port is no number from 1 to 65535, and no service of mail.", advice: "Write a number.")
        }
        return "\(number)"
    }

    // MARK: How long

    private mutating func addTimeouts(_ words: inout [String]) throws(SwaksError) {
        guard let text = arguments[.timeout] else { return }
        let factor = ["h": 3_600, "m": 60, "s": 1][text.suffix(1).lowercased()]
        guard let number = Int(factor == nil ? text : String(text.dropLast())), number >= 0 else {
            throw SwaksError("--timeout takes seconds, or 5m, or 1h.", advice: "swaks stops here, too.")
        }
        let (product, isTooLong) = number.multipliedReportingOverflow(by: factor ?? 1)
        let seconds = isTooLong ? Settings.maximumSeconds : min(max(product, 1), Settings.maximumSeconds)
        words += ["--timeout", "\(seconds)"]
        for name in ["greeting", "hello", "mail", "rcpt", "data", "accept", "other"] {
            add(":set timeout.\(name) \(seconds)")
        }
    }

    // MARK: TLS

    private mutating func addSecurity(_ words: inout [String]) throws(SwaksError) {
        words += ["--tls", dialect.isTLSOnConnect ? "implicit" : dialect.isStartTLSOptional ? "starttls" : "none"]
        guard dialect.isTLSOnConnect || dialect.usesStartTLS else { return }
        if arguments.has(.tlsVerify) {
            remarks.append(
                "--tls-verify of swaks does not look at the name in the certificate; here it has to be right.")
        } else {
            words.append("--insecure")
        }
        if let path = arguments[.tlsCaPath] { words += ["--ca", WrittenWord.quoted(path)] }
        if let path = arguments[.tlsCert] { words += ["--cert", WrittenWord.quoted(path)] }
        if let path = arguments[.tlsKey] { words += ["--key", WrittenWord.quoted(path)] }
        if arguments.has(.tlsCert) != arguments.has(.tlsKey) {
            throw SwaksError("--tls-cert and --tls-key need each other.", advice: "swaks stops here, too.")
        }
        if let name = arguments[.tlsSniHostname] { words += ["--sni", WrittenWord.quoted(name)] }
        if let versions = arguments[.tlsProtocol] { addVersions(versions, &words) }
    }

    /// The oldest version that swaks would speak. Newer ones cannot be left out here.
    private mutating func addVersions(_ text: String, _ words: inout [String]) {
        let known = ["tlsv1": "1.0", "tlsv1_1": "1.1", "tlsv1_2": "1.2", "tlsv1_3": "1.3"]
        let names = text.lowercased().split(separator: ",").map { $0.drop { $0 == " " } }
        let isExclusion = names.contains { $0.hasPrefix("no_") }
        let wanted = known.keys.sorted().filter { name in
            isExclusion ? !names.contains { $0 == "no_\(name)" } : names.contains { $0 == name }
        }
        if let oldest = wanted.first.flatMap({ known[$0] }) { words += ["--tls-min", oldest] }
        remarks.append("--tls-protocol sets the oldest version only; newer ones are spoken, too.")
    }

    // MARK: PROXY

    /// The header in the form of `--proxy-header`; nil without one.
    private func proxyHeader() throws(SwaksError) -> String? {
        let parts: [SwaksOption] = [.proxyFamily, .proxySource, .proxySourcePort, .proxyDest, .proxyDestPort]
        let version = arguments[.proxyVersion] ?? "1"
        guard ["1", "2"].contains(version) else {
            throw SwaksError("--proxy-version takes 1 or 2.", advice: "swaks stops here, too.")
        }
        if let raw = arguments[.proxyRaw] {
            guard !parts.contains(where: arguments.has) else {
                throw SwaksError("--proxy excludes the other --proxy options.", advice: "swaks stops here, too.")
            }
            let words = raw.split(separator: " ").map(String.init)
            guard version == "1", words.count == 5, words[0].uppercased().hasPrefix("TCP") else {
                if version == "1", words.first?.uppercased() == "UNKNOWN" { return "v1 UNKNOWN" }
                throw SwaksError(
                    "This --proxy string cannot be sent as the first bytes of a connection here.",
                    advice: "Write it with --proxy-family, --proxy-source and so on.")
            }
            return Self.header("v1", words[1], words[3], words[2], words[4])
        }
        let given = parts.filter(arguments.has)
        guard !given.isEmpty || arguments.has(.proxyCommand) || arguments.has(.proxyProtocol) else { return nil }
        guard given.count == parts.count else {
            throw SwaksError(
                "The set of --proxy options is not complete.",
                advice: "swaks wants family, source, source-port, dest and dest-port.")
        }
        if version == "2", arguments[.proxyCommand]?.uppercased() == "LOCAL" { return "v2 LOCAL" }
        return Self.header(
            "v\(version)", arguments[.proxySource] ?? "", arguments[.proxySourcePort] ?? "",
            arguments[.proxyDest] ?? "",
            arguments[.proxyDestPort] ?? "")
    }

    private static func header(
        _ version: String, _ source: String, _ sourcePort: String, _ dest: String, _ destPort: String
    ) -> String {
        func place(_ host: String, _ port: String) -> String {
            host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
        return "\(version) \(place(source, sourcePort)) \(place(dest, destPort))"
    }
}
