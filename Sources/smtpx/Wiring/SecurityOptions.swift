import ArgumentParser
import SMTPProtocol
import SessionCore

/// The options about TLS, as `:connect` takes them too.
struct SecurityOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "When to use TLS: none, starttls, require-starttls or implicit.",
            discussion: "Port 465 and smtps:// are implicit; everywhere else :starttls begins it by hand.",
            valueName: "when"))
    var tls: String?
    @Option(help: ArgumentHelp("Trust the authorities in this PEM file, and no others.", valueName: "file"))
    var ca: String?
    @Flag(help: "Connect even if the server cannot be verified, and say loudly why not.") var insecure = false
    @Option(
        name: .customLong("pin"),
        help: ArgumentHelp(
            "Trust the server whose public key has this SHA-256 hash; :tls shows it.", valueName: "sha256"))
    var pins: [String] = []
    @Option(help: ArgumentHelp("Show the server this certificate of ours, in PEM.", valueName: "file"))
    var cert: String?
    @Option(help: ArgumentHelp("The private key of that certificate, in PEM.", valueName: "file"))
    var key: String?
    @Option(help: ArgumentHelp("Ask for the certificate of this name (SNI).", valueName: "name"))
    var sni: String?
    @Option(help: ArgumentHelp("The oldest version of TLS to speak: 1.0 to 1.3 (default 1.2).", valueName: "version"))
    var tlsMin: String?

    func validate() throws {
        if let tls, TLSMode(rawValue: tls) == nil {
            let names = TLSMode.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--tls takes one of \(names).")
        }
        if let tlsMin, TLSVersion(number: tlsMin) == nil {
            throw ValidationError("--tls-min takes 1.0, 1.1, 1.2 or 1.3.")
        }
        for pin in pins where TLSRequest.pinBytes(pin) == nil {
            throw ValidationError("--pin takes a SHA-256 hash: 64 hexadecimal digits, or base64.")
        }
        if key != nil, cert == nil { throw ValidationError("--key needs --cert.") }
    }

    /// What was said about TLS.
    var request: TLSRequest {
        var request = TLSRequest()
        request.mode = tls.flatMap(TLSMode.init(rawValue:))
        request.authorities = ca
        request.isInsecure = insecure
        request.pins = pins
        request.certificate = cert
        request.key = key
        request.serverName = sni
        request.minimumVersion = tlsMin.flatMap(TLSVersion.init(number:))
        return request
    }
}
