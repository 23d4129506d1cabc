/// What follows `:b64`: a text to encode, or `ask`.
///
/// A word in double quotes may hold `\0`, which PLAIN needs: `:b64 "\0student\0secret"`. No error repeats the text, for it may
/// hold a password.
struct Base64Text: Hashable, Sendable {
    /// The text; nil for `ask`, which asks for it without showing it.
    let message: [UInt8]?

    /// Reads what follows the name.
    /// - Parameter position: where the name ends.
    init(parsing line: [UInt8], from position: Int) throws(LanguageError) {
        let rest = line[position...].trimmingBlanks()
        guard let first = rest.first else {
            throw LanguageError(
                .missingArgument, ":b64 has no text.", at: line.count,
                advice: "Write :b64 TEXT; for a secret, :b64 ask asks for it without showing it.")
        }
        guard first == UInt8(ascii: "\"") else {
            message = rest.elementsEqual("ask".utf8) ? nil : Array(rest)
            return
        }
        let words = try LineParser.words(in: line, from: position)
        if words.count > 1 {
            throw LanguageError(
                .unexpectedArgument, "Something follows the closing double quote.", at: words[1].range.lowerBound,
                advice: "A double quote inside is written \\\".")
        }
        message = words.first?.bytes ?? []
    }

    /// What follows `:b64` in a line that begins with it; nil for any other line.
    init?(line: [UInt8]) throws(LanguageError) {
        let end = line.firstIndex(where: \.isBlank) ?? line.endIndex
        guard line[..<end].equals(ignoringCase: ":b64") else { return nil }
        try self.init(parsing: line, from: end)
    }
}
