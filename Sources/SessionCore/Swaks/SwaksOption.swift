/// An option of swaks, by the name that its own source gives it.
///
/// The table is that of swaks 20201014, in its order, so that a row can be compared with it.
enum SwaksOption: String, Hashable, Sendable, CaseIterable {
    case configFile
    case mailFrom
    case mailTo
    case mailHelo
    case mailServer
    case forceIpv4
    case forceIpv6
    case copyRouting
    case mailPort
    case mailProtocol
    case mailData
    case dumpAsBody
    case dabSp
    case timeout
    case quitAfter
    case dropAfter
    case dropAfterSend
    case suppressData
    case auth
    case authUser
    case authPass
    case authMap
    case authExtra
    case authHidepw
    case authShowpt
    case authOptional
    case authOptionalStrict
    case getSupport
    case lint
    case lport
    case tls
    case tlsOptional
    case tlsOptionalStrict
    case tlsOnConnect
    case tlsCert
    case tlsKey
    case tlsProtocol
    case tlsCipher
    case tlsGetPeerCert
    case tlsSniHostname
    case tlsVerify
    case tlsCaPath
    case silent
    case noStripFrom
    case noHints
    case noHintsSend
    case noHintsRecv
    case noHintsInfo
    case hideReceive
    case hideSend
    case protectPrompt
    case hideInformational
    case hideAll
    case showTimeLapse
    case version
    case help
    case noDataFixup
    case showRawText
    case outputFile
    case outputFileStdout
    case outputFileStderr
    case pipeCmd
    case socket
    case body822
    case attachName
    case attachType
    case attachAttach
    case attachBody
    case addHeader
    case header
    case dumpArgs
    case dumpMail
    case pipeline
    case prdr
    case forceGetpwuid
    case xclientRaw
    case xclientName
    case xclientAddr
    case xclientPort
    case xclientProto
    case xclientDestaddr
    case xclientDestport
    case xclientHelo
    case xclientLogin
    case xclientReverseName
    case xclientDelim
    case xclientOptional
    case xclientOptionalStrict
    case xclientBeforeStarttls
    case xclientNoVerify
    case proxyRaw
    case proxyVersion
    case proxyFamily
    case proxyCommand
    case proxyProtocol
    case proxySource
    case proxySourcePort
    case proxyDest
    case proxyDestPort
    case triggerDeprecation

    /// What follows an option.
    enum Value: Hashable, Sendable {
        /// Nothing.
        case none
        /// The next word, unless it looks like an option.
        case optional
        /// The next word, whatever it is.
        case required
        /// The next word, if it is a whole number.
        case integer
    }

    /// Its names, without hyphens.
    var names: [String] { row.names }
    /// What follows it.
    var value: Value { row.value }
    /// Whether a value has to come from somewhere: swaks asks for one that is missing.
    var needsValue: Bool { row.needsValue }
    /// Whether each use of it counts, and not only the last one.
    var isList: Bool { row.isList }

