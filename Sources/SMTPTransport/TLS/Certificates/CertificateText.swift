/// The strings in certificates.
enum CertificateText {
    /// The text of an element; nil when it is no string. Nothing is escaped.
    static func text(_ element: DERReader.Element) -> String? {
        switch element.tag {
        case DERReader.Tag.utf8String, DERReader.Tag.printableString, DERReader.Tag.ia5String,
            DERReader.Tag.teletexString, DERReader.Tag.visibleString:
            text(element.content)
        case DERReader.Tag.bmpString: wide(element.content, unit: 2)
        case DERReader.Tag.universalString: wide(element.content, unit: 4)
        default: nil
        }
    }

    /// Bytes as UTF-8, or byte by byte as Latin-1 when they are not UTF-8, so that no two of them look the same.
    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = ""
        text.unicodeScalars.append(contentsOf: bytes.lazy.map { UnicodeScalar($0) })
        return text
    }

    private static func wide(_ bytes: ArraySlice<UInt8>, unit: Int) -> String {
        let bytes = Array(bytes)
        let units = stride(from: 0, to: bytes.count - bytes.count % unit, by: unit).map { start in
            bytes[start..<(start + unit)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        if unit == 2 { return String(decoding: units.map { UInt16($0) }, as: UTF16.self) }
        return String(decoding: units, as: UTF32.self)
    }
}
