/// Help on writing sessions down, and on what was written.
extension HelpTopic {
    static let record = HelpTopic(
        name: "record", syntax: ":record [FILE|off]", summary: "writes the session into a new file as it happens",
        details: [
            "It begins with what the transcript has. :record off ends it. Without FILE a name is made: smtpx paths says where.",
            "The file is for you alone and never takes the place of another one. What is secret stands there as [hidden].",
            "smtpx --record FILE records from the first event. :help recording describes the file.",
        ], example: ":record session.ndjson")

    static let export = HelpTopic(
        name: "export", syntax: ":export FILE",
        summary: "writes the session in the format that the file's name ends with",
        details: [
            ".txt is plain text, .md Markdown, .html one web page that needs nothing else.",
            ".json is an array of the events of a recording, .cast a film for asciinema.",
            ".smtpx is a script that does the same again and expects the same codes: smtpx run FILE plays it.",
            "Times are in UTC. A replay exports like the session itself.",
        ], example: ":export session.html")

    static let replay = HelpTopic(
        name: "replay", syntax: ":replay FILE [play|all]", summary: "shows a recording as if it happened now",
        details: [
            "Enter shows the next event. Nothing is connected, and nothing is sent.",
            ":replay play goes on as fast as it happened, until ^C. :replay all shows the rest at once.",
            ":replay stop ends it. So does a new connection.",
        ], example: ":replay session.ndjson")

    static let recordingFormat = HelpTopic(
        name: "recording", syntax: "The file of a recording", summary: "JSON, one event a line (NDJSON)",
        details: [
            "Every line: t, seconds since the start; from, who or what; session, where several stand in one file.",
            "from recording: the first line. format, version, program, started (ISO 8601, UTC), settings.",
            "from client: purpose (command, content, end of data, response, raw), verb, secret, automatic.",
            "from server: code, enhanced, severity, meaning; answers (what), to (which entry), standing, state, latency in s.",
            "from connection: event and text. from notice: level and text. from note: what :note wrote.",
            "entry numbers these. remarks is what is said about one; from remark adds another one to it later.",
            "from command: a line for the explorer, such as :connect. from status: what the top line says from now on.",
            "from tls: what is known of TLS, as sections of rows.",
            "text is what stood there. A reply's lines have LF between them and had CRLF on the wire.",
            "base64 stands in the place of text for bytes that are not UTF-8, and for a reply with other line ends.",
            "A reader passes over events and members that it does not know.",
        ], example: nil)
}
