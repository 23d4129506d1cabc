/// What the composer cannot know by itself: time and chance come from outside.
public struct MessageOrigin: Hashable, Sendable {
    /// When the message is written.
    public var date: MessageDate
    /// Letters and digits that nobody else uses: they become the left part of the Message-ID, and part of the boundary.
    public var token: String
    /// The host for the right part of the Message-ID, and for a sender that has none.
    public var host: String

    /// An origin.
    public init(date: MessageDate, token: String, host: String) {
        self.date = date
        self.token = token
        self.host = host
    }
}

/// What the server lets a message be.
public struct TransferOffer: Hashable, Sendable {
    /// Whether bytes above 0x7F may stand in the content (8BITMIME).
    public var allowsEightBit: Bool
    /// Whether the transaction is SMTPUTF8, so that headers are UTF-8.
    public var usesUTF8: Bool

    /// An offer.
    public init(allowsEightBit: Bool = false, usesUTF8: Bool = false) {
        self.allowsEightBit = allowsEightBit
        self.usesUTF8 = usesUTF8
    }
}

/// A message before it is put together.
///
///     var draft = MessageDraft(from: ann, to: [bob])
///     draft.subject = "Größe"
///     let bytes = try draft.composed(origin, TransferOffer(allowsEightBit: true))
///
/// Blind recipients have no place here: they stand in the envelope only.
/// - SeeAlso: RFC 5322 §3.6
public struct MessageDraft: Hashable, Sendable {
    /// The author; nil for a message without one, such as a bounce.
    public var from: NamedAddress?
    /// The recipients.
    public var to: [NamedAddress]
    /// Those who get a copy.
    public var cc: [NamedAddress] = []
    /// The subject; nil for no such field.
    public var subject: String?
    /// Further fields. One of the name of a default takes its place.
    public var fields: [HeaderField] = []
    /// The text.
    public var text = MessageText([])
    /// The files.
    public var attachments: [Attachment] = []

    /// A draft.
    public init(from: NamedAddress?, to: [NamedAddress]) {
        self.from = from
        self.to = to
    }

    /// The message, in lines that end with CRLF.
    public func composed(_ origin: MessageOrigin, _ offer: TransferOffer) throws(MessageError) -> [UInt8] {
        let size = attachments.reduce(text.bytes.count) { $0 + $1.bytes.count }
        guard size <= MessageLimits.composedMessage else {
            throw MessageError(
                .tooLarge,
                "Text and attachments have \(size) bytes; at most \(MessageLimits.composedMessage) are put together.",
                advice: "--data FILE sends a complete message of any size.")
        }
        var bytes = try header(origin, offer)
        let body = try body(origin, offer)
        bytes += body.header + [0x0D, 0x0A] + body.content
        return bytes
    }

    // MARK: The header

    private func header(_ origin: MessageOrigin, _ offer: TransferOffer) throws(MessageError) -> [UInt8] {
        var header: [UInt8] = []
        var used: Set<String> = []
        func add(_ name: String, _ lines: () throws(MessageError) -> [UInt8]?) throws(MessageError) {
            let own = fields.filter { $0.isNamed(name) }
            if own.isEmpty {
                header += try lines() ?? []
            } else {
                used.insert(name)
                for field in own { header += try self.lines(of: field, offer) }
            }
        }
        let host = Self.isHost(origin.host) ? origin.host : "localhost"
        try add("Date") { Array("Date: \(origin.date.text)\r\n".utf8) }
        try add("Message-ID") { Array("Message-ID: <\(origin.token)@\(host)>\r\n".utf8) }
        try add("From") { () throws(MessageError) in
            guard let from else { return Array("From: <MAILER-DAEMON@\(host)>\r\n".utf8) }
            return try [from].lines("From", usesUTF8: offer.usesUTF8)
        }
        try add("To") { () throws(MessageError) in
            to.isEmpty
                ? (cc.isEmpty ? Array("To: undisclosed-recipients:;\r\n".utf8) : nil)
                : try to.lines("To", usesUTF8: offer.usesUTF8)
        }
        try add("Cc") { () throws(MessageError) in cc.isEmpty ? nil : try cc.lines("Cc", usesUTF8: offer.usesUTF8) }
        try add("Subject") { () throws(MessageError) in
            guard let subject else { return nil }
            try HeaderField.check(subject, in: "Subject")
            return try UnstructuredText.lines("Subject", subject, usesUTF8: offer.usesUTF8)
        }
        for field in fields where !used.contains(where: field.isNamed) && !Self.isMIME(field) {
            header += try lines(of: field, offer)
        }
        return header
    }

