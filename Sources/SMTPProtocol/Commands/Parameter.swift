/// One ESMTP parameter of MAIL or RCPT: a keyword, and often a value.
/// - SeeAlso: RFC 5321 §4.1.2 (`esmtp-param`)
public struct Parameter: Hashable, Sendable {
    /// The keyword in capitals: `SIZE`.
    public let keyword: String
    /// What stands after `=`, as written; nil without one.
    public let value: [UInt8]?

    /// A parameter; the keyword is put into capitals.
    public init(keyword: String, value: [UInt8]? = nil) {
        self.keyword = String(decoding: keyword.utf8.map(ASCII.uppercased), as: UTF8.self)
        self.value = value
    }

    /// A parameter whose value is text.
    public init(keyword: String, value: String) {
        self.init(keyword: keyword, value: Array(value.utf8))
    }

    /// `SIZE=1000`, as it goes on the wire.
    public var bytes: [UInt8] {
        guard let value else { return Array(keyword.utf8) }
        return Array(keyword.utf8) + [ASCII.equals] + value
    }
}
