/// A file that goes along with a message.
public struct Attachment: Hashable, Sendable {
    /// The name that the recipient sees: the last part of a path.
    public let name: String
    /// What it is.
    public let type: ContentType
    /// What it holds.
    public let bytes: [UInt8]

    /// An attachment.
    /// - Parameters:
    ///   - name: a name or a path, of which the last part counts.
    ///   - type: what it is; nil for what the extension of the name tells.
    public init(name: String, type: ContentType? = nil, bytes: [UInt8]) {
        let last = name.utf8.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) }
        self.name = last ?? "attachment"
        self.type = type ?? ContentType.ofFile(named: self.name)
        self.bytes = bytes
    }
}

/// The text of a message.
public struct MessageText: Hashable, Sendable {
    /// What it is; without a charset it is UTF-8.
    public var type: ContentType
    /// The text, with line endings of any kind.
    public var bytes: [UInt8]

    /// A text.
    public init(_ bytes: [UInt8], type: ContentType = .plainText) {
        self.bytes = bytes
        self.type = type
    }
}
