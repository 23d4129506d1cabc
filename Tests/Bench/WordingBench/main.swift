import SMTPProtocol
import SMTPReference

// Replies a second whose reason `WordingTable` finds on one core, and megabytes a second for long texts.

let replies: [Reply] = [
    "550-5.1.1 The email account that you tried to reach does not exist. Please try\r\n550-5.1.1 double-checking the "
        + "recipient's email address for typos or\r\n550 5.1.1 unnecessary spaces. - gsmtp\r\n",
    "554 5.7.1 <bob@example.net>: Relay access denied\r\n",
    "451 4.7.1 <bob@example.org>: Recipient address rejected: Greylisted for 5 minutes\r\n",
    "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; "
        + "https://www.spamhaus.org/query/ip/192.0.2.1\r\n",
    "552 5.2.2 <bob@example.org> Quota exceeded (mailbox for user is full)\r\n",
    "250 2.0.0 Ok: queued as 4F1x2y3z\r\n",
    "550 5.7.1 Something that no rule knows, in a sentence of the usual length\r\n",
].map { Reply(parsing: Array($0.utf8)) }

let clock = ContinuousClock()

func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
}

var known = 0
let built = seconds(clock.measure { known += ReferenceTables.shared.wordings.match(replies[0]) == nil ? 0 : 1 })
print("reading and compiling the rules: \(Int(built * 1000)) ms, once")
let table = ReferenceTables.shared.wordings
let rounds = 200_000
let elapsed = seconds(
    clock.measure {
        for round in 0..<rounds where table.match(replies[round % replies.count]) != nil { known += 1 }
    })
print("replies: \(Int(Double(rounds) / elapsed / 1000)) thousand a second, \(known) known (hold: at least 100)")

let hostile: [(name: String, text: String)] = [
    ("one word again and again", "user unknown "), ("beginnings of rules", "recipient address rejected: "),
    ("words of many rules", "blocked mailbox is not account the user over quota spam "), ("a single letter", "a"),
]
for (name, piece) in hostile {
    var text: [UInt8] = []
    while text.count < 65_536 { text += piece.utf8 }
    let wording = ReplyWording(code: ReplyCode(299), enhanced: nil, text: text)
    let elapsed = seconds(clock.measure { for _ in 0..<200 { known += table.match(wording) == nil ? 0 : 1 } })
    print("64 kB of \(name): \(Int(200 * 65_536 / elapsed / 1e6)) MB/s (hold: at least 10)")
}
