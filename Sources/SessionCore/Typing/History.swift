/// The lines that were typed, for calling them back. It never holds a secret.
public struct History: Hashable, Sendable {
    /// The most lines that are kept.
    public static let maximumLines = 2_000
    /// Longer lines are not kept: they were pasted.
    public static let maximumLineLength = 4_096

    /// The lines, oldest first, each without CRLF.
    public private(set) var lines: [[UInt8]] = []

    /// An empty history.
    public init() {}

    /// Reads what ``encoded()`` wrote. Lines that would not be kept are left out, so an edited file does no harm.
    public init(decoding bytes: some Collection<UInt8>) {
        for line in bytes.split(separator: 0x0A) { add(Self.unescape(line)) }
    }

    /// Adds a line, unless it is empty, equals the last one, is too long, or holds a secret.
    public mutating func add(_ line: [UInt8]) {
        guard !line.isEmpty, line != lines.last, line.count <= Self.maximumLineLength, !Self.holdsSecret(line) else {
            return
        }
        lines.append(line)
        if lines.count > Self.maximumLines { lines.removeFirst(lines.count - Self.maximumLines) }
    }

    /// The index of the next older line that begins with `prefix` and differs from `current`.
    /// - Parameter index: where the search starts, exclusive; `lines.count` for the newest.
    public func older(than index: Int, prefix: [UInt8] = [], differingFrom current: [UInt8]? = nil) -> Int? {
        lines[..<min(max(index, 0), lines.count)].lastIndex { $0.starts(with: prefix) && $0 != current }
    }

    /// The index of the next newer line that begins with `prefix` and differs from `current`.
    public func newer(than index: Int, prefix: [UInt8] = [], differingFrom current: [UInt8]? = nil) -> Int? {
        guard index + 1 < lines.count else { return nil }
        return lines[max(0, index + 1)...].firstIndex { $0.starts(with: prefix) && $0 != current }
    }

    /// The index of the next older line that holds `text`, ASCII letters in any case: what ^R looks for.
    public func search(_ text: [UInt8], before index: Int? = nil) -> Int? {
        let wanted = text.map(\.lowercased)
        return lines[..<min(max(index ?? lines.count, 0), lines.count)].lastIndex { line in
            guard line.count >= wanted.count else { return false }
            let line = line.map(\.lowercased)
            return (0...(line.count - wanted.count)).contains { line[$0...].starts(with: wanted) }
        }
    }

    /// All lines, each ended by LF. A control byte and a byte that is not UTF-8 is written `\xHH`, a backslash `\\`.
    public func encoded() -> [UInt8] {
        var result: [UInt8] = []
        for line in lines { result += Self.escape(line) + [0x0A] }
        return result
    }

    private static func holdsSecret(_ line: [UInt8]) -> Bool {
        guard let name = explorerName(of: line) else { return Redaction.secret(in: line) != nil }
        let command = try? ExplorerCommand(parsing: line)
        switch name {
        // What is encoded is a password more often than not.
        case "b64": return true
        // A good line names a place of the password, and never the password.
        case "auth": return command == nil
        case "raw":
            guard case .raw(let bytes) = command else { return Redaction.secret(in: line) != nil }
            return Redaction.secret(in: line) != nil || !Redaction.redactingLines(bytes).secrets.isEmpty
        default: return Redaction.secret(in: line) != nil
        }
    }

    /// The name of an explorer command, in small letters; nil for any other line.
    private static func explorerName(of line: [UInt8]) -> String? {
        guard line.first == UInt8(ascii: ":") else { return nil }
        return String(decoding: line.dropFirst().prefix { !$0.isBlank }, as: UTF8.self).lowercased()
    }

    private static func escape(_ line: [UInt8]) -> [UInt8] {
        let isText = String(validating: line, as: UTF8.self) != nil
        var result: [UInt8] = []
        for byte in line {
            if byte == UInt8(ascii: "\\") {
                result += [byte, byte]
            } else if byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !isText) {
                let digits = String(byte, radix: 16, uppercase: true)
                result += Array("\\x\(digits.count == 1 ? "0" : "")\(digits)".utf8)
            } else {
                result.append(byte)
            }
        }
        return result
    }

    private static func unescape(_ text: some Collection<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = Array(text)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                continue
            }
            if rest.first == UInt8(ascii: "\\") {
                result.append(byte)
                rest.removeFirst()
            } else if rest.first == UInt8(ascii: "x"), rest.count >= 3, let high = rest.dropFirst().first?.hexValue,
                let low = rest.dropFirst(2).first?.hexValue
            {
                result.append(high << 4 | low)
                rest.removeFirst(3)
            } else {
                result.append(byte)
            }
        }
        return result
    }
}
