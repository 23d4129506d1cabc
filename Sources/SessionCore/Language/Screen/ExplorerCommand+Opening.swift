/// `:connect` and `:practice`: here, in a tab of its own, or by a form.
extension ExplorerCommand {
    /// What a connection in a tab of its own is asked for with.
    static let newOption = "--new"

    /// The command that the words behind `:connect` make.
    static func connection(_ line: [UInt8], _ position: Int) throws(LanguageError) -> ExplorerCommand {
        let words = try LineParser.words(in: line, from: position)
        if words.isEmpty { return .screen(.connectForm) }
        let (rest, isNew) = withoutNew(words)
        let request = try ConnectRequest(words: rest, end: line.count)
        return isNew ? .screen(.open(request)) : .connect(request)
    }

    /// The command that the words behind `:practice` make.
    static func practiceConnection(_ words: [Word], end: Int) throws(LanguageError) -> ExplorerCommand {
        let (rest, isNew) = withoutNew(words)
        let request = try ConnectRequest(practiceWords: rest, end: end)
        return isNew ? .screen(.open(request)) : .connect(request)
    }

    private static func withoutNew(_ words: [Word]) -> (words: [Word], isNew: Bool) {
        let rest = words.filter { !($0.isOption && $0.text == newOption) }
        return (rest, rest.count < words.count)
    }

    /// The mistake in a `:connect` alone where no screen is that could show a form.
    static func missingTarget(end: Int) -> LanguageError {
        LanguageError(
            .missingArgument, ":connect has no target.", at: end,
            advice: "Write :connect HOST, HOST:PORT, [ADDRESS]:PORT or unix:PATH.")
    }

    /// The mistake in a command for the screen's tabs where no screen is.
    static let noTabs = LanguageError(
        .notNow, "Tabs are for the full screen.",
        advice: "Leave out --new; in a script, :session NAME begins another one.")
}
