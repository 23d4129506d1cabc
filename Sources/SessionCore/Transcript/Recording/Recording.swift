import SafeText

/// A recording that was read: what happened in a session, event by event.
struct Recording: Sendable {
    /// What is wrong with a file, and what to do.
    struct Mistake: Error, Hashable, Sendable {
        /// The line, counted from 1; nil when it is about the whole file.
        let line: Int?
        let message: String
        let advice: String
    }

    /// What the file says of itself.
    let header: RecordingHeader
    /// The events of its first session, without headers.
    let events: [RecordedEvent]
    /// True when the last line was torn: the program that wrote it ended in the middle.
    let isTorn: Bool
    /// How many events of a kind that this version does not know were passed over.
    let unknownCount: Int
    /// How many events of other sessions were passed over.
    let otherSessionsCount: Int

    /// Reads a file.
    /// - Throws: ``Mistake`` with the line for one that is no event. A last line without its LF is torn, and no mistake.
    init(_ bytes: [UInt8]) throws(Mistake) {
        var events: [RecordedEvent] = []
        var header: RecordingHeader?
        var session: String?
        var isTorn = false
        var unknown = 0
        var others = 0
        var number = 0
        var start = 0
        while start < bytes.count {
            number += 1
            let end = bytes[start...].firstIndex(of: 0x0A)
            let line = start..<(end ?? bytes.count)
            start = line.upperBound + 1
            guard let event = try Self.event(bytes, line, number, isLast: end == nil, &isTorn) else {
                if end != nil { unknown += 1 }
                continue
            }
            if case .header(let found) = event.kind {
                if header == nil { (header, session) = (found, event.session) }
                continue
            }
            guard header != nil else { throw Self.noRecording(number) }
            guard event.session == session else {
                others += 1
                continue
            }
            guard events.count < RecordingLimits.events else {
                throw Mistake(
                    line: number, message: "the recording has more than \(RecordingLimits.events) events.",
                    advice: "Split it.")
            }
            events.append(event)
        }
        guard let header else { throw Self.noRecording(bytes.isEmpty ? nil : 1) }
        self.header = header
        self.events = events
        self.isTorn = isTorn
        unknownCount = unknown
        otherSessionsCount = others
    }

    private static func noRecording(_ line: Int?) -> Mistake {
        Mistake(
            line: line, message: "it does not begin as a recording does, with what made it and when.",
            advice: "A recording is what :record or --record has written.")
    }

    /// The event of a line; nil for one of an unknown kind, and for a torn last line.
    private static func event(
        _ bytes: [UInt8], _ line: Range<Int>, _ number: Int, isLast: Bool, _ isTorn: inout Bool
    ) throws(Mistake) -> RecordedEvent? {
        guard line.count <= RecordingLimits.lineLength else {
            throw Mistake(
                line: number, message: "it has more than \(RecordingLimits.lineLength) bytes.",
                advice: "No recording has such lines.")
        }
        let value: JSON
        do throws(JSONReader.Mistake) {
            value = try JSONReader.read(bytes, in: line)
        } catch {
            if isLast {
                isTorn = true
                return nil
            }
            throw Mistake(
                line: number, message: "\(error.message) (column \(error.offset - line.lowerBound + 1)).",
                advice: "Restore the line, or take it out.")
        }
        do throws(RecordedObject.Problem) {
            return try RecordedEvent(value)
        } catch {
            throw Mistake(line: number, message: "\(error.message).", advice: "Restore the line, or take it out.")
        }
    }
}
