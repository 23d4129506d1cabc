/// A content type: `text/plain; charset=utf-8`.
/// - SeeAlso: RFC 2045 §5
public struct ContentType: Hashable, Sendable {
    /// Type and subtype: `text/plain`.
    public let name: String
    /// What follows, with the semicolon that begins it; empty without parameters.
    public let parameters: String

    /// A written content type.
    /// - Throws: ``MessageError`` when it is none, or holds a line break or NUL.
    public init(_ text: String) throws(MessageError) {
        try HeaderField.check(text, in: "Content-Type")
        let end = text.utf8.firstIndex(of: UInt8(ascii: ";")) ?? text.utf8.endIndex
        let name = text.utf8[..<end].trimmingBlanks
        let parts = name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isTokenText) }),
            text.utf8.allSatisfy({ !$0.isNonASCII && !$0.isControl }), text.utf8.count <= MessageLimits.line / 2
        else {
            throw MessageError(
                .badContentType, "“\(text)” is no content type.",
                advice: "Write one such as text/html or application/pdf.")
        }
        self.name = String(decoding: name, as: UTF8.self)
        parameters = String(decoding: text.utf8[end...].trimmingBlanks, as: UTF8.self)
    }

    private init(known name: String) {
        self.name = name
        parameters = ""
    }

    /// Plain text.
    public static let plainText = ContentType(known: "text/plain")
    /// Bytes of which nothing is known.
    public static let bytes = ContentType(known: "application/octet-stream")

    /// Whether it is some kind of text.
    var isText: Bool { name.utf8.prefix(5).equals(ignoringCase: "text/") }
    /// Whether it is a message, which must not be encoded.
    var isMessage: Bool { name.utf8.prefix(8).equals(ignoringCase: "message/") }

    /// The type that the extension of a file's name tells; ``bytes`` for one that is not in the table.
    public static func ofFile(named name: String) -> ContentType {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return .bytes }
        let suffix = String(decoding: name.utf8[name.utf8.index(after: dot)...].map(\.lowercased), as: UTF8.self)
        return byExtension[suffix].map { ContentType(known: $0) } ?? .bytes
    }

    private static let byExtension = [
        "txt": "text/plain", "log": "text/plain", "md": "text/markdown", "csv": "text/csv", "htm": "text/html",
        "html": "text/html", "css": "text/css", "ics": "text/calendar", "vcf": "text/vcard", "xml": "application/xml",
        "json": "application/json", "pdf": "application/pdf", "rtf": "application/rtf", "zip": "application/zip",
        "gz": "application/gzip", "tar": "application/x-tar", "jpg": "image/jpeg", "jpeg": "image/jpeg",
        "png": "image/png", "gif": "image/gif", "svg": "image/svg+xml", "webp": "image/webp", "bmp": "image/bmp",
        "mp3": "audio/mpeg", "wav": "audio/wav", "ogg": "audio/ogg", "mp4": "video/mp4", "webm": "video/webm",
        "doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet",
        "p7s": "application/pkcs7-signature", "asc": "application/pgp-signature", "eml": "message/rfc822",
    ]
}