    /// Fields whose names say that addresses stand in them.
    private static let addressFields = [
        "From", "Sender", "Reply-To", "To", "Cc", "Resent-From", "Resent-Sender", "Resent-To", "Resent-Cc",
        "Disposition-Notification-To",
    ]

    private func lines(of field: HeaderField, _ offer: TransferOffer) throws(MessageError) -> [UInt8] {
        guard Self.addressFields.contains(where: field.isNamed) else {
            return try UnstructuredText.lines(field.name, field.value, usesUTF8: offer.usesUTF8)
        }
        let isPlain = field.value.utf8.allSatisfy { !$0.isNonASCII }
        // What is no list of addresses, as a group or a test of what a server does with it, goes out as it was written.
        guard let addresses = try? AddressListParser.addresses(in: field.value),
            addresses.allSatisfy({ $0.named != nil })
        else {
            guard isPlain || offer.usesUTF8 else {
                throw MessageError(
                    .badAddress, "The addresses in \(field.name) cannot be read, so their names cannot be encoded.",
                    advice: "Write Name <user@example.org>, several with commas between them.")
            }
            return try UnstructuredText.lines(field.name, field.value, usesUTF8: offer.usesUTF8)
        }
        return try addresses.compactMap(\.named).lines(field.name, usesUTF8: offer.usesUTF8)
    }

    private static func isHost(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 200 && text.utf8.allSatisfy { $0.isAtomText || ".:[]".utf8.contains($0) }
    }

    // MARK: The body

    /// Fields that describe the body; one that the user gives takes the place of ours.
    private static let bodyFields = ["MIME-Version", "Content-Type", "Content-Transfer-Encoding"]

    private static func isMIME(_ field: HeaderField) -> Bool { bodyFields.contains(where: field.isNamed) }

    private func body(
        _ origin: MessageOrigin, _ offer: TransferOffer
    ) throws(MessageError) -> (header: [UInt8], content: [UInt8]) {
        var header = Array("MIME-Version: 1.0\r\n".utf8)
        let own = fields.filter(Self.isMIME)
        guard attachments.isEmpty else {
            if let field = own.first {
                throw MessageError(
                    .badContentType, "\(field.name) cannot be set together with attachments, which make it themselves.",
                    advice: "--data FILE sends a complete message.")
            }
            let multipart = try multipart(origin, offer)
            header += multipart.header
            return (header, multipart.content)
        }
        guard own.isEmpty else {
            // Whoever says how the text is encoded has encoded it.
            header = []
            for field in own {
                header += try UnstructuredText.lines(field.name, field.value, usesUTF8: offer.usesUTF8)
            }
            return (header, LineEndings.normalized(text.bytes))
        }
        let part = try Part(text: text, allowsEightBit: offer.allowsEightBit)
        return (header + part.header, part.content)
    }

    private func multipart(
        _ origin: MessageOrigin, _ offer: TransferOffer
    ) throws(MessageError) -> (header: [UInt8], content: [UInt8]) {
        var parts = [try Part(text: text, allowsEightBit: offer.allowsEightBit)]
        for attachment in attachments {
            parts.append(try Part(attachment: attachment, allowsEightBit: offer.allowsEightBit))
        }
        let boundary = Boundary.notIn(parts.map(\.content), token: origin.token)
        var content: [UInt8] = []
        for part in parts {
            content += Array("--\(boundary)\r\n".utf8) + part.header + [0x0D, 0x0A] + part.content
            // The line break before a boundary belongs to the boundary.
            content += [0x0D, 0x0A]
        }
        content += Array("--\(boundary)--\r\n".utf8)
        let encoding = parts.contains(where: \.isEightBit) ? TransferEncoding.eightBit : .sevenBit
        let header =
            "Content-Type: multipart/mixed;\r\n boundary=\"\(boundary)\"\r\n"
            + "Content-Transfer-Encoding: \(encoding.rawValue)\r\n"
        return (Array(header.utf8), content)
    }
}
