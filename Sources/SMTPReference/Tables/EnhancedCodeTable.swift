/// The enhanced status codes, taken apart by kind.
struct EnhancedCodeTable: Sendable {
    /// All rows, as they stand in the file.
    let rows: [EnhancedCodeEntry]
    let classes: [EnhancedCodeEntry]
    let subjects: [EnhancedCodeEntry]
    let codes: [EnhancedCodeEntry]

    init(_ rows: [EnhancedCodeEntry]) {
        self.rows = rows
        classes = rows.filter { $0.kind == .class }
        subjects = rows.filter { $0.kind == .subject }
        codes = rows.filter { $0.kind == .code }
    }
}
