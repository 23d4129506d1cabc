/// Reads a tab-separated table: one header line, then one entry a line, `-` for none.
///
/// It works on bytes and is strict, because the tables are ours: a wrong one must stop the tests, not reach a reader.
enum TableReader {
    /// Reads every row of a file, in order.
    static func read<Entry: TableEntry>(_ file: TableFile, as type: Entry.Type) throws(TableError) -> [Entry] {
        let columns = Entry.columns
        var entries: [Entry] = []
        entries.reserveCapacity(128)
        var line = 0
        var start = 0
        if file.bytes.isEmpty { throw TableError(file: file.name, line: 1, message: "the file is empty") }
        while start < file.bytes.count {
            line += 1
            let rest = file.bytes[start...]
            guard let end = rest.firstIndex(of: newline) else {
                throw TableError(file: file.name, line: line, message: "the last line does not end with a newline")
            }
            let bytes = rest[..<end]
            start = end + 1
            try checkShape(bytes, columns: columns.count, file: file.name, line: line)
            if line == 1 {
                try checkHeader(bytes, columns: columns, file: file.name)
            } else {
                var row = TableRow(file: file.name, line: line, columns: columns, bytes: bytes)
                entries.append(try Entry(row: &row))
            }
        }
        if entries.isEmpty { throw TableError(file: file.name, line: line, message: "the table has no rows") }
        return entries
    }

    private static let newline: UInt8 = 0x0A
    private static let tab: UInt8 = 0x09
    private static let delete: UInt8 = 0x7F

    /// Control bytes, bytes that are not UTF-8, and a wrong number of columns are mistakes in every table.
    private static func checkShape(
        _ bytes: ArraySlice<UInt8>, columns: Int, file: String, line: Int
    ) throws(TableError) {
        if bytes.isEmpty { throw TableError(file: file, line: line, message: "the line is empty") }
        var tabs = 0
        var isASCII = true
        for byte in bytes {
            if byte == tab {
                tabs += 1
            } else if byte < 0x20 || byte == delete {
                let message = "the line has a control byte (0x\(String(byte, radix: 16, uppercase: true)))"
                throw TableError(file: file, line: line, message: message)
            } else if byte > delete {
                isASCII = false
            }
        }
        if !isASCII, String(validating: bytes, as: UTF8.self) == nil {
            throw TableError(file: file, line: line, message: "the line is not UTF-8")
        }
        if tabs + 1 != columns {
            let message = "the line has \(tabs + 1) columns instead of \(columns)"
            throw TableError(file: file, line: line, message: message)
        }
    }

    private static func checkHeader(
        _ bytes: ArraySlice<UInt8>, columns: [String], file: String
    ) throws(TableError) {
        let found = bytes.split(separator: tab, omittingEmptySubsequences: false)
        for (expected, field) in zip(columns, found) where !field.elementsEqual(expected.utf8) {
            let name = String(decoding: field, as: UTF8.self)
            throw TableError(file: file, line: 1, message: "the header says \"\(name)\" instead of \"\(expected)\"")
        }
    }
}

/// A type that is one row of a table.
protocol TableEntry: Sendable {
    /// The header, in order.
    static var columns: [String] { get }
    /// Takes the fields of a row, in the order of the columns.
    init(row: inout TableRow) throws(TableError)
}
