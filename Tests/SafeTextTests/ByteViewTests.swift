import SafeText
import TestSupport
import Testing

@Suite struct ByteViewTests {
    @Test("CP08, CP09: every byte is seen")
    func show() {
        #expect(ByteView.show(Array("250 ok\r\n".utf8)) == "250 ok␍␊")
        #expect(ByteView.show([0x00, 0x1B, 0x7F, 0x09, 0xC3, 0xA9, 0x5C]) == #"␀␛␡␉\xC3\xA9\\"#)
        #expect(ByteView.show([0x00, 0x0D, 0x0A, 0x7F], style: .ascii) == #"\x00\r\n\x7F"#)
        #expect(ByteView.show([]) == "")
    }

    @Test("no two byte strings look the same")
    func exact() {
        var seen: [String: [UInt8]] = [:]
        for first in UInt8.min...UInt8.max {
            for tail in [[], [0x5C], Array("x41".utf8), Array("\\x1B".utf8), [0xE2, 0x90, 0x8D]] as [[UInt8]] {
                let bytes = [first] + tail
                let text = ByteView.show(bytes)
                #expect(seen[text] == nil || seen[text] == bytes)
                seen[text] = bytes
                #expect(harm(in: text) == nil)
            }
        }
        #expect(seen.count == 256 * 5)
    }

    @Test("no line of bytes begins with the sign of a stuffed dot", arguments: [EscapeStyle.unicode, .ascii])
    func stuffedDot(style: EscapeStyle) {
        let sign = ByteView.stuffedDot(style: style)
        for first in UInt8.min...UInt8.max {
            #expect(!ByteView.show([first, UInt8(ascii: "."), first], style: style).hasPrefix(sign))
        }
    }
}
