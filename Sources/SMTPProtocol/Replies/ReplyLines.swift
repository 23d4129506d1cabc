/// The lines of a ``Reply``, in order: a collection like an array of ``ReplyLine``.
///
/// Nearly every reply has one line. It is kept in place, without an array of its own, because a session keeps many.
public struct ReplyLines: Hashable, Sendable {
    private var firstLine = ReplyLine.absent
    private var others: [ReplyLine] = []

    init() {}

    @inline(__always)
    mutating func append(_ line: ReplyLine) {
        if firstLine.isAbsent {
            firstLine = line
        } else {
            appendOther(line)
        }
    }

    @inline(never)
    private mutating func appendOther(_ line: ReplyLine) {
        // An EHLO reply, the usual one of several lines, has about this many.
        if others.isEmpty { others.reserveCapacity(12) }
        others.append(line)
    }

    /// The code of the first line, if there is one.
    @inline(__always)
    var firstCode: ReplyCode? { firstLine.isAbsent ? nil : firstLine.code }
}

extension ReplyLines: RandomAccessCollection {
    /// Always 0.
    @inline(__always)
    public var startIndex: Int { 0 }

    /// The number of lines.
    @inline(__always)
    public var endIndex: Int { firstLine.isAbsent ? 0 : others.count + 1 }

    /// The line at `position`, counted from 0; it must exist, as in an array.
    public subscript(position: Int) -> ReplyLine {
        position == 0 && !firstLine.isAbsent ? firstLine : others[position - 1]
    }
}
