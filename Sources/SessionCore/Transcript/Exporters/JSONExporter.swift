/// A session as one JSON array of the events that a recording of it has, one event a line, the header first.
struct JSONExporter {
    private let report: SessionReport

    init(_ report: SessionReport) { self.report = report }

    var bytes: [UInt8] {
        Array("[\n".utf8) + report.recordedLines.joined(separator: Array(",\n".utf8)) + Array("\n]\n".utf8)
    }
}
