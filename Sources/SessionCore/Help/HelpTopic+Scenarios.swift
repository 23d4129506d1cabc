import SMTPProtocol

/// Help on writing scenarios for the practice server.
extension HelpTopic {
    static let scenarios = HelpTopic(
        name: "scenarios", syntax: "Scenarios",
        summary: "what goes wrong on the practice server, written in a few lines",
        details: [
            ":practice NAME plays one that is built in; Tab lists them. :practice ./FILE plays one of your own, and so do "
                + "smtpx --practice --scenario FILE and smtpx serve --scenario FILE.",
            "A file has one line for each thing that is different. Whatever no line is about is as on a good server.",
            "title \"TEXT\", summary \"TEXT\": what it is called, and what happens. # begins a comment.",
            "as NAME: its replies imitate other software: \(ImitatedSoftware.list).",
            "banner \"TEXT\": what the greeting says. capabilities -NAME +NAME=VALUE: what EHLO hides or adds; "
                + "+SIZE=1000 also holds messages to it.",
            "user NAME PASSWORD: somebody who can log in. mailbox NAME [quota N messages]: an address that takes mail, "
                + "and answers 452 when N messages are in it.",
            "greylist 60s: who is new is put off with 451, and taken when 60 seconds have passed.",
            "rate 3 per minute reply 450 4.7.1 \"TEXT\": more MAIL than that gets this reply; also per second or hour.",
            "require tls, require auth: no mail before. relay after login: mail for other domains is taken only then.",
            "on MOMENT [<PATTERN>] ACTION [with chance 20% seed 7]: a rule. The first rule with a reply that fits is the one "
                + "that counts.",
            "MOMENT: CONNECT, EHLO, MAIL FROM, RCPT TO, DATA, DATA end (the dot), AUTH, STARTTLS, VRFY, RSET, NOOP, QUIT, or any.",
            "PATTERN: * stands for any text. It is held against the address, the name behind EHLO, or at CONNECT the client.",
            "ACTION: reply CODE \"TEXT\" (400 to 599; an enhanced code may follow), delay 5s, drop (closes without a word), "
                + "or rst (resets the connection). delay can stand before another one.",
            "chance makes it happen in so many of 100 cases, and seed makes those the same in each run.",
            "split every byte and bare-lf replies are for trying out clients. bare-lf ends data takes a dot between bare LF as "
                + "the end of a message, as servers did that messages were smuggled through.",
            "certificate, starttls, tls and login make security go wrong: certificate expired, not-yet-valid, wrong-name, "
                + "self-signed or unknown-authority; starttls stripped, injected or pipelined; tls 1.0; login downgrade.",
            "smtpx serve --check FILE finds mistakes. A file that changes while it is played counts for the next connection.",
        ], example: "on RCPT TO <sales@*> reply 452 4.2.2 \"Mailbox full\"")
}
