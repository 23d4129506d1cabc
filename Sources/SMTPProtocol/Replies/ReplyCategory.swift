/// What a reply is about: the meaning of the second digit of its code.
/// - SeeAlso: RFC 5321 §4.2.1
public enum ReplyCategory: Int, Hashable, Sendable, CaseIterable {
    /// x0z: the syntax of a command, or a command that fits no other category.
    case syntax = 0
    /// x1z: an answer to a request for information, such as HELP.
    case information = 1
    /// x2z: the connection.
    case connections = 2
    /// x3z: RFC 5321 gives it no meaning.
    case unspecified3 = 3
    /// x4z: RFC 5321 gives it no meaning.
    case unspecified4 = 4
    /// x5z: the state of the receiving mail system.
    case mailSystem = 5
}
