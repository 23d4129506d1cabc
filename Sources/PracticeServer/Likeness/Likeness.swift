import CAssets
public import SMTPProtocol

/// How one mail software answers, for a practice server that imitates it: words, codes, and the order of capabilities.
///
/// Only the replies are imitated. What is taken and refused stays the practice server's own, and so does every reply for
/// which that software's words are not known.
public struct Likeness: Hashable, Sendable {
    /// The software.
    public let software: ImitatedSoftware
    /// What is imitated, with its version where one is known, such as `Postfix 3.7.11`.
    public let title: String
    /// The lines of a reply for each situation whose words are known.
    let replies: [ReplySituation.Name: Reply]
    /// The capabilities in the order of the reply to EHLO.
    let capabilities: [String]
    /// The mechanisms that AUTH offers, in their order; none where AUTH is not offered.
    let mechanisms: [String]
    /// AUTH is offered only under TLS.
    let requiresTLSForLogin: Bool
    /// The shape of an identifier of a message, and of a session: `%h` and `%H` are hexadecimal digits, `%d` digits, `%a`
    /// letters, `%b` letters and digits; the rest stands for itself.
    let messageID: String
    let sessionID: String

    /// A reply before its blanks are filled in.
    struct Reply: Hashable, Sendable {
        let code: ReplyCode
        let enhanced: EnhancedStatusCode?
        var lines: [String]
    }

    /// The likeness of a software.
    public static func of(_ software: ImitatedSoftware) -> Likeness {
        guard let likeness = all.first(where: { $0.software == software }) else {
            // Each has its file, and the tests ask for every one of them.
            fatalError("no likeness of \(software.rawValue) is built in")
        }
        return likeness
    }

    /// All likenesses that are built in.
    public static let all: [Likeness] = (0..<asset_likeness_count()).map { index in
        let asset = asset_likeness(index)
        let text = String(decoding: UnsafeBufferPointer(start: asset.bytes, count: asset.count), as: UTF8.self)
        do {
            return try LikenessReader.read(text, file: String(cString: asset.path))
        } catch {
            // The files are compiled in, so they are the ones that the tests have read. Only a build that skipped its tests
            // gets here, and without its table a server would say that it imitates what it does not.
            fatalError("\(error)")
        }
    }

    /// What is said wherever the likeness is named, so that nobody takes it for the real one.
    public var notice: String { "imitates \(title); it is the practice server all the same" }
}
