/// Foreign text in other formats: what looks like their markup stays text.
///
/// All results are printable and inert on a terminal too. Text that the format cannot escape by itself goes through
/// ``Sanitizer`` first; JSON and the shell have escapes of their own and keep every character.
public enum Quoting {
    /// A JSON string with its quotation marks.
    ///
    /// Characters that ``Sanitizer`` would not show stand as `\u001B`: a JSON reader gets them back, a terminal does
    /// not see them. Bytes that are not UTF-8 become U+FFFD; where they matter, ask ``isUTF8(_:)`` and use
    /// ``base64(_:)``.
    /// - SeeAlso: RFC 8259 §7
    public static func json(_ text: String) -> String {
        var output: [UInt8] = [UInt8(ascii: "\"")]
        output.reserveCapacity(text.utf8.count + 2)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: scalar)])
            case "\n": output.append(contentsOf: "\\n".utf8)
            case "\r": output.append(contentsOf: "\\r".utf8)
            case "\t": output.append(contentsOf: "\\t".utf8)
            default:
                if ScalarTable.classify(scalar.value) == .escaped {
                    for unit in UTF16.encode(scalar) ?? .init() {
                        output.append(contentsOf: "\\u".utf8)
                        EscapeText.appendHex(UInt32(unit), digits: 4, to: &output)
                    }
                } else {
                    output.append(contentsOf: UTF8.encode(scalar) ?? .init())
                }
            }
        }
        output.append(UInt8(ascii: "\""))
        return String(decoding: output, as: UTF8.self)
    }

    /// A JSON string with its quotation marks, from bytes.
    public static func json(_ bytes: some Collection<UInt8>) -> String { json(String(decoding: bytes, as: UTF8.self)) }

    /// Whether the bytes are UTF-8 and can stand in JSON as text.
    public static func isUTF8(_ bytes: some Collection<UInt8>) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }

    /// Base64 with padding and without line breaks.
    /// - SeeAlso: RFC 4648 §4
    public static func base64(_ bytes: some Collection<UInt8>) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        var group: UInt32 = 0
        var held = 0
        for byte in bytes {
            group = group << 8 | UInt32(byte)
            held += 1
            guard held == 3 else { continue }
            for shift: UInt32 in [18, 12, 6, 0] { output.append(alphabet[Int(group >> shift & 63)]) }
            group = 0
            held = 0
        }
        if held > 0 {
            group <<= UInt32(8 * (3 - held))
            let shifts: [UInt32] = held == 1 ? [18, 12] : [18, 12, 6]
            for shift in shifts { output.append(alphabet[Int(group >> shift & 63)]) }
            for _ in held..<3 { output.append(UInt8(ascii: "=")) }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Text for the body of an HTML element or a quoted attribute.
    public static func html(_ text: String) -> String {
        replacing(Sanitizer.escape(text)) { byte in
            switch byte {
            case UInt8(ascii: "&"): "&amp;"
            case UInt8(ascii: "<"): "&lt;"
            case UInt8(ascii: ">"): "&gt;"
            case UInt8(ascii: "\""): "&quot;"
            case UInt8(ascii: "'"): "&#39;"
            default: nil
            }
        }
    }

    /// Text for the body of an HTML element or a quoted attribute, from bytes.
    public static func html(_ bytes: some Collection<UInt8>) -> String { html(Sanitizer.escape(bytes)) }

    /// A field of a CSV file, always in quotation marks.
    ///
    /// A field that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@` or a full-width form of
    /// them, also after blanks) gets an apostrophe in front, as spreadsheets mark text.
    /// - SeeAlso: RFC 4180 §2
    public static func csv(_ text: String) -> String {
        let text = Sanitizer.escape(text)
        let first = text.unicodeScalars.first { $0 != " " }
        let isFormula = first.map { formulaStarts.contains($0) } ?? false
        let quoted = replacing(text) { $0 == UInt8(ascii: "\"") ? "\"\"" : nil }
        return "\"" + (isFormula ? "'" : "") + quoted + "\""
    }

    /// A field of a CSV file, from bytes.
    public static func csv(_ bytes: some Collection<UInt8>) -> String { csv(Sanitizer.escape(bytes)) }

    private static let formulaStarts: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    /// A field of a tab-separated file: tabs and line ends are `\t`, `\r` and `\n`. For programs, so without a guard
    /// against formulas.
    public static func tsv(_ text: String) -> String { Sanitizer.escape(text) }

    /// A field of a tab-separated file, from bytes.
    public static func tsv(_ bytes: some Collection<UInt8>) -> String { Sanitizer.escape(bytes) }

    /// Replaces single US-ASCII bytes of printable text.
    static func replacing(_ text: String, _ replacement: (UInt8) -> String?) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count + 8)
        for byte in text.utf8 {
            if byte < 0x80, let new = replacement(byte) {
                output.append(contentsOf: new.utf8)
            } else {
                output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
