import SMTPProtocol
import SafeText

/// What the encoded values of a command say, for a reader: `ENVID says a=b`.
enum DecodedValues {
    /// A remark for each value in which something was encoded.
    static func remarks(on command: Command, style: EscapeStyle) -> [Remark] {
        switch command.verb {
        case .xclient, .xforward: attributes(of: command, style)
        case .mail, .rcpt, .send, .soml, .saml: parameters(of: command, style)
        case .helo, .ehlo, .lhlo, .data, .bdat, .burl, .rset, .noop, .quit, .vrfy, .expn, .help, .starttls, .auth,
            .etrn,
            .atrn, .turn, .other:
            []
        }
    }

    private static func parameters(of command: Command, _ style: EscapeStyle) -> [Remark] {
        command.parameters.compactMap { parameter in
            guard ["ENVID", "ORCPT", "AUTH"].contains(parameter.keyword), let value = parameter.value else {
                return nil
            }
            return remark(parameter.keyword, value, style)
        }
    }

    private static func attributes(of command: Command, _ style: EscapeStyle) -> [Remark] {
        guard case .text(let text) = command.arguments else { return [] }
        return text.split(separator: 0x20).compactMap { word in
            guard let equals = word.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            return remark(
                Sanitizer.escape(word[..<equals], style: style), Array(word[(equals + 1)...]), style)
        }
    }

    /// Foreign text may stand in a value that was pasted, so it is escaped after it was decoded.
    private static func remark(_ name: String, _ value: [UInt8], _ style: EscapeStyle) -> Remark? {
        guard value.contains(UInt8(ascii: "+")) else { return nil }
        guard let decoded = XText.decode(value) else {
            return Remark(
                .warning, .decoded, "\(name) is not xtext: behind a + stand two hexadecimal digits (RFC 3461 4).")
        }
        return Remark(.information, .decoded, "\(name) says \(Sanitizer.escape(decoded, style: style))")
    }
}