    private var row: (names: [String], value: Value, needsValue: Bool, isList: Bool) {
        switch self {
        case .configFile: (["config"], .optional, false, false)
        case .mailFrom: (["from", "f"], .optional, true, false)
        case .mailTo: (["to", "t"], .optional, true, false)
        case .mailHelo: (["helo", "ehlo", "lhlo", "h"], .optional, true, false)
        case .mailServer: (["server", "s"], .optional, true, false)
        case .forceIpv4: (["4"], .none, false, false)
        case .forceIpv6: (["6"], .none, false, false)
        case .copyRouting: (["copy-routing"], .optional, true, false)
        case .mailPort: (["port", "p"], .optional, true, false)
        case .mailProtocol: (["protocol"], .required, true, false)
        case .mailData: (["data", "d"], .optional, true, false)
        case .dumpAsBody: (["dump-as-body", "dab"], .optional, false, false)
        case .dabSp: (["dump-as-body-shows-password", "dabsp"], .none, false, false)
        case .timeout: (["timeout"], .optional, true, false)
        case .quitAfter: (["quit-after", "quit", "q"], .required, true, false)
        case .dropAfter: (["drop-after", "drop", "da"], .required, true, false)
        case .dropAfterSend: (["drop-after-send", "das"], .required, true, false)
        case .suppressData: (["suppress-data", "n"], .none, false, false)
        case .auth: (["auth", "a"], .optional, false, false)
        case .authUser: (["auth-user", "au"], .optional, false, false)
        case .authPass: (["auth-password", "ap"], .optional, false, false)
        case .authMap: (["auth-map", "am"], .required, true, false)
        case .authExtra: (["auth-extra", "ae"], .required, true, false)
        case .authHidepw: (["auth-hide-password", "ahp"], .optional, false, false)
        case .authShowpt: (["auth-plaintext", "apt"], .none, false, false)
        case .authOptional: (["auth-optional", "ao"], .optional, false, false)
        case .authOptionalStrict: (["auth-optional-strict", "aos"], .optional, false, false)
        case .getSupport: (["support"], .none, false, false)
        case .lint: (["local-interface", "li"], .optional, true, false)
        case .lport: (["local-port", "lport", "lp"], .optional, true, false)
        case .tls: (["tls"], .none, false, false)
        case .tlsOptional: (["tls-optional", "tlso"], .none, false, false)
        case .tlsOptionalStrict: (["tls-optional-strict", "tlsos"], .none, false, false)
        case .tlsOnConnect: (["tls-on-connect", "tlsc"], .none, false, false)
        case .tlsCert: (["tls-cert"], .required, true, false)
        case .tlsKey: (["tls-key"], .required, true, false)
        case .tlsProtocol: (["tls-protocol", "tlsp"], .required, true, false)
        case .tlsCipher: (["tls-cipher"], .required, true, false)
        case .tlsGetPeerCert: (["tls-get-peer-cert"], .optional, false, false)
        case .tlsSniHostname: (["tls-sni"], .required, true, false)
        case .tlsVerify: (["tls-verify"], .none, false, false)
        case .tlsCaPath: (["tls-ca-path"], .required, true, false)
        case .silent: (["silent", "S"], .integer, false, false)
        case .noStripFrom: (["no-strip-from", "nsf"], .none, false, false)
        case .noHints: (["no-hints", "nth"], .none, false, false)
        case .noHintsSend: (["no-send-hints", "nsh"], .none, false, false)
        case .noHintsRecv: (["no-receive-hints", "nrh"], .none, false, false)
        case .noHintsInfo: (["no-info-hints", "nih"], .none, false, false)
        case .hideReceive: (["hide-receive", "hr"], .none, false, false)
        case .hideSend: (["hide-send", "hs"], .none, false, false)
        case .protectPrompt: (["protect-prompt", "pp"], .none, false, false)
        case .hideInformational: (["hide-informational", "hi"], .none, false, false)
        case .hideAll: (["hide-all", "ha"], .none, false, false)
        case .showTimeLapse: (["show-time-lapse", "stl"], .optional, false, false)
        case .version: (["version"], .none, false, false)
        case .help: (["help"], .none, false, false)
        case .noDataFixup: (["no-data-fixup", "ndf"], .none, false, false)
        case .showRawText: (["show-raw-text", "raw"], .none, false, false)
        case .outputFile: (["output", "output-file"], .required, true, false)
        case .outputFileStdout: (["output-file-stdout"], .required, true, false)
        case .outputFileStderr: (["output-file-stderr"], .required, true, false)
        case .pipeCmd: (["pipe"], .optional, true, false)
        case .socket: (["socket"], .optional, true, false)
        case .body822: (["body"], .optional, true, false)
        case .attachName: (["attach-name"], .optional, false, true)
        case .attachType: (["attach-type"], .optional, true, true)
        case .attachAttach: (["attach"], .optional, true, true)
        case .attachBody: (["attach-body"], .optional, true, true)
        case .addHeader: (["add-header", "ah"], .optional, true, true)
        case .header: (["header"], .optional, true, true)
        case .dumpArgs: (["dump"], .optional, false, false)
        case .dumpMail: (["dump-mail"], .none, false, false)
        case .pipeline: (["pipeline"], .none, false, false)
        case .prdr: (["prdr"], .none, false, false)
        case .forceGetpwuid: (["force-getpwuid"], .none, false, false)
        case .xclientRaw: (["xclient"], .optional, true, true)
        case .xclientName: (["xclient-name"], .optional, true, false)
        case .xclientAddr: (["xclient-addr"], .optional, true, false)
        case .xclientPort: (["xclient-port"], .optional, true, false)
        case .xclientProto: (["xclient-proto"], .optional, true, false)
        case .xclientDestaddr: (["xclient-destaddr"], .optional, true, false)
        case .xclientDestport: (["xclient-destport"], .optional, true, false)
        case .xclientHelo: (["xclient-helo"], .optional, true, false)
        case .xclientLogin: (["xclient-login"], .optional, true, false)
        case .xclientReverseName: (["xclient-reverse-name"], .optional, true, false)
        case .xclientDelim: (["xclient-delim"], .none, false, true)
        case .xclientOptional: (["xclient-optional"], .none, false, false)
        case .xclientOptionalStrict: (["xclient-optional-strict"], .none, false, false)
        case .xclientBeforeStarttls: (["xclient-before-starttls"], .none, false, false)
        case .xclientNoVerify: (["xclient-no-verify"], .none, false, false)
        case .proxyRaw: (["proxy"], .optional, true, false)
        case .proxyVersion: (["proxy-version"], .optional, true, false)
        case .proxyFamily: (["proxy-family"], .optional, true, false)
        case .proxyCommand: (["proxy-command"], .optional, true, false)
        case .proxyProtocol: (["proxy-protocol"], .optional, true, false)
        case .proxySource: (["proxy-source"], .optional, true, false)
        case .proxySourcePort: (["proxy-source-port"], .optional, true, false)
        case .proxyDest: (["proxy-dest"], .optional, true, false)
        case .proxyDestPort: (["proxy-dest-port"], .optional, true, false)
        case .triggerDeprecation: (["trigger-deprecation"], .optional, true, false)
        }
    }
}
