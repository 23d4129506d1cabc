import SMTPProtocol

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
            name: "connect", syntax: ":connect TARGET [options]",
            summary: "opens a connection; an open one is closed first",
            details: [
                "TARGET is host, host:port, [IPv6]:port, unix:PATH, smtp://host, smtps://host, submission://host or lmtp://host.",
                "The port is 25 when none is given. Port 465 and smtps:// begin with TLS.",
                "-4, -6: only IPv4 or only IPv6 addresses. --source ADDRESS, --source-port PORT: where to connect from. --timeout SECONDS.",
                "--lmtp: speak LMTP, also to unix:PATH. --proxy-header HEADER: what a proxy in front would say, see :help proxy-header.",
                "--new: in a tab of its own. Alone, :connect opens a form with the usual ports.",
            ] + tlsOptions, example: ":connect mail.example.org:587 --tls require-starttls"),
        HelpTopic(
            name: "disconnect", syntax: ":disconnect", summary: "closes the connection at once, without QUIT",
            details: ["To say goodbye first, type QUIT."], example: nil),
        HelpTopic(
            name: "reconnect", syntax: ":reconnect", summary: "connects to the last target again",
            details: ["The options are the same as before. An open connection is closed first."], example: nil),
        HelpTopic(
            name: "practice", syntax: ":practice [SCENARIO] [options]",
            summary: "connects to the built-in practice server",
            details: [
                "It needs no network and delivers nothing. Its domain is practice.test.",
                "A recipient such as 450@practice.test or 550-5.1.1@practice.test gets exactly that reply.",
                "SCENARIO makes it misbehave in one way: a name that Tab offers, or a file of yours, see :help scenarios.",
                "The options are those of :connect.",
                "--as NAME: its replies imitate other software: \(ImitatedSoftware.list).",
                "F9, or :tab practice, shows what it sees of you; Alt-\\ puts that beside the session.",
                ":practice ca [FILE] writes the certificate of its authority into a new file, for other programs to trust.",
            ], example: ":practice --tls starttls"),
        HelpTopic(
            name: "starttls", syntax: ":starttls", summary: "brings the open connection under TLS",
            details: [
                "It sends EHLO if none was sent, STARTTLS, does the handshake, and sends EHLO again.",
                "Typing STARTTLS does the handshake, too; EHLO is then yours to say.",
            ], example: ":starttls"),
        HelpTopic(
            name: "tls", syntax: ":tls [pem [FILE]]", summary: "shows what is known of TLS and of the certificates",
            details: [":tls pem writes the certificates as the server presented them into a new file."],
            example: ":tls pem chain.pem"),
        HelpTopic(
            name: "auth", syntax: ":auth [MECHANISM] [USER] [ask|env:NAME|file:PATH]",
            summary: "logs in, and shows each step decoded",
            details: [
                "Without MECHANISM it takes the strongest that the server offers, and says why.",
                "The password is asked for, or is taken from an environment variable or the first line of a file.",
            ], example: ":auth PLAIN student ask"),
        HelpTopic(
            name: "b64", syntax: ":b64 TEXT", summary: "shows TEXT in base64, as AUTH wants it",
            details: [":b64 ask asks for the text without showing it."], example: ":b64 student"),
        HelpTopic(
            name: "raw", syntax: ":raw \"BYTES\"", summary: "sends exactly these bytes, with nothing added",
            details: [
                "In the quotes, \\r is CR, \\n is LF, \\t is tab, \\0 is NUL, \\xHH is any byte, \\\\ and \\\" are themselves.",
                "This is the way to break the rules on purpose: two commands at once, a line without CR, half a line.",
            ], example: ":raw \"NOOP\\r\\nNOOP\\r\\n\""),
        mail, rcpt, hold, release, xclient, xforward,
        HelpTopic(
            name: "message", syntax: ":message FILE", summary: "sends a file as the message, by DATA",
            details: [
                "MAIL and an accepted RCPT come first. It sends DATA, waits for the 354, and ends with the dot.",
                "Lines that begin with a dot get a second one, and line endings become CRLF; it says what was changed.",
                ":set line-endings keep sends a CR or LF alone as it is.",
                "A file above the server's SIZE is not sent, unless --anyway stands behind it.",
                "^C closes the connection, because half a message must never be taken for a whole one.",
            ], example: ":message hello.eml"),
        HelpTopic(
            name: "bdat", syntax: ":bdat FILE [CHUNK]", summary: "sends a file as the message, by BDAT, byte for byte",
            details: [
                "CHUNK is the size of a chunk: a number of bytes, 64k or 1M; without it, 1M.",
                "Nothing is changed, so that binary content (MAIL with BODY=BINARYMIME) stays as it is.",
                "Where the server offers PIPELINING, one chunk is sent ahead; else each waits for the reply before it.",
                "The server must offer CHUNKING. --anyway sends BDAT, or more than SIZE, all the same.",
            ], example: ":bdat picture.eml 64k"),
        HelpTopic(
            name: "compose", syntax: ":compose", summary: "opens your editor on a message, and sends what you save",
            details: [
                "The editor is that of VISUAL or EDITOR. Date, Message-ID, From and To are filled in from the envelope.",
                "Leaving the editor without saving, or with an empty file, sends nothing.",
            ], example: ":compose"),
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
        filter,
        HelpTopic(
            name: "note", syntax: ":note TEXT", summary: "writes a note into the transcript",
            details: ["Nothing is sent."], example: ":note now with a wrong recipient"),
        record, export, replay,
        copy, panel, tab,
        HelpTopic(
            name: "expect", syntax: ":expect PATTERN [within SECONDS]",
            summary: "says what must have happened; anything else is an error",
            details: [
                "250, 2xx, 25x, 250,251: the code of the last reply. 5.7.1, 5.7.x: its enhanced code. x stands for any digit or number.",
                "/text/: an expression that a line of the reply must hold, behind its code; /text/i takes all letters in both cases.",
                "capability STARTTLS, capability SIZE=1000, capability AUTH=PLAIN: what the last EHLO offered.",
                "tls, tls 1.3: the connection is encrypted. closed: there is no connection any more; this is waited for.",
                "not in front of a condition turns it round, and and between them joins several.",
                "within SECONDS waits so long for what is expected, and a reply that took longer does not count.",
                "Directly behind DATA it judges the reply to DATA; the content follows. A code other than 354 there says that none does.",
                "In an expression: letters as they are, . for any byte, [a-z] [^a], \\d \\w \\s \\D \\W \\S, * + ? {2,5}, ( ), |, ^ and $.",
                "A backslash takes the sign from any of these. Matching takes no longer for any text that a server could send.",
                "In a script or a pipe, nothing is run behind a failed expectation, and the exit code is 1.",
            ], example: ":expect 250 and /queued/i"),
        HelpTopic(
            name: "let", syntax: ":let [NAME [VALUE]]",
            summary: "defines a variable, which ${NAME} then stands for",
            details: [
                "It is replaced in commands of both kinds, once, before they are understood. $${ stands for ${ itself.",
                "In message content only what :let defined is replaced; everything else there stays as it is.",
                "There are also ${TARGET}, the server; ${NOW}, the date and time for a Date field; ${UNIQUE}, a word that no other run has;",
                "and ${env:NAME}, a variable of the environment. None of them is for secrets: those are named env:NAME in :auth.",
                "A value holds no CR, LF or NUL. :let alone shows all, and :let NAME shows one.",
            ], example: ":let SENDER a@lab.example.org"),
        HelpTopic(
            name: "sleep", syntax: ":sleep SECONDS", summary: "waits before the next line of a script",
            details: ["Fractions are allowed. ^C ends the wait."], example: ":sleep 0.5"),
        HelpTopic(
            name: "include", syntax: ":include FILE", summary: "plays the lines of a file",
            details: [
                "Each line is played when the reply to the one before is in. The whole file is checked before.",
                "In a script, FILE is looked for in the folder of that script. ^C leaves the rest out.",
            ], example: ":include greeting.smtpx"),
        HelpTopic(
            name: "session", syntax: ":session NAME", summary: "goes on in another session of a script",
            details: [
                "Each name is a session with a connection of its own. The first is called main.",
                "A new one has the settings of the one before. Variables are the same in all.",
                "It is for smtpx run: here there is one session.",
            ], example: ":session receiver"),
        HelpTopic(
            name: "set", syntax: ":set [NAME [VALUE]]", summary: "changes a setting, or lists all",
            details: ["Times are in whole seconds."]
                + Setting.allCases.map { "\($0.rawValue) \($0.valueForm): \($0.summary)." },
            example: ":set timeout.greeting 10"),
        color, bind, keys, present, `do`,
        lesson, hint, skip, restart, answer, quiz,
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
                "To send a file instead, write :message FILE before DATA, or :compose for your editor.",
                "The colon has no meaning there. ^C does not end the message; only . alone or the end of the connection does.",
            ], example: "Subject: test"),
        typing, recordingFormat,
        HelpTopic(
            name: "scripts", syntax: "Scripts", summary: "files with the lines that you would type",
            details: [
                "smtpx run FILE plays one without the screen, and :include FILE here. All lines are checked before anything is sent.",
                "A line that begins with # is a comment, and empty lines do not count, but for message content, which stays as it is.",
                "Behind DATA everything is content up to a dot alone; only :expect may stand between the two.",
                ":expect says what must have come. :let, :sleep, :include and :session are explained under their names.",
                "A script is played by nobody: it stops at the first thing that goes wrong and was not expected.",
            ], example: ":include greeting.smtpx"),
        scenarios, mode, extensions, lmtp, prdr,
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
                "Without TLS everyone on the way can read a password: :starttls first, or :connect HOST --tls implicit.",
            ], example: nil),
        proxyHeader,
        HelpTopic(
            name: "encryption", syntax: "TLS", summary: "who can read along, and who is at the other end",
            details: [
                "TLS begins with the first byte (port 465) or after STARTTLS (ports 25 and 587).",
                "The server must show a certificate for the name that you typed, from an authority that this system trusts.",
                "Without that there is no connection. --ca FILE trusts other authorities, --pin one key, --insecure anybody.",
            ] + tlsOptions, example: ":connect mail.example.org --tls starttls"),
    ]

    private static let tlsOptions = [
        "--tls none|starttls|require-starttls|implicit: when TLS begins; without it, you type STARTTLS or :starttls.",
        "--ca FILE: authorities in PEM, which stand in for the system's. --insecure: connects whatever certificate is shown.",
        "--pin SHA256: the hash of the server's key, which nobody else need vouch for then; more than one may be given.",
        "--cert FILE, --key FILE: our own certificate in PEM and its key, which may stand in the same file.",
        "--sni NAME: the name to ask for instead of the host's. --tls-min 1.0|1.1|1.2|1.3: the oldest version, usually 1.2.",
    ]

    static func normalized(_ name: String) -> String {
        let name = name.lowercased()
        return name.hasPrefix(":") ? String(name.dropFirst()) : name
    }
}
