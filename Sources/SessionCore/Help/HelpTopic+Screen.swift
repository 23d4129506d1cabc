/// Help on the commands for the screen itself.
extension HelpTopic {
    static let filter = HelpTopic(
        name: "filter", syntax: ":filter WHAT", summary: "shows some entries of the transcript only",
        details: [
            "WHAT is error, warning, sent, received, mail or note, or a text that the entry must hold. :filter off shows all.",
            "A failure keeps the command that it answers. error is what failed (4yz, 5yz); warning is that and all warnings.",
            "In the transcript, f writes :filter for you; n and N go from failure to failure.",
            "Nothing is lost: what is not shown is still there, and is recorded and exported.",
        ], example: ":filter error")

    static let copy = HelpTopic(
        name: "copy", syntax: ":copy [entry|reply|exchange|all]", summary: "copies text to the clipboard",
        details: [
            "It goes through the terminal (OSC 52), and to the desktop's own tool where there is one.",
            "entry is the selected entry as it came, reply the last reply, exchange a command with its reply and what it means.",
            "all is everything, or its end, as far as a clipboard takes it (about 75 kB). :export writes a file of any size.",
            "In the transcript, y copies the selected entry; in the panel, the explanation.",
            "Inside tmux, set-clipboard must be on. What a server sent is copied escaped, and secrets are [hidden].",
        ], example: ":copy reply")

    static let panel = HelpTopic(
        name: "panel", syntax: ":panel NAME", summary: "opens a tab of the side panel",
        details: [
            "codes: the table of codes. Type to search: 550, 55_, 5.7.x, rfc 3207, a word. Alt-G groups it otherwise.",
            "server: who answered, what the software may be, its limits, and its EHLO reply keyword by keyword.",
            "tls: what is known of TLS. message: the envelope, the content as sent, and the verdict.",
            "help: keys and commands; it begins with the command that you are typing.",
            "Alt-+ and Alt-- make the panel wider and narrower, Alt-Z gives it the whole screen.",
        ], example: ":panel server")

    static let tab = HelpTopic(
        name: "tab", syntax: ":tab WHERE", summary: "goes to another session, or opens or closes one",
        details: [
            "WHERE is a number from 1 to 9, next, previous, new, close, practice or split.",
            "practice is what the practice server sees: its state, every line, its mailboxes. split shows it beside the session.",
            ":connect TARGET --new opens a connection in a tab of its own. :quit and ^D close one; the last one ends the program.",
            "A tab with news says so: the sign and the word of its last reply, and how many came.",
        ], example: ":tab 2")

    static let color = HelpTopic(
        name: "color", syntax: ":color [ROLE STYLE]", summary: "changes how one kind of text looks",
        details: [
            "Alone it lists the roles. STYLE is words such as bold, underline, reverse, a colour, and on COLOUR; default undoes it.",
            "A colour is a name such as red or bright-blue, a number from 0 to 255, or default for the terminal's own.",
            ":set theme chooses among whole sets: default, light, dark, projector, mono or deutan (blue and orange).",
            "Both can stand in the settings file.",
        ], example: ":color ok bold green")

    static let bind = HelpTopic(
        name: "bind", syntax: ":bind [KEY ACTION]", summary: "puts an action on a key",
        details: [
            "Alone it lists all keys and actions. :bind KEY none takes the key off.",
            "Keys are written as in the help: F9, Alt-Z, ^R, PgUp. :keys shows what a key arrives as.",
            "A letter counts in the transcript only. What the key did before is told. It can stand in the settings file.",
        ], example: ":bind F9 zoom")

    static let keys = HelpTopic(
        name: "keys", syntax: ":keys", summary: "shows what each key press arrives as, until Esc",
        details: [
            "Some terminals keep keys for themselves. This tells which ones come through.",
            "The mouse clicks, scrolls and drags the divider; with Shift held, the terminal selects text. Alt-M gives it back.",
        ], example: nil)

    static let present = HelpTopic(
        name: "present", syntax: ":present", summary: "shows a session to a room, without the rest of the screen",
        details: [
            "The transcript and what the last reply means fill the screen; the line that you type stays below them.",
            "Notes stand large in a frame: :note TEXT writes one, as the title of what comes.",
            "Alt-E does the same. Again, or with any tab of the panel, everything comes back.",
            ":set theme projector has the contrast that a projector needs.",
        ], example: ":present")

    static let `do` = HelpTopic(
        name: "do", syntax: ":do ACTION", summary: "does what a key would do",
        details: ["Every action of the key help has a name: :bind lists them."], example: ":do zoom")
}
