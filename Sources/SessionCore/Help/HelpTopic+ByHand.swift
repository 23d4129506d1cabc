/// Help on what is said to a server by hand: groups of commands, composed commands, and what the explorer pretends to be.
extension HelpTopic {
    static let hold = HelpTopic(
        name: "hold", syntax: ":hold [drop]",
        summary: "holds commands back, to send them together; lists those that are held",
        details: [
            "From then on commands are collected, and the prompt counts them. :release sends all of them in one write.",
            ":hold again lists what is held. :hold drop forgets it and ends holding.",
            "A group may hold MAIL, RCPT, RSET and BDAT anywhere. EHLO, DATA, AUTH, STARTTLS, NOOP and QUIT should be its last "
                + "command (RFC 2920 3.1); another place is marked and not forbidden.",
            "What is held behind STARTTLS is never sent in the clear: it stays held until TLS stands.",
        ], example: ":hold")

    static let release = HelpTopic(
        name: "release", syntax: ":release", summary: "sends what :hold has collected in one write",
        details: [
            "Each reply is shown with the command that it answers, in their order.",
            "A server that does not offer PIPELINING may lose what did not wait for it; you are warned.",
        ], example: ":release")

    static let mode = HelpTopic(
        name: "mode", syntax: "What asks before a message is sent", summary: ":set mode safe, normal or free",
        details: [
            "A server takes a message with the dot alone, with BDAT or BURL and LAST, or with exact bytes that hold one of them.",
            "safe asks each time. normal, the usual mode, asks once for each remote host, and never on this machine or on the "
                + "practice server. free asks nothing.",
            "no keeps the message open. At the question, :disconnect drops it.",
            "In a pipe or a script nobody can be asked: nothing is committed, the connection is closed, and the exit code is 77. "
                + "A script that is to send states :set mode free.",
        ], example: ":set mode safe")

    static let proxyHeader = HelpTopic(
        name: "proxy-header", syntax: "The PROXY protocol",
        summary: "what HAProxy says to a server about who connected",
        details: [
            "--proxy-header HEADER, on the command line or behind :connect, sends it before everything else, also before TLS.",
            "HEADER is v1 or v2, and then FROM:PORT TO:PORT, or UNKNOWN, or LOCAL (v2 only: the proxy itself connects).",
            "An address of IPv6 stands in brackets. v1 is a line of text, v2 is binary; the transcript shows both.",
            "The server must expect it: Postfix with smtpd_upstream_proxy_protocol = haproxy.",
        ], example: ":connect mx.example.net --proxy-header \"v2 192.0.2.7:4711 198.51.100.1:25\"")
}
