import SMTPProtocol

// Megabytes a second of `ReplyParser` on one core, for streams of one shape, fed in segments of 64 KiB.

let helloReply = """
    250-mx.example.net at your service, [192.0.2.17]\r
    250-SIZE 157286400\r
    250-8BITMIME\r
    250-STARTTLS\r
    250-ENHANCEDSTATUSCODES\r
    250-PIPELINING\r
    250-CHUNKING\r
    250-DSN\r
    250-AUTH PLAIN LOGIN SCRAM-SHA-256\r
    250 SMTPUTF8\r

    """
let session =
    helloReply + "250 2.1.0 Ok\r\n550 5.1.1 <nobody@example.net>: Recipient address rejected: User unknown\r\n"
    + "250 2.1.5 Ok\r\n354 End data with <CR><LF>.<CR><LF>\r\n250 2.0.0 Ok: queued as 4F1x2y3z\r\n"
let streams: [(name: String, text: String)] = [
    ("EHLO replies of 10 lines", helloReply),
    ("whole sessions", session),
    ("replies of 14 bytes", "250 2.1.0 Ok\r\n"),
]
let segment = 65_536
let total = 256 << 20

for (name, text) in streams {
    let pattern = Array(text.utf8)
    var stream: [UInt8] = []
    while stream.count < 4 << 20 { stream += pattern }
    var parser = ReplyParser()
    var replies = 0
    let clock = ContinuousClock()
    let elapsed = clock.measure {
        var fed = 0
        while fed < total {
            var offset = 0
            while offset < stream.count {
                let end = min(offset + segment, stream.count)
                parser.append(stream[offset..<end])
                while let output = parser.next() {
                    guard case .reply = output else { continue }
                    replies += 1
                }
                offset = end
            }
            fed += stream.count
        }
    }
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let rate = Double(total) / 1e6 / seconds
    print(
        "\(name): \(Int(rate)) MB/s, \(Int(Double(replies) / seconds / 1000)) thousand replies/s (hold: at least 300 MB/s)"
    )
}
