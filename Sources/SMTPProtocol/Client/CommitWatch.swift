/// Finds, before bytes go out, whether they can make a server take a message: in the strict reading of the protocol and in
/// every lax one that real servers have.
///
/// It is on the safe side: where a dot alone could end the content for some server, it says so.
/// - SeeAlso: RFC 5321 §4.1.1.4, §2.3.8; RFC 3030 §2; RFC 4468 §3.1
struct CommitWatch: Hashable, Sendable {
    /// Where the bytes that went out so far have ended, with NUL left out, which some servers do not see.
    private enum Place: Hashable {
        /// At the beginning of a line, whatever ended the one before: CR, LF or both.
        case lineStart
        /// After a dot that begins a line.
        case dot
        case text
    }

    private var place = Place.lineStart

    /// Takes note of bytes that go out. Only the last few are looked at, so that this costs nothing in a large message.
    mutating func note(_ bytes: some BidirectionalCollection<UInt8>) {
        // What was before counts only when nothing but NUL or one byte follows.
        var tail: [UInt8] = []
        for byte in bytes.reversed() where byte != ASCII.nul {
            tail.insert(byte, at: 0)
            if tail.count == 2 {
                place = .text
                break
            }
        }
        for byte in tail { place = Self.step(place, byte).place }
    }

    /// Whether bytes that go out next hold a dot alone on a line, for the laxest of servers.
    func endsContent(_ bytes: some Sequence<UInt8>) -> Bool {
        var place = place
        for byte in bytes where byte != ASCII.nul {
            let step = Self.step(place, byte)
            if step.isEnd { return true }
            place = step.place
        }
        return false
    }

    private static func step(_ place: Place, _ byte: UInt8) -> (place: Place, isEnd: Bool) {
        if byte == ASCII.cr || byte == ASCII.lf { return (.lineStart, place == .dot) }
        return (place == .lineStart && byte == ASCII.dot ? .dot : .text, false)
    }

    /// Whether a whole line in the bytes is the last BDAT or BURL, wherever in it that begins: in front of it there may
    /// still be octets of a chunk. A line that has not ended is not looked at.
    static func holdsLastChunk(_ bytes: [UInt8]) -> Bool {
        bytes.split(omittingEmptySubsequences: false) { $0 == ASCII.lf || $0 == ASCII.cr }.dropLast()
            .contains { line in
                [place(of: "BDAT", in: line), place(of: "BURL", in: line)].contains { start in
                    start.map { place(of: "LAST", in: line[$0...]) != nil } == true
                }
            }
    }

    /// Whether some line of the bytes may be DATA.
    static func holdsData(_ bytes: [UInt8]) -> Bool { place(of: "DATA", in: bytes[...]) != nil }

    /// Where a word begins, in letters of any case and with NUL left out; nil when it is not there.
    private static func place(of word: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
        word.withUTF8Buffer { letters in
            var found = 0
            var start = bytes.startIndex
            for index in bytes.indices where bytes[index] != ASCII.nul {
                let byte = ASCII.uppercased(bytes[index])
                // No letter of these words stands in them before it ends, so it is enough to begin again.
                if byte != letters[found] { found = 0 }
                guard byte == letters[found] else { continue }
                if found == 0 { start = index }
                found += 1
                if found == letters.count { return start }
            }
            return nil
        }
    }
}

extension ClientMachine {
    /// Whether a line that is about to be sent would have the server take a message: the dot alone, a last BDAT or BURL.
    ///
    /// - Parameter line: the line without CRLF, as typed.
    public func wouldCommit(_ line: [UInt8]) -> Bool {
        switch phase {
        case .disconnected, .closed, .startingTLS: return false
        case .content:
            guard commitWatch.mayEnd(line) else { return false }
            var copy = self
            return commitWatch.endsContent(copy.willSend(line).bytes)
        case .awaitingGreeting, .open, .sasl, .ending: return wouldCommit(raw: line + Self.lineEnding)
        }
    }

    /// Whether bytes that are about to be sent as they are would have the server take a message, together with what was
    /// sent before them.
    public func wouldCommit(raw bytes: [UInt8]) -> Bool {
        switch phase {
        case .disconnected, .closed, .startingTLS: return false
        case .content: return commitWatch.endsContent(bytes)
        case .awaitingGreeting, .open, .sasl, .ending: break
        }
        let isLongLine = partialLine.count >= Limits.commandLineExtended
        let whole = partialLine + (isLongLine ? [ASCII.space] + Array("LAST".utf8) : []) + bytes
        if CommitWatch.holdsLastChunk(whole) { return true }
        // Behind a DATA that is not answered, lines are content as soon as the server says 354.
        guard queue.counts.data > 0 || CommitWatch.holdsData(whole) else { return false }
        return commitWatch.endsContent(bytes)
    }
}

extension CommitWatch {
    /// A quick look at a typed line of content: one without a dot or a line break in it ends nothing.
    fileprivate func mayEnd(_ line: [UInt8]) -> Bool {
        place == .dot || line.contains(ASCII.dot)
    }
}
