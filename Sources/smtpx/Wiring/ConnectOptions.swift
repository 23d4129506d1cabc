import ArgumentParser
import SMTPProtocol
import SMTPTransport
import SafeText
import SessionCore

/// How to get to a server: options that every subcommand with a connection has, as `:connect` has them.
struct ConnectOptions: ParsableArguments {
    @Flag(name: .customShort("4"), help: "Use IPv4 only.") var ipv4 = false
    @Flag(name: .customShort("6"), help: "Use IPv6 only.") var ipv6 = false
    @Option(help: ArgumentHelp("Connect from this address.", valueName: "address")) var source: String?
    @Option(help: ArgumentHelp("Connect from this port.", valueName: "port")) var sourcePort: Int?
    @Option(
        help: ArgumentHelp(
            "Send this header of HAProxy's PROXY protocol first.",
            discussion: """
                "v1 192.0.2.7:4711 198.51.100.1:25" (from, to), "v2 [2001:db8::7]:4711 [2001:db8::1]:25", "v1 UNKNOWN"
                or "v2 LOCAL".
                """, valueName: "header"))
    var proxyHeader: String?
    @Flag(help: "Speak LMTP, whatever the target says: for unix:PATH.") var lmtp = false
    @Option(help: ArgumentHelp("How long to wait for the connection and for each reply.", valueName: "seconds"))
    var timeout: Int?
    @Option(help: ArgumentHelp("The name for the EHLO that the explorer sends by itself.", valueName: "name"))
    var ehlo: String?

    func validate() throws {
        if let ehlo {
            var settings = Settings()
            do throws(LanguageError) {
                try settings.set(.ehlo, to: ehlo)
            } catch {
                throw ValidationError("--ehlo: \(error)")
            }
        }
        if let proxyHeader {
            do throws(ProxyHeaderError) {
                _ = try ProxyHeader(parsing: proxyHeader)
            } catch {
                throw ValidationError("--proxy-header: \(error)")
            }
        }
        if let sourcePort, ConnectRequest.sourcePort("\(sourcePort)") == nil {
            throw ValidationError("--source-port takes a number from 1 to 65535.")
        }
        if ipv4, ipv6 { throw ValidationError("Give -4 or -6, not both.") }
        if let timeout, !(1...Settings.maximumSeconds).contains(timeout) {
            throw ValidationError("--timeout takes whole seconds, 1 to \(Settings.maximumSeconds).")
        }
    }

    /// The wish to connect there, with all that was said about how.
    func request(
        _ target: ConnectRequest.Target, _ security: SecurityOptions, _ likeness: LikenessOption
    ) -> ConnectRequest {
        let family: ConnectRequest.Family? = ipv4 ? .ipv4 : ipv6 ? .ipv6 : nil
        var request = ConnectRequest(target, family: family, source: source, timeout: timeout)
        request.tls = security.request
        request.sourcePort = sourcePort
        // The header was tried when the options were checked.
        request.proxyHeader = proxyHeader.flatMap { try? ProxyHeader(parsing: $0) }
        request.isLMTP = lmtp
        request.likeness = likeness.software
        return request
    }

    /// Puts what was said about waiting and about our name into the settings of a session.
    func apply(to settings: inout Settings) {
        if let timeout { settings.setAllTimeouts(seconds: timeout) }
        // The name was tried when the options were checked.
        if let ehlo { try? settings.set(.ehlo, to: ehlo) }
    }

    /// Why a target cannot be used, before anything is opened.
    static func problem(with target: String) -> String? {
        do throws(EndpointError) {
            _ = try Endpoint(parsing: target)
            return nil
        } catch {
            return Sanitizer.escape("\(error.message) \(error.advice)")
        }
    }
}
