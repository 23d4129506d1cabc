/// The commands that write the session down and show what was written.
extension ExplorerCommand {
    /// What `:replay` does.
    public enum ReplayStep: Hashable, Sendable {
        /// `:replay FILE [play|all]`
        case load(String, thenShow: ReplayPace)
        /// `:replay next`
        case next
        /// `:replay play`, and `:replay all`
        case go(ReplayPace)
        /// `:replay stop`
        case stop
    }

    /// How fast a recording is shown.
    public enum ReplayPace: Hashable, Sendable {
        /// One event for each Enter.
        case stepwise
        /// As fast as it happened.
        case recorded
        /// All at once.
        case atOnce
    }

    /// The words that follow `:record`.
    static func recording(_ line: [UInt8], _ position: Int) throws(LanguageError) -> ExplorerCommand {
        let words = try LineParser.words(in: line, from: position)
        if words.count == 1, words[0].text == "off", !words[0].isQuoted { return .stopRecording }
        return .record(try path(words[...], of: ":record"))
    }

    /// The words that follow `:export`.
    static func export(_ line: [UInt8], _ position: Int) throws(LanguageError) -> ExplorerCommand {
        let words = try LineParser.words(in: line, from: position)
        guard let path = try path(words[...], of: ":export"), let word = words.first else {
            throw LanguageError(
                .missingArgument, ":export has no file.", at: line.count,
                advice: "Write :export FILE; its ending tells the format: \(ExportFormat.list).")
        }
        guard let format = ExportFormat(path: path) else {
            throw LanguageError(
                .badValue, "The ending of the name tells no format.", at: word.range.lowerBound,
                advice: "It is one of \(ExportFormat.list).")
        }
        return .export(path, format)
    }

    /// The words that follow `:replay`.
    static func replay(_ line: [UInt8], _ position: Int) throws(LanguageError) -> ExplorerCommand {
        let words = try LineParser.words(in: line, from: position)
        guard let first = words.first else {
            throw LanguageError(
                .missingArgument, ":replay has no file.", at: line.count, advice: "Write :replay FILE.")
        }
        if words.count == 1, !first.isQuoted {
            switch first.text {
            case "next": return .replay(.next)
            case "play": return .replay(.go(.recorded))
            case "all": return .replay(.go(.atOnce))
            case "stop": return .replay(.stop)
            default: break
            }
        }
        guard let path = try path(words.prefix(1), of: ":replay") else { return .replay(.next) }
        guard let second = words.dropFirst().first else { return .replay(.load(path, thenShow: .stepwise)) }
        let paces: [String: ReplayPace] = ["play": .recorded, "all": .atOnce]
        guard let pace = paces[second.text], words.count == 2 else {
            throw LanguageError(
                .unexpectedArgument, "Behind the file, :replay takes play or all.", at: second.range.lowerBound,
                advice: "Write :replay FILE play. Put a path with blanks in it in double quotes.")
        }
        return .replay(.load(path, thenShow: pace))
    }
}
