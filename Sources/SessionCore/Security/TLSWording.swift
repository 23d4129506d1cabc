import SMTPProtocol
import SMTPReference
import SafeText

/// The words in which the explorer speaks of TLS: in the transcript, on the status line and on the page about it.
///
/// Everything foreign that comes into them is escaped here.
struct TLSWording {
    /// How many days before its end a certificate is warned about.
    static let warningDays: Int64 = 21
    /// The most names of a certificate in one sentence.
    static let maximumNames = 8
    /// The most bytes of a server that are shown in one sentence.
    static let maximumShownBytes = 160
    /// The longest name that is shown in one sentence, in bytes.
    static let maximumNameLength = 200

    let request: ConnectRequest
    let now: WallTime
    let style: EscapeStyle
    let tables: ReferenceTables

    // MARK: Foreign text

    /// A name from a certificate or an address, escaped and cut.
    func name(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count > Self.maximumNameLength else { return Sanitizer.escape(text, style: style) }
        return Sanitizer.escape(bytes.prefix(Self.maximumNameLength), style: style) + "..."
    }

    /// The first bytes of what a server sent.
    func shown(_ bytes: [UInt8]) -> String {
        let text = ByteView.show(bytes.prefix(Self.maximumShownBytes), style: style)
        let rest = bytes.count - Self.maximumShownBytes
        return rest > 0 ? "\(text) and \(Self.count(rest, "byte")) more" : text
    }

    /// `1 byte`, `3 bytes`.
    static func count(_ number: some BinaryInteger, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }

    // MARK: The peer

    /// The server in a sentence: its host, escaped.
    var peer: String {
        switch request.target {
        case .text(let text): name(TargetParts(text).host)
        case .practice: "the practice server"
        }
    }

    /// Why no name went with the handshake.
    static func noServerName(_ request: ConnectRequest) -> String {
        guard case .text(let text) = request.target else { return "no name is sent with it" }
        let parts = TargetParts(text)
        if parts.isSocket { return "no name is sent with it, for the target is a socket" }
        return parts.isAddress ? "no name is sent with it, for the target is an IP address" : "no name is sent with it"
    }

    // MARK: What was agreed on

    /// `Encrypted with TLSv1.3, TLS_AES_128_GCM_SHA256, x25519 (12 ms).`
    func encryption(_ facts: TLSFacts) -> String {
        let parts = [facts.version?.name, facts.cipherSuite.map(cipherSuite), facts.group.map(group)].compactMap(\.self)
        let time = Latency.text(facts.handshakeNanoseconds)
        return parts.isEmpty ? "Encrypted (\(time))." : "Encrypted with \(parts.joined(separator: ", ")) (\(time))."
    }

    /// The name of a cipher suite.
    func cipherSuite(_ number: UInt16) -> String {
        tables.tlsCipherSuite(number)?.name ?? "cipher suite \(Self.hexadecimal(number))"
    }

    /// The name of a group of the key exchange.
    func group(_ number: UInt16) -> String { tables.tlsGroup(number)?.name ?? "group \(Self.hexadecimal(number))" }

    /// `0x1301`
    static func hexadecimal(_ number: UInt16) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return "0x" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Who vouches for the server, in a sentence.
    func verification(_ facts: TLSFacts) -> String {
        switch facts.verification {
        case .verified(let anchor, let trust):
            return "Verified: \(verifiedName(facts)), by \(name(anchor)) (\(self.trust(trust)))."
        case .pinned(let ignored):
            let rest =
                ignored.isEmpty ? "" : " Nothing else vouches for it: \(ignored.map(problem).joined(separator: "; "))."
            return "Verified by its key, which is one that --pin names.\(rest)"
        case .overridden(let problems):
            return problems.isEmpty
                ? "--insecure was not needed: the certificate is good."
                : "NOT VERIFIED: \(problems.map(problem).joined(separator: "; "))."
        case nil:
            return "It is not known whether the server was verified."
        }
    }

    /// The problems that were overridden.
    func problems(_ verification: TLSVerification) -> [String] {
        switch verification {
        case .overridden(let problems): problems.map(problem)
        case .verified, .pinned: []
        }
    }

    /// Where a trust anchor comes from.
    func trust(_ trust: TLSVerification.Trust) -> String {
        switch trust {
        case .system(let path): "the system's trust store, \(name(path))"
        case .file(let path): "the file \(name(path))"
        case .practice: "the practice server's throw-away authority"
        }
    }

    private func verifiedName(_ facts: TLSFacts) -> String {
        if case .practice = request.target, let asked = facts.serverNameSent { return name(asked) }
        return peer
    }

    /// What deserves a warning though the connection is secured: an end that is near, or old cryptography.
    func warnings(_ facts: TLSFacts) -> [String] {
        var warnings: [String] = []
        if let version = facts.version, version < .tls12 {
            warnings.append("\(version.name) is not to be used any more (RFC 8996). The server wants a newer version.")
        }
        if let number = facts.cipherSuite, let entry = tables.tlsCipherSuite(number), entry.strength == .weak {
            warnings.append("The cipher suite \(entry.name) is weak: \(entry.whatItIs)")
        }
        if let leaf = facts.chain.first, let days = daysLeft(leaf), (0..<Self.warningDays).contains(days) {
            warnings.append(
                "The server's certificate ends in \(Self.count(days, "day")) (\(date(leaf.notAfter))).")
        }
        return warnings
    }

    // MARK: Dates

    /// `2026-11-24`
    func date(_ seconds: Int64) -> String {
        CivilDate(daysSinceEpoch: Self.days(seconds)).text
    }

    /// Whole days until a certificate ends; nil when it has ended.
    func daysLeft(_ certificate: CertificateFacts) -> Int64? {
        let (left, overflow) = certificate.notAfter.subtractingReportingOverflow(now.seconds)
        return !overflow && left >= 0 ? left / 86_400 : nil
    }

    /// Whole days from one moment to a later one.
    static func days(from start: Int64, to end: Int64) -> Int64 {
        let (difference, overflow) = end.subtractingReportingOverflow(start)
        return overflow ? 0 : max(0, difference) / 86_400
    }

    /// The day that a moment is in, counted from 1970; rounded down, before 1970 too. Years beyond five digits are cut.
    private static func days(_ seconds: Int64) -> Int64 {
        let bounded = min(max(seconds, -99_999_999_999), 3_000_000_000_000)
        return bounded >= 0 ? bounded / 86_400 : (bounded - 86_399) / 86_400
    }
}
