extension Transcripts {
    /// Servers that keep to the protocol.
    public static let good: [Transcript] = [
        Transcript(
            "a whole session with one message",
            """
            220 mx.example.net ESMTP Postfix (Debian)␍␊\
            250-mx.example.net␍␊250-PIPELINING␍␊250-SIZE 10240000␍␊250-VRFY␍␊250-ETRN␍␊250-STARTTLS␍␊\
            250-ENHANCEDSTATUSCODES␍␊250-8BITMIME␍␊250-DSN␍␊250-SMTPUTF8␍␊250 CHUNKING␍␊\
            250 2.1.0 Ok␍␊250 2.1.5 Ok␍␊354 End data with <CR><LF>.<CR><LF>␍␊\
            250 2.0.0 Ok: queued as 4F2A81C0␍␊221 2.0.0 Bye␍␊
            """.wire),
        Transcript(
            "HELO and nothing more",
            "220 old.example.org SMTP␍␊250 old.example.org␍␊221 closing␍␊".wire),
        Transcript(
            "EHLO in the manner of Exim",
            """
            220 exim.example.net ESMTP Exim 4.96 Mon, 23 Nov 2026 10:00:00 +0000␍␊\
            250-exim.example.net Hello lab.example.org [192.0.2.7]␍␊250-SIZE 52428800␍␊250-8BITMIME␍␊250-PIPELINING␍␊\
            250-PIPECONNECT␍␊250-CHUNKING␍␊250-STARTTLS␍␊250-PRDR␍␊250 HELP␍␊
            """.wire),
        Transcript(
            "EHLO with AUTH in both forms",
            "250-mail.example.com␍␊250-AUTH PLAIN LOGIN␍␊250-AUTH=PLAIN LOGIN␍␊250-LIMITS RCPTMAX=50␍␊250 OK␍␊".wire),
        Transcript(
            "a refusal of many lines, each with its enhanced code",
            """
            550-5.7.26 This mail has been blocked because the sender is unauthenticated.␍␊\
            550-5.7.26 Authentication results:␍␊550-5.7.26  DKIM = did not pass␍␊\
            550-5.7.26  SPF [example.org] with ip: [192.0.2.7] = did not pass␍␊550 5.7.26 abc123 - gsmtp␍␊
            """.wire),
        Transcript(
            "greylisting, then an unknown user",
            """
            451 4.7.1 <b@example.net>: Recipient address rejected: Greylisted␍␊\
            550 5.1.1 <nobody@example.net>: User unknown␍␊
            """.wire),
        Transcript(
            "a long HELP text",
            (1...60).map { "214-2.0.0 HELP topic number \($0) has a line of its own␍␊" }.joined().wire
                + "214 2.0.0 End of HELP info␍␊".wire),
        Transcript(
            "many replies in one segment",
            String(repeating: "250 2.1.5 Ok␍␊", count: 40).wire),
        Transcript(
            "LMTP: one reply for each recipient",
            "354 go ahead␍␊250 2.1.5 <a@x> delivered␍␊552 5.2.2 <b@x> over quota␍␊250 2.1.5 <c@x> delivered␍␊".wire),
        Transcript(
            "AUTH LOGIN",
            "334 VXNlcm5hbWU6␍␊334 UGFzc3dvcmQ6␍␊235 2.7.0 Authentication successful␍␊".wire),
        Transcript(
            "text in UTF-8",
            "550 5.1.1 Empfänger unbekannt: größe@例え.jp␍␊250 2.0.0 🏳️‍🌈 ok␍␊".wire),
        Transcript(
            "continuation lines without text",
            "250-␍␊250-␍␊250 done␍␊".wire),
        Transcript(
            "the server says goodbye",
            "421 4.4.2 mx.example.net Error: timeout exceeded␍␊".wire),
        Transcript("nothing at all", []),
    ]
}
