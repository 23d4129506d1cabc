/// The line that parts the parts of a message.
/// - SeeAlso: RFC 2046 §5.1.1
enum Boundary {
    /// A boundary that stands in none of the contents.
    static func notIn(_ contents: [[UInt8]], token: String) -> String {
        let token = String(decoding: token.utf8.filter(\.isAlphanumeric).prefix(40), as: UTF8.self)
        var number = 0
        while true {
            let boundary = "=_\(token)\(number == 0 ? "" : "_\(number)")"
            if !contents.contains(where: { begins($0, with: "--\(boundary)") }) { return boundary }
            number += 1
        }
    }

    /// Whether a line begins so.
    private static func begins(_ content: [UInt8], with text: String) -> Bool {
        let wanted = Array(text.utf8)
        var start = 0
        while start < content.count {
            if content[start...].starts(with: wanted) { return true }
            guard let end = content[start...].firstIndex(of: 0x0A) else { return false }
            start = end + 1
        }
        return false
    }
}
