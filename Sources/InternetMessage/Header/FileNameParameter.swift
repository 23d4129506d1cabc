/// The name of a file as the parameter of Content-Disposition: in quotes where it is plain, else percent-encoded UTF-8, in
/// sections where it is long.
///
///     filename="report.pdf"
///     filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf
///
/// - SeeAlso: RFC 2183 §2.3, RFC 2231 §3, §4
enum FileNameParameter {
    /// So much of the value fits on a line behind `filename*10*=UTF-8''`.
    private static let sectionLength = 50

    /// The parameters, without the semicolons between them.
    static func parameters(_ name: String) -> [[UInt8]] {
        let isPlain = name.utf8.allSatisfy { !$0.isControl && !$0.isNonASCII } && name.utf8.count <= sectionLength
        if isPlain { return [Array("filename=".utf8) + quoted(name)] }
        let sections = sections(of: name)
        guard sections.count > 1 else { return [Array("filename*=UTF-8''".utf8) + (sections.first ?? [])] }
        return sections.enumerated().map { index, section in
            Array("filename*\(index)*=\(index == 0 ? "UTF-8''" : "")".utf8) + section
        }
    }

    private static func quoted(_ name: String) -> [UInt8] {
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in name.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { quoted.append(UInt8(ascii: "\\")) }
            quoted.append(byte)
        }
        return quoted + [UInt8(ascii: "\"")]
    }

    /// Percent-encoded pieces, cut between code points.
    private static func sections(of name: String) -> [[UInt8]] {
        var sections: [[UInt8]] = []
        var section: [UInt8] = []
        for scalar in name.unicodeScalars {
            let encoded = String(scalar).utf8.flatMap { byte in
                byte.isAlphanumeric || "-._~".utf8.contains(byte) ? [byte] : [UInt8(ascii: "%")] + byte.hex
            }
            if section.count + encoded.count > sectionLength {
                sections.append(section)
                section = []
            }
            section += encoded
        }
        return section.isEmpty ? sections : sections + [section]
    }
}
