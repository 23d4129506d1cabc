import SMTPProtocol
import SafeText

/// The options about TLS that `:connect` and `:practice` take.
extension TLSRequest {
    /// Their names.
    static let options = [
        "--tls", "--ca", "--insecure", "--pin", "--cert", "--key", "--sni", "--tls-min",
    ]

    /// Takes an option in, and its value from the words behind it.
    /// - Returns: false when it is no option about TLS.
    mutating func apply(_ option: Word, _ rest: inout OptionWords) throws(LanguageError) -> Bool {
        switch option.text {
        case "--tls": mode = try Self.mode(rest.value(of: option))
        case "--ca": authorities = try rest.text(of: option)
        case "--insecure": isInsecure = true
        case "--pin": pins.append(try Self.pin(rest.value(of: option)))
        case "--cert": certificate = try rest.text(of: option)
        case "--key": key = try rest.text(of: option)
        case "--sni": serverName = try rest.text(of: option)
        case "--tls-min": minimumVersion = try Self.version(rest.value(of: option))
        default: return false
        }
        return true
    }

    /// Judges the options that make sense only together, and fills in what follows from the others.
    mutating func checkTogether(end: Int) throws(LanguageError) {
        guard key == nil || certificate != nil else {
            throw LanguageError(
                .missingArgument, "--key needs --cert: a key without its certificate proves nothing.", at: end,
                advice: "Write --cert FILE --key FILE.")
        }
        key = key ?? certificate
    }

    private static func mode(_ value: Word) throws(LanguageError) -> TLSMode {
        if let mode = TLSMode(rawValue: value.text.lowercased()) { return mode }
        let names = TLSMode.allCases.map(\.rawValue)
        let nearest = NearestName.of(value.text, among: names) ?? TLSMode.startTLS.rawValue
        throw LanguageError(
            .badValue, "--tls cannot be \(Sanitizer.escape(String(value.text.prefix(40)))).",
            at: value.range.lowerBound,
            advice: "It takes \(names.joined(separator: ", ")); the nearest is \(nearest).")
    }

    private static func version(_ value: Word) throws(LanguageError) -> TLSVersion {
        if let version = TLSVersion(number: value.text) { return version }
        throw LanguageError(
            .badValue, "--tls-min cannot be \(Sanitizer.escape(String(value.text.prefix(40)))).",
            at: value.range.lowerBound, advice: "It takes 1.0, 1.1, 1.2 or 1.3; without it 1.2 is the oldest.")
    }

    private static func pin(_ value: Word) throws(LanguageError) -> String {
        if pinBytes(value.text) != nil { return value.text }
        throw LanguageError(
            .badValue, "--pin wants the SHA-256 hash of the server's key: 64 hexadecimal digits or base64.",
            at: value.range.lowerBound,
            advice: ":tls shows the pin of each certificate in the form that --pin takes.")
    }
}
