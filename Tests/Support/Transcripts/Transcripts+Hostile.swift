import SMTPProtocol

extension Transcripts {
    /// Servers that do not keep to the protocol: the rows CP of the catalogue, and a little more.
    public static let hostile: [Transcript] = replies + streams + floods

    private static let replies: [Transcript] = [
        Transcript("CP01: codes that differ between lines", "250-a␍␊550 b␍␊250 next␍␊".wire),
        Transcript("CP02: a line without a code inside a reply", "250-a␍␊hello␍␊250 b␍␊250 next␍␊".wire),
        Transcript("CP03: codes alone and too short", "250␍␊25␍␊␍␊250 ␍␊2␍␊250".wire),
        Transcript("CP03: the stream ends after a bare code and CR", "250␍".wire),
        Transcript(
            "CP04: things that look like codes", "99999 x␍␊000 x␍␊+25 x␍␊٢٥٠ x␍␊650 x␍␊260 x␍␊250x␍␊250\u{00A0}x␍␊".wire
        ),
        Transcript("CP07: bare LF", "220 a␊250-b␊250 c␊250 d␍␊".wire),
        Transcript("CP07: bare CR and CR CR LF", "220 a␍b␍␊250 c␍␍␊250␍x␍␊250␍␍␊".wire),
        Transcript("CP08: NUL", "250 a␀b␍␊␀250 c␍␊250␀d␍␊2␀50 e␍␊".wire),
        Transcript(
            "CP09: not UTF-8",
            "250 a".wire + [0xFF, 0xFE] + "␍␊250 b".wire + [0xC3] + "␍␊250 c".wire + [0xED, 0xA0, 0x80] + "␍␊".wire),
        Transcript("CP09: a stream that ends inside a character", "250 gr".wire + [0xF0, 0x9F, 0x8F]),
        Transcript("CP11: replies nobody asked for", "220 hi␍␊250 surprise␍␊421 4.3.2 shutting down␍␊".wire),
        Transcript(
            "CP14: sizes that are no size",
            "250-x␍␊250-SIZE 99999999999999999999␍␊250-SIZE -1␍␊250-SIZE␍␊250 SIZE 0x10␍␊".wire),
        Transcript(
            "CP14: sixty AUTH mechanisms",
            "250-x␍␊250 AUTH".wire + (1...60).map { " MECHANISM-\($0)" }.joined().wire + "␍␊".wire),
        Transcript(
            "CP15: enhanced codes that do not fit", "250 5.1.1 x␍␊550 5.7␍␊550 5.1.1␍␊550 5.1.1x␍␊550 5.␍␊550 5".wire),
        Transcript("CP16: codes out of their stage", "354 go␍␊220 again␍␊221 bye␍␊421 4.0.0 no␍␊554 5.0.0 no␍␊".wire),
        Transcript("CP18: 250 to DATA", "250 ready␍␊250 EHLO␍␊250 ok␍␊250 ok␍␊250 to DATA␍␊".wire),
        Transcript("CP22: challenges that are no base64", "334 !!!␍␊334 ␍␊334␍␊334 =␍␊".wire),
        Transcript("CP24: a SCRAM challenge", "334 cj1vdGhlcixzPVFTWENSK1E2c2VrOGJmOTIsaT0x␍␊235 early␍␊".wire),
        Transcript(
            "TO01: escape sequences", "250 ␛[2J␛[H␛c␛]52;c;AAAA␇ x␍␊250-".wire + [0x9B] + "31m␍␊250 ␈␋␌␡␍␊".wire),
    ]

    private static let streams: [Transcript] = [
        Transcript(
            "CP17: HTTP",
            "HTTP/1.1 400 Bad Request␍␊Content-Type: text/html␍␊Connection: close␍␊␍␊<html>Bad␊Request</html>␊".wire),
        Transcript("CP17: SSH", "SSH-2.0-OpenSSH_9.2p1 Debian-2␍␊".wire),
        Transcript("CP17: a TLS alert", [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x0A]),
        Transcript("CP21: cut inside a line", "220 mx.example.net ESMTP␍␊250-PIPEL".wire),
        Transcript("CP21: cut between the lines of a reply", "220 mx␍␊250-PIPELINING␍␊".wire),
        Transcript("CP21: cut between CR and LF", "250 2.0.0 Ok␍".wire),
        Transcript(
            "CT03: a reply injected behind the 220 of STARTTLS", "220 2.0.0 Ready␍␊250-evil␍␊250 AUTH PLAIN␍␊".wire),
        Transcript("CT04: a partial line behind the 220 of STARTTLS", "220 2.0.0 Ready␍␊250-ev".wire),
        Transcript("only line endings", "␍␊␍␊␊␊␍␍␍␊␊␍".wire),
        Transcript("every byte there is", "250-".wire + Array(0...255) + "␍␊250 end␍␊".wire),
        Transcript("a reply line of 512 bytes, and one of 513", longLine(512) + longLine(513)),
    ]

    private static let floods: [Transcript] = [
        Transcript(
            "CP05: a line without end", "250 ".wire + Array(repeating: 0x61, count: 900),
            limits: ReplyLimits(lineBytes: 700)),
        Transcript(
            "CP05: a line without end, full of CR", Array(repeating: 0x0D, count: 300),
            limits: ReplyLimits(lineBytes: 256)),
        Transcript(
            "CP06: lines without end", String(repeating: "250-x␍␊", count: 120).wire, limits: ReplyLimits(lines: 100)),
        Transcript(
            "CP06: a reply of too many bytes", String(repeating: "250-some text here␍␊", count: 40).wire,
            limits: ReplyLimits(replyBytes: 333)),
        Transcript(
            "CP06: a good reply, then too many bytes", "220 hi␍␊".wire + String(repeating: "250-x␍␊", count: 40).wire,
            limits: ReplyLimits(replyBytes: 70)),
    ]

    /// A reply of one line with `count` bytes, CR LF included.
    private static func longLine(_ count: Int) -> [UInt8] {
        "250 ".wire + Array(repeating: 0x61, count: count - 6) + "␍␊".wire
    }
}
