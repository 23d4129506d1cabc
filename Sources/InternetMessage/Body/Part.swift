/// A part of a message: its own header fields, and its content as it goes out.
struct Part {
    /// The fields with their CRLF, without the empty line.
    let header: [UInt8]
    /// The content, encoded, in lines.
    let content: [UInt8]
    /// Whether it holds bytes above 0x7F.
    let isEightBit: Bool

    private init(_ type: [FoldedHeader.Piece], _ encoding: TransferEncoding, disposition: [UInt8], _ content: [UInt8])
        throws(MessageError)
    {
        var field = FoldedHeader("Content-Type")
        for piece in type { try field.append(piece) }
        header = field.lines + Array("Content-Transfer-Encoding: \(encoding.rawValue)\r\n".utf8) + disposition
        self.content = content
        isEightBit = encoding == .eightBit
    }

    /// The text of a message.
    init(text: MessageText, allowsEightBit: Bool) throws(MessageError) {
        var type = text.type
        if type.isText, !Self.namesCharset(type) {
            guard String(validating: text.bytes, as: UTF8.self) != nil else {
                throw MessageError(
                    .badCharacters, "The text of the message is not UTF-8.",
                    advice: "Say what it is, as with --body-type 'text/plain; charset=iso-8859-1'.")
            }
            type = try ContentType("\(type.name); charset=utf-8\(type.parameters)")
        }
        let encoding = TransferEncoding.suiting(text.bytes, isText: type.isText, allowsEightBit: allowsEightBit)
        try self.init(
            Self.pieces(of: type), encoding, disposition: [], encoding.encode(text.bytes, isText: type.isText))
    }

    /// A file.
    init(attachment: Attachment, allowsEightBit: Bool) throws(MessageError) {
        let encoding = try Self.encoding(of: attachment, allowsEightBit: allowsEightBit)
        var disposition = FoldedHeader("Content-Disposition")
        let parameters = FileNameParameter.parameters(attachment.name)
        try disposition.append(FoldedHeader.Piece(text: Array("attachment;".utf8)))
        for (index, parameter) in parameters.enumerated() {
            let end = index < parameters.count - 1 ? [UInt8(ascii: ";")] : []
            try disposition.append(FoldedHeader.Piece(text: parameter + end))
        }
        try self.init(
            Self.pieces(of: attachment.type), encoding, disposition: disposition.lines,
            encoding.encode(attachment.bytes, isText: encoding != .base64))
    }

    /// Files go as they are, in base64. A message as an attachment must not be encoded.
    /// - SeeAlso: RFC 2046 §5.2.1
    private static func encoding(
        of attachment: Attachment, allowsEightBit: Bool
    ) throws(MessageError) -> TransferEncoding {
        guard attachment.type.isMessage else { return .base64 }
        let encoding = TransferEncoding.suiting(attachment.bytes, isText: true, allowsEightBit: allowsEightBit)
        guard encoding == .sevenBit || encoding == .eightBit else {
            throw MessageError(
                .badContentType,
                "\(attachment.name) cannot go as \(attachment.type.name), which must not be encoded: it has long lines, or "
                    + "bytes above 0x7F that this server does not take.",
                advice: "Give it another type: --attach-type application/octet-stream before --attach.")
        }
        return encoding
    }

    private static func namesCharset(_ type: ContentType) -> Bool {
        type.parameters.utf8.split(separator: UInt8(ascii: ";")).contains {
            $0.trimmingBlanks.prefix(8).equals(ignoringCase: "charset=")
        }
    }

    private static func pieces(of type: ContentType) -> [FoldedHeader.Piece] {
        let words = "\(type.name)\(type.parameters)".utf8.split(separator: 0x20)
        return words.map { FoldedHeader.Piece(text: Array($0)) }
    }
}
