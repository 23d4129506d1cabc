import SMTPProtocol
import SMTPReference
import SafeText

/// Why a connection could not be secured, and the command that would work.
extension TLSWording {
    /// What happened and at which stage, in a sentence or two.
    func what(_ failure: TLSFailure) -> String {
        let stage = Self.words(for: failure.stage)
        switch failure.reason {
        case .certificate(let problems):
            return "Could not verify \(peer): \(problems.map(problem).joined(separator: "; "))."
        case .alert(let number):
            let entry = tables.tlsAlert(number)
            let name = entry.map { "\($0.name), \(number)" } ?? "number \(number), which is not registered"
            let meaning = entry.map { " \($0.meaning)" } ?? ""
            return "The server ended the handshake \(stage) with an alert (\(name)).\(meaning)"
        case .injection(let bytes):
            let what = bytes.isEmpty ? "The answer to STARTTLS was there before STARTTLS was sent. " : ""
            return what
                + "Somebody on the way may have put these bytes there, to be taken for the server's word under TLS "
                + "(as in CVE-2021-22947), or the server is broken. Nothing of it was believed, and nothing more was sent."
        case .plaintext(let bytes):
            return "Plain text came where the handshake should be, \(stage): \(shown(bytes))."
        case .versionTooOld(let offered, let minimum):
            let newest = offered.map { "The server speaks nothing newer than \($0.name)" }
            return
                "\(newest ?? "The server speaks no version that is new enough"), and \(minimum.name) is the oldest that "
                + "is accepted here (RFC 8996 retired TLS 1.0 and 1.1)."
        case .timedOut(let seconds):
            return "The handshake was not done within \(seconds) s; it stood still \(stage)."
        case .closed:
            return "The server closed the connection in the middle of the handshake, \(stage)."
        case .broken(let text):
            return "The connection broke off in the middle of the handshake, \(stage): \(name(text))."
        case .unusable(let text):
            return "What was given for TLS cannot be used: \(name(text))"
                + (text.hasSuffix(".") ? "" : ".")
        case .other(let text):
            return "The handshake failed \(stage): \(name(text))."
        }
    }

    /// The commands that would work.
    func advice(on failure: TLSFailure) -> String {
        switch failure.reason {
        case .certificate(let problems): return advice(on: problems, failure.facts)
        case .alert(let number):
            let advice = tables.tlsAlert(number)?.tryNext ?? []
            let older = Self.isAboutVersion(number) ? [olderVersions] : []
            return (older + advice).joined(separator: " ")
        case .injection:
            return "Connect from another network, or use TLS from the first byte: \(withImplicitTLS)."
        case .plaintext: return plaintextAdvice
        case .versionTooOld: return olderVersions
        case .timedOut, .closed:
            let isAtBeginning = failure.stage == .start || failure.stage == .clientHello
            return isAtBeginning && request.startsWithTLS
                ? "A port that waits for plain text answers so: \(withStartTLS)." : ":reconnect tries again."
        case .broken: return ":reconnect tries again."
        case .unusable: return "Give a file in PEM that you may read: \(escaped(request.line))."
        case .other: return ":tls shows what was learnt; :reconnect tries again."
        }
    }

    /// How a run ends by it.
    static func exitCode(of reason: TLSFailure.Reason) -> ExitCode {
        switch reason {
        case .certificate, .injection, .versionTooOld, .alert, .other: .notPermitted
        case .plaintext: .protocolViolation
        case .timedOut, .closed, .broken: .temporaryFailure
        case .unusable: .usage
        }
    }

    /// Why TLS cannot be started on a connection that stands.
    func refusal(_ refusal: StartTLSSequence.Refusal) -> String {
        switch refusal {
        case .noSession: "The server does not want this session."
        case .noHello(let code): "The server did not accept EHLO (\(code)), so it offers no STARTTLS."
        case .notOffered: "The server does not offer STARTTLS."
        case .refused(let code):
            code == 454
                ? "The server offers STARTTLS, but cannot do it now (454)."
                : "The server offers STARTTLS, but answered it with \(code) instead of 220."
        }
    }

    /// What to do where STARTTLS cannot be had.
    var adviceWithoutTLS: String {
        let clear = escaped(request.line { $0.mode = .startTLS })
        return "If this server is known to offer STARTTLS, somebody on the way may have taken it out. "
            + "TLS from the first byte: \(withImplicitTLS). In the clear if it must be: \(clear)."
    }

    /// What to do when an encrypted port was talked to in the clear.
    /// - SeeAlso: RFC 8314 §3.3
    var withImplicitTLS: String {
        if case .text(let text) = request.target, request.tls.mode != .implicit, TargetParts(text).port == nil,
            let line = request.line(port: 465)
        {
            return escaped(line)
        }
        return withImplicitTLSHere
    }

    /// The command for TLS from the first byte on the port that was connected to.
    var withImplicitTLSHere: String { escaped(request.line { $0.mode = .implicit }) }

    private var withStartTLS: String { escaped(request.line { $0.mode = .startTLS }) }

    private var olderVersions: String {
        "\(escaped(request.line { $0.minimumVersion = .tls10 })) looks anyway."
    }

    private var plaintextAdvice: String {
        guard request.startsWithTLS else {
            return "The server agreed to STARTTLS and then did not speak TLS: it is broken, or somebody is on the way."
        }
        let other = request.line(port: 25).map { ", or \(escaped($0))" } ?? ""
        return "This port does not begin with TLS: \(withStartTLS)\(other)."
    }

    /// Alerts with which servers refuse a version.
    private static func isAboutVersion(_ alert: UInt8) -> Bool { alert == 70 || alert == 86 }

    private static func words(for stage: TLSFailure.Stage) -> String {
        switch stage {
        case .start: "before anything was sent"
        case .clientHello: "after our hello"
        case .serverHello: "after the server had chosen version and cipher suite"
        case .certificate: "after the server had shown its certificate"
        case .finished: "when it was done on our side"
        }
    }
}
