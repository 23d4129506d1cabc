/// Help on what is said to a server by hand: groups of commands, composed commands, and what the explorer pretends to be.
extension HelpTopic {
    static let mail = HelpTopic(
        name: "mail", syntax: ":mail ADDRESS [NAME=VALUE ...]",
        summary: "writes MAIL FROM with its parameters, and sends it",
        details: [
            "Values are plain text and are encoded for you: envid=\"order 1+2\" becomes ENVID=order+201+2B2.",
            "Known: size=N body=7bit|8bitmime|binarymime smtputf8 ret=full|hdrs envid=TEXT auth=ADDRESS by=SECONDS;R|N[T] "
                + "holdfor=SECONDS holduntil=2030-01-31T08:00:00Z mt-priority=-9..9 requiretls prdr.",
            "SMTPUTF8 is added where the address needs it and the server offers it. Values of a wrong form are not sent.",
            "<> is the empty sender of reports.",
        ], example: ":mail me@example.org size=1000 ret=hdrs")

    static let rcpt = HelpTopic(
        name: "rcpt", syntax: ":rcpt ADDRESS [NAME=VALUE ...]",
        summary: "writes RCPT TO with its parameters, and sends it",
        details: [
            "Known: notify=never, or success,failure,delay; orcpt=ADDRESS, the address that was first written (RFC 3461).",
            "orcpt=bob+tag@example.net becomes ORCPT=rfc822;bob+2Btag@example.net, and utf-8; for letters outside ASCII.",
        ], example: ":rcpt bob@example.net notify=success,failure orcpt=bob+tag@example.net")

    static let xclient = HelpTopic(
        name: "xclient", syntax: ":xclient NAME=VALUE ...",
        summary: "pretends to be another client, to a server that trusts us",
        details: [
            "Attributes: NAME ADDR PORT PROTO HELO LOGIN DESTADDR DESTPORT. Values are encoded for you.",
            "[UNAVAILABLE] says that a value does not exist, [TEMPUNAVAIL] that it could not be found out just now.",
            "The server says which it takes behind XCLIENT in its EHLO; others are marked and sent.",
            "After its 220 the session begins anew: say EHLO again. Postfix: smtpd_authorized_xclient_hosts.",
        ], example: ":xclient NAME=mail.example.org ADDR=192.0.2.7 HELO=mail.example.org")

    static let xforward = HelpTopic(
        name: "xforward", syntax: ":xforward NAME=VALUE ...",
        summary: "tells the server whose mail we pass on, for its log",
        details: [
            "Attributes: NAME ADDR PORT PROTO HELO IDENT SOURCE. Values are encoded for you; [UNAVAILABLE] is one that is not known.",
            "The server says which it takes behind XFORWARD in its EHLO. Postfix: smtpd_authorized_xforward_hosts.",
        ], example: ":xforward NAME=mail.example.org ADDR=192.0.2.7 SOURCE=REMOTE")

    static let extensions = HelpTopic(
        name: "extensions", syntax: "What a server can do beyond the basics",
        summary: "it lists its extensions in its reply to EHLO",
        details: [
            "SIZE, 8BITMIME, SMTPUTF8, DSN, DELIVERBY, FUTURERELEASE, MT-PRIORITY, REQUIRETLS, PRDR bring parameters of MAIL and "
                + "RCPT: :help mail, :help rcpt. The input shows their form, and whether this server offers them.",
            "CHUNKING and BINARYMIME bring BDAT; BURL has the server fetch content; PIPELINING allows :hold and :release.",
            "LIMITS says how many recipients, messages and domains it takes; a command beyond that is marked before it goes out.",
            "ETRN has the server send what it holds for a domain. ATRN swaps roles after a login. TURN swaps them without one: "
                + "whoever connects could take another's mail, so nobody offers it.",
        ], example: ":help mail")

    static let lmtp = HelpTopic(
        name: "lmtp", syntax: "LMTP", summary: "SMTP's kin for the last step, into a mailbox",
        details: [
            "lmtp://HOST (port 24), lmtp:unix:PATH, or --lmtp with any target. A bare unix:PATH speaks SMTP.",
            "It begins with LHLO. After the dot the server gives one reply for each accepted recipient, in their order; each is "
                + "shown with the recipient that it is for (RFC 2033).",
        ], example: ":connect unix:/run/dovecot/lmtp --lmtp")

    static let prdr = HelpTopic(
        name: "prdr", syntax: "PRDR", summary: "one reply for each recipient after the content, in SMTP",
        details: [
            "Where EHLO offers PRDR, MAIL FROM:<a@example.org> PRDR asks for it. It is an Internet-Draft that Exim speaks.",
            "After the dot the server says 353, then one reply for each accepted recipient in their order, then one for the whole "
                + "message. Without 353 there is one reply, as usual.",
        ], example: ":mail me@example.org prdr")

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
