/// Help on typing a line.
extension HelpTopic {
    static let typing = HelpTopic(
        name: "typing", syntax: "Typing a line", summary: "completion, suggestions, the history, editing keys, pastes",
        details: [
            "Tab completes as far as it is clear. What remains is in a menu over the input: Tab and the arrows choose, Enter takes, Esc closes.",
            "A colon on an empty line, or Alt-X, opens the list of commands: those used lately first, then narrowed by what you type.",
            "The grey text behind the cursor is a line that you typed before, or what the grammar asks for next.",
            "Right, ^F or End takes all of it, Alt-F a word. :set suggestions off hides it.",
            "Up goes to earlier lines that begin the same way. ^R looks for text anywhere in them, with all matches in view.",
            "The parts of the line have colours, and what looks wrong is underlined; the row below says why. It is sent all the same. :set highlight off.",
            "^A ^E: start and end. Alt-B Alt-F: a word back and on. ^U ^K: cut to the start and the end. ^W Alt-D: cut a word. ^Y: put it back, Alt-Y: the one before.",
            "^T Alt-T: exchange two letters or words. Alt-U Alt-L Alt-C: a word in capitals, small letters, or with a capital. ^_: undo.",
            "Several pasted lines are asked about: one per reply, all at once, or edited one by one. In message content they are content, up to a dot alone.",
        ], example: nil)
}
