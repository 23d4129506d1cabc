/// A JSON value, to be written or as it was read. Members stay in the order in which they were given.
/// - SeeAlso: RFC 8259
public indirect enum JSON: Sendable {
    case string(String)
    case number(Int)
    /// A number that is no whole one, in millionths: 41 237 is `0.041237`.
    case millionths(Int)
    case bool(Bool)
    case array([JSON])
    case object([(name: String, value: JSON)])
    case null

    /// The string, or null.
    public static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

    /// The value as text, indented by two blanks a level.
    public func text(indent: String = "") -> String {
        let inner = indent + "  "
        switch self {
        case .array(let items) where !items.isEmpty:
            let lines = items.map { inner + $0.text(indent: inner) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let members) where !members.isEmpty:
            let lines = members.map { "\(inner)\(Quoting.json($0.name)): \($0.value.text(indent: inner))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        case .string, .number, .millionths, .bool, .array, .object, .null: return line
        }
    }

    /// The value as text in one line.
    public var line: String {
        switch self {
        case .string(let text): Quoting.json(text)
        case .number(let number): "\(number)"
        case .millionths(let number): Self.decimal(number)
        case .bool(let value): value ? "true" : "false"
        case .null: "null"
        case .array(let items): "[" + items.map(\.line).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { "\(Quoting.json($0.name)):\($0.value.line)" }.joined(separator: ",") + "}"
        }
    }

    /// `0.041237`, `12.5`, `-3`: without zeros at the end.
    private static func decimal(_ millionths: Int) -> String {
        let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        let sign = millionths < 0 ? "-" : ""
        guard rest > 0 else { return "\(sign)\(whole)" }
        let digits = String(rest)
        var fraction = String(repeating: "0", count: 6 - digits.utf8.count) + digits
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(sign)\(whole).\(fraction)"
    }
}
