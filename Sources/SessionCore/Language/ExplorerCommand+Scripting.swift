import SafeText

/// The commands that make a script out of lines.
extension ExplorerCommand {
    /// `:let [NAME [VALUE]]`. The value is the rest of the line, or one text in double quotes.
    static func definition(_ line: [UInt8], _ position: Int) throws(LanguageError) -> ExplorerCommand {
        let rest = line[position...].trimmingBlanks()
        guard !rest.isEmpty else { return .showVariables(nil) }
        let bytes = rest.prefix { !$0.isBlank }
        let name = String(decoding: bytes, as: UTF8.self)
        guard bytes.endIndex < rest.endIndex else { return .showVariables(name) }
        let value = try LineParser.text(in: line, from: bytes.endIndex)
        do throws(LanguageError) {
            var trial = Variables()
            try trial.define(name, as: value)
        } catch {
            throw LanguageError(error.code, error.message, at: bytes.startIndex, advice: error.advice)
        }
        return .define(name, value)
    }

    /// `:sleep S`
    static func sleep(_ line: [UInt8], _ position: Int) throws(LanguageError) -> ExplorerCommand {
        let advice = "Write :sleep 2, or :sleep 0.5."
        let word = try only(line, position, of: "sleep", missing: "The seconds are missing.", advice)
        return .sleep(milliseconds: try Milliseconds.parse(word.text, at: word.range.lowerBound, advice: advice))
    }

    /// `:include FILE`
    static func include(_ line: [UInt8], _ position: Int) throws(LanguageError) -> ExplorerCommand {
        let advice = "Write :include FILE; a path with blanks in it stands in double quotes."
        let word = try only(line, position, of: "include", missing: "The file is missing.", advice)
        guard let path = String(validating: word.bytes, as: UTF8.self), !path.isEmpty, !word.bytes.contains(0) else {
            throw LanguageError(.badValue, "This is no path.", at: word.range.lowerBound, advice: advice)
        }
        return .include(path)
    }

    /// `:session NAME`
    static func session(_ line: [UInt8], _ position: Int) throws(LanguageError) -> ExplorerCommand {
        let advice = "Write :session NAME; the first one is called main."
        let word = try only(line, position, of: "session", missing: "The name of the session is missing.", advice)
        let isName = word.bytes.allSatisfy { byte in
            byte.isLetter || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        }
        guard isName, (1...32).contains(word.bytes.count) else {
            throw LanguageError(
                .badValue, "A session has a name of 1 to 32 letters, digits, - and _.", at: word.range.lowerBound,
                advice: advice)
        }
        return .session(word.text)
    }

    /// The one word that a command takes.
    private static func only(
        _ line: [UInt8], _ position: Int, of name: String, missing: String, _ advice: String
    ) throws(LanguageError) -> Word {
        let words = try LineParser.words(in: line, from: position)
        guard let first = words.first else {
            throw LanguageError(.missingArgument, missing, at: line.count, advice: advice)
        }
        guard words.count == 1 else {
            throw LanguageError(
                .unexpectedArgument, ":\(name) takes one argument.", at: words[1].range.lowerBound, advice: advice)
        }
        return first
    }
}
