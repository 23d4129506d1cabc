import SMTPProtocol
import SafeText

/// What is wrong with a certificate, and what can be done about it.
extension TLSWording {
    /// A problem as the end of a sentence: `the certificate expired 3 days ago (2026-11-20)`.
    func problem(_ problem: CertificateProblem) -> String {
        switch problem {
        case .expired(let subject, let notAfter):
            let days = Self.days(from: notAfter, to: now.seconds)
            let when = days == 0 ? "less than a day ago" : "\(Self.count(days, "day")) ago"
            return "the certificate of \(name(subject)) expired \(when) (\(date(notAfter)))"
        case .notYetValid(let subject, let notBefore):
            let days = Self.days(from: now.seconds, to: notBefore)
            let when = days == 0 ? "in less than a day" : "in \(Self.count(days, "day"))"
            return "the certificate of \(name(subject)) is not valid yet: it begins \(when) (\(date(notBefore)))"
        case .wrongName(let asked, let names):
            return "the certificate is for \(list(names)), not for \(name(asked))"
        case .noName(let asked, let commonName):
            let note = commonName.map { "; its common name \(name($0)) does not count (RFC 9525 6.3)" } ?? ""
            return "the certificate names no host, so it is not for \(name(asked))\(note)"
        case .selfSigned(let subject):
            return "the certificate of \(name(subject)) is signed with its own key, so nobody vouches for it"
        case .unknownAuthority(let issuer):
            return "the certificate was issued by \(name(issuer)), an authority that is not trusted here"
        case .wrongPin(let found):
            return "the server's key has the pin \(name(found)), which --pin does not name"
        case .invalid(let text):
            return "the certificate is not valid: \(name(text))"
        case .missing:
            return "the server showed no certificate"
        }
    }

    /// Names in a sentence: the first ones, and how many more there are.
    private func list(_ names: [String]) -> String {
        guard !names.isEmpty else { return "no name at all" }
        let shown = names.prefix(Self.maximumNames).map(name).joined(separator: ", ")
        let rest = names.count - Self.maximumNames
        return rest > 0 ? "\(shown) and \(Self.count(rest, "more name"))" : shown
    }

    /// The commands that would work, the best first.
    func advice(on problems: [CertificateProblem], _ facts: TLSFacts?) -> String {
        var advice: [String] = []
        for problem in problems {
            switch problem {
            case .expired, .invalid: break
            case .notYetValid: advice.append("Check the clock of this machine, too.")
            case .wrongName(_, let names):
                if let better = names.first(where: isHostName), case .text(let text) = request.target {
                    let port = TargetParts(text).port.map { ":\($0)" } ?? ""
                    var other = request
                    other.target = .text(better + port)
                    advice.append("\(escaped(other.line)) asks for a name that it has.")
                }
            case .noName: break
            case .selfSigned, .unknownAuthority:
                advice.append("\(escaped(request.line { $0.authorities = "FILE" })) trusts the authorities in a file.")
                if let pin = facts?.chain.first.map({ Quoting.base64($0.keyPin) }), pin.utf8.count > 1 {
                    advice.append("\(escaped(request.line { $0.pins.append(pin) })) trusts this key and no other.")
                }
            case .wrongPin(let found):
                if TLSRequest.pinBytes(found) != nil {
                    let line = request.line { $0.pins = [found] }
                    advice.append("If the server has a new key and you know that: \(escaped(line)).")
                }
            case .missing: break
            }
        }
        advice.append("\(escaped(request.line { $0.isInsecure = true })) looks anyway, for that connection only.")
        return advice.joined(separator: " ")
    }

    /// A command that a user may type; what the user typed before is foreign, too.
    func escaped(_ line: String) -> String { Sanitizer.escape(line, style: style) }

    /// Whether a name of a certificate can be connected to: plain letters, and no wildcard.
    private func isHostName(_ name: String) -> Bool {
        name.utf8.count <= 253 && name.utf8.contains(0x2E)
            && name.utf8.allSatisfy { $0.isLetter || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E }
    }
}
