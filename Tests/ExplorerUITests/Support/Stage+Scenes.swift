import SessionCore
import TerminalKit

extension Stage {
    /// The session of the design's picture: one accepted MAIL, one greylisted and one refused recipient.
    mutating func playPicture() {
        connect()
        server("220 mx.example.net ESMTP ready␍␊", after: 41)
        line("EHLO lab.example.org", after: 4_000)
        server(
            "250-mx.example.net␍␊250-PIPELINING␍␊250-SIZE 10240000␍␊250-8BITMIME␍␊250 ENHANCEDSTATUSCODES␍␊", after: 12)
        line("MAIL FROM:<a@lab.example.org>", after: 16_000)
        server("250 2.1.0 Ok␍␊", after: 9)
        line("RCPT TO:<b@example.net>", after: 9_000)
        server("451 4.7.1 Greylisted, try again later␍␊", after: 14)
        line("RCPT TO:<nobody@example.net>", after: 25_000)
        server("550 5.1.1 <nobody@example.net>: User unknown␍␊", after: 12)
        wait(2_000)
    }

    /// The picture, with a line being typed.
    mutating func playTyping() {
        playPicture()
        type("RCPT TO:<postmaster@example.net>")
    }

    /// A transaction whose DATA was accepted.
    mutating func playContent() {
        connect()
        server("220 mx.example.net ESMTP ready␍␊", after: 41)
        line("EHLO lab.example.org", after: 1_000)
        server("250-mx.example.net␍␊250 PIPELINING␍␊", after: 12)
        line("MAIL FROM:<a@lab.example.org>", after: 1_000)
        server("250 2.1.0 Ok␍␊", after: 9)
        line("RCPT TO:<b@example.net>", after: 1_000)
        server("250 2.1.5 Ok␍␊", after: 9)
        line("DATA", after: 1_000)
        server("354 End data with <CR><LF>.<CR><LF>␍␊", after: 9)
    }

    /// Many numbered NOOPs with their replies.
    mutating func playNoops(_ count: Int, from first: Int = 1) {
        for number in first..<(first + count) {
            line("NOOP \(number)", after: 1_000)
            server("250 2.0.0 reply number \(number)␍␊", after: 5)
        }
    }
}
