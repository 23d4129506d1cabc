import SMTPProtocol
import Synchronization

/// The sandboxes of a class, one a student, made when a student first comes.
final class Sandboxes: Sendable {
    /// How many students have one; whoever comes later works with what all share.
    static let limit = 64
    /// The longest name, in octets; what is longer is cut.
    static let longestName = 64
    /// How much mail each student may have: all of them together stay under half a gigabyte.
    static let storage = MailboxLimits(messages: 200, bytes: 8 << 20)

    private let students = Mutex<[String: Sandbox]>([:])

    /// The student's sandbox; nil when there are too many students.
    func sandbox(_ name: String) -> Sandbox? {
        students.withLock { students in
            if let known = students[name] { return known }
            guard students.count < Self.limit else { return nil }
            let new = Sandbox(name: name, storage: Self.storage)
            students[name] = new
            return new
        }
    }

    /// Who this is, in lower case: the user without a domain, or else the name in EHLO; nil for somebody who said neither.
    static func name(user: String?, clientName: [UInt8]) -> String? {
        let bytes: [UInt8]
        if let user, !user.isEmpty {
            bytes = Array(user.utf8.prefix { $0 != UInt8(ascii: "@") })
        } else {
            bytes = clientName
        }
        guard !bytes.isEmpty else { return nil }
        return String(decoding: bytes.prefix(longestName), as: UTF8.self).lowercased()
    }
}
