import SMTPProtocol
import Testing

@Suite("Limits")
struct LimitsTests {
    @Test("the sizes are those of RFC 5321 §4.5.3.1")
    func sizes() {
        #expect(Limits.localPart == 64)
        #expect(Limits.domain == 255)
        #expect(Limits.path == 256)
        #expect(Limits.commandLine == 512)
        #expect(Limits.replyLine == 512)
        #expect(Limits.textLine == 1_000)
        #expect(Limits.recipients == 100)
    }

    @Test("the timeouts are those of RFC 5321 §4.5.3.2")
    func timeouts() {
        #expect(Limits.greetingTimeout == 300)
        #expect(Limits.mailTimeout == 300)
        #expect(Limits.rcptTimeout == 300)
        #expect(Limits.dataInitiationTimeout == 120)
        #expect(Limits.dataBlockTimeout == 180)
        #expect(Limits.dataTerminationTimeout == 600)
        #expect(Limits.serverTimeout == 300)
    }

    @Test("the parser's own limits are far above what the protocol allows")
    func room() {
        #expect(Limits.replyLineHard >= 100 * Limits.replyLine)
        #expect(Limits.replyBytes >= Limits.replyLineHard)
        #expect(ReplyLimits.standard == ReplyLimits(lineBytes: 65_536, lines: 16_384, replyBytes: 1_048_576))
    }
}
