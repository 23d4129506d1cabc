/// Splits the bytes of one direction into the contents of TLS records, without keeping them.
/// - SeeAlso: RFC 8446 §5.1
struct TLSRecordReader: Sendable {
    /// What a record carries.
    enum ContentType: UInt8, Sendable {
        case changeCipherSpec = 20
        case alert = 21
        case handshake = 22
        case applicationData = 23
    }

    /// What stands in front of a record's content.
    struct Header: Sendable {
        let type: ContentType
        let length: Int
    }

    /// What was found next.
    enum Piece<Bytes: Collection<UInt8>> {
        /// The content of a record, or a part of it.
        case content(Header, Bytes)
        /// No record begins here. The bytes that were taken for the beginning of one, when it is the first, else none.
        case notTLS([UInt8])
    }

    /// The most that a record may hold, with what encryption may add.
    /// - SeeAlso: RFC 5246 §6.2.3
    static let maximumLength = 16_384 + 2_048

    private static let headerLength = 5
    /// All versions of TLS say 3 in the first byte of a record's version.
    private static let majorVersion: UInt8 = 3

    private var header: [UInt8] = []
    private var record: Header?
    private var missing = 0
    private var isFirst = true

    /// Takes the next piece from the front of `bytes`; nil when they are used up.
    mutating func next<Bytes: Collection<UInt8>>(from bytes: inout Bytes) -> Piece<Bytes>?
    where Bytes.SubSequence == Bytes {
        while !bytes.isEmpty {
            if let record, missing > 0 {
                let content = bytes.prefix(missing)
                missing -= content.count
                bytes = bytes.dropFirst(content.count)
                return .content(record, content)
            }
            header.append(bytes[bytes.startIndex])
            bytes = bytes.dropFirst()
            guard Self.canBegin(header) else { return .notTLS(isFirst ? header : []) }
            if header.count == Self.headerLength { beginRecord() }
        }
        return nil
    }

    private static func canBegin(_ header: [UInt8]) -> Bool {
        switch header.count {
        case 1: ContentType(rawValue: header[0]) != nil
        case 2: header[1] == majorVersion
        case headerLength: length(header) <= maximumLength
        default: true
        }
    }

    private static func length(_ header: [UInt8]) -> Int {
        Int(header[3]) << 8 | Int(header[4])
    }

    private mutating func beginRecord() {
        record = ContentType(rawValue: header[0]).map { Header(type: $0, length: Self.length(header)) }
        missing = Self.length(header)
        header = []
        isFirst = false
    }
}
