/// Help on one subject: a command of the explorer or an idea.
public struct HelpTopic: Hashable, Sendable {
    /// The word that `:help` takes.
    public let name: String
    /// How it is written: `:connect TARGET [options]`; for an idea, its title.
    public let syntax: String
    /// What it does, in a few words.
    public let summary: String
    /// The rest, a paragraph each.
    public let details: [String]
    /// Something to try.
    public let example: String?

    /// The topic with this name, written with or without the colon.
    public static func named(_ name: String) -> HelpTopic? {
        let name = Self.normalized(name)
        return all.first { $0.name == name }
    }

    /// All topics: the commands in their usual order, then the ideas.
    public static let all: [HelpTopic] = commands + ideas

    /// The topics of the explorer commands.
    public static let commands: [HelpTopic] = [
        HelpTopic(
            name: "connect", syntax: ":connect TARGET [-4|-6] [--source ADDRESS] [--timeout SECONDS]",
            summary: "opens a connection; an open one is closed first",
            details: [
                "TARGET is host, host:port, [IPv6]:port, unix:PATH, smtp://host, submission://host or lmtp://host.",
                "The port is 25 when none is given. -4 and -6 use only IPv4 or only IPv6 addresses.",
            ], example: ":connect mail.example.org:25"),
        HelpTopic(
            name: "disconnect", syntax: ":disconnect", summary: "closes the connection at once, without QUIT",
            details: ["To say goodbye first, type QUIT."], example: nil),
        HelpTopic(
            name: "reconnect", syntax: ":reconnect", summary: "connects to the last target again",
            details: ["An open connection is closed first."], example: nil),
        HelpTopic(
            name: "practice", syntax: ":practice", summary: "connects to the built-in practice server",
            details: [
                "It needs no network and delivers nothing. Its domain is practice.test.",
                "A recipient such as 450@practice.test or 550-5.1.1@practice.test gets exactly that reply.",
            ], example: ":practice"),
        HelpTopic(
            name: "raw", syntax: ":raw \"BYTES\"", summary: "sends exactly these bytes, with nothing added",
            details: [
                "In the quotes, \\r is CR, \\n is LF, \\t is tab, \\0 is NUL, \\xHH is any byte, \\\\ and \\\" are themselves.",
                "This is the way to break the rules on purpose: two commands at once, a line without CR, half a line.",
            ], example: ":raw \"NOOP\\r\\nNOOP\\r\\n\""),
        HelpTopic(
            name: "codes", syntax: ":codes [QUERY]", summary: "shows the table of reply codes",
            details: ["QUERY is a number, a pattern such as 55_ or 5.7.x, a word, or an RFC."], example: ":codes 55_"),
        HelpTopic(
            name: "explain", syntax: ":explain [CODE or reply]", summary: "explains a code or the text of a reply",
            details: ["Without an argument it explains the last reply."],
            example: ":explain 550 5.1.1 <a@example.org>: User unknown"),
        HelpTopic(
            name: "find", syntax: ":find [TEXT]", summary: "finds a text in the transcript",
            details: [
                "Capital and small letters are the same. Without TEXT it goes to the place before the last one found."
            ],
            example: ":find relay"),
        HelpTopic(
            name: "note", syntax: ":note TEXT", summary: "writes a note into the transcript",
            details: ["Nothing is sent."], example: ":note now with a wrong recipient"),
        HelpTopic(
            name: "set", syntax: ":set [NAME [VALUE]]", summary: "changes a setting, or lists all",
            details: ["Times are in whole seconds."]
                + Setting.allCases.map { "\($0.rawValue) \($0.valueForm): \($0.summary)." },
            example: ":set timeout.greeting 10"),
        HelpTopic(
            name: "help", syntax: ":help [TOPIC]", summary: "shows help",
            details: [
                "TOPIC is a command with or without its colon, an SMTP command such as RCPT, or one of the ideas below."
            ],
            example: ":help content"),
        HelpTopic(
            name: "quit", syntax: ":quit", summary: "says QUIT to the server, waits for its goodbye, and leaves",
            details: ["A second :quit, or ^C, leaves at once."], example: nil),
    ]

    /// The topics that are no commands.
    public static let ideas: [HelpTopic] = [
        HelpTopic(
            name: "language", syntax: "What you type", summary: "a line that begins with : is for the explorer",
            details: [
                "Every other line is sent to the server as it stands, with CR and LF added.",
                "A line that looks wrong is marked before it is sent. It is sent all the same: this is an explorer.",
            ], example: "EHLO lab.example.org"),
        HelpTopic(
            name: "content", syntax: "Message content", summary: "after DATA and 354, lines are the message",
            details: [
                "Type header lines, an empty line, the text, and then . alone to end the message.",
                "A line that begins with a dot gets a second dot on its way; the server takes it off again.",
                "The colon has no meaning there. ^C does not end the message; only . alone or the end of the connection does.",
            ], example: "Subject: test"),
        HelpTopic(
            name: "severity", syntax: "How good a reply is", summary: "the first digit of its code tells",
            details: [
                "2 is OK: it was done. 3 is CONTINUE: the server waits for more from you.",
                "4 is TEMP, a temporary failure: try again later. 5 is PERM, a permanent failure: change something first.",
            ], example: ":codes 4"),
        HelpTopic(
            name: "secrets", syntax: "Passwords", summary: "what follows AUTH is hidden and never kept",
            details: [
                "The transcript shows [hidden], and the history does not keep such lines.",
                "This version does not encrypt the connection: everyone on the way can read a password.",
            ], example: nil),
    ]

    static func normalized(_ name: String) -> String {
        let name = name.lowercased()
        return name.hasPrefix(":") ? String(name.dropFirst()) : name
    }
}
