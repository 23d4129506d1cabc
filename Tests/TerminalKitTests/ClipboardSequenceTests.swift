import TerminalKit
import Testing

@Suite("The clipboard's control sequence")
struct ClipboardSequenceTests {
    private func text(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

    @Test(
        "it is OSC 52 with the text in base64",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("\u{1B}]52\u{07}", "G101Mgc="), ("é\n", "w6kK"),
        ])
    func form(plain: String, base64: String) {
        #expect(text(ClipboardSequence.bytes(copying: Array(plain.utf8))) == "\u{1B}]52;c;\(base64)\u{07}")
    }

    @Test("whatever is copied, the only control bytes are the first and the last")
    func controls() {
        let sequence = ClipboardSequence.bytes(copying: (0...255).map { UInt8($0) }) ?? []
        #expect(sequence.indices.filter { sequence[$0] < 0x20 || sequence[$0] > 0x7E } == [0, sequence.count - 1])
    }

    @Test("no more than terminals take is copied")
    func limit() {
        let most = ClipboardSequence.maximumBytes
        #expect(
            ClipboardSequence.bytes(copying: Array(repeating: 0x61, count: most)).map { $0.count <= 100_000 } == true)
        #expect(ClipboardSequence.bytes(copying: Array(repeating: 0x61, count: most + 1)) == nil)
    }

    @Test("GNU screen gets it in device control strings, which together are the sequence")
    func screen() {
        let plain = Array(repeating: UInt8(ascii: "x"), count: 1_000)
        let wrapped = text(ClipboardSequence.bytes(copying: plain, by: .screen)) ?? ""
        #expect(wrapped.hasPrefix("\u{1B}P\u{1B}]52;c;") && wrapped.hasSuffix("\u{07}\u{1B}\\"))
        let inside = wrapped.replacing("\u{1B}\\", with: "").replacing("\u{1B}P", with: "")
        #expect(inside == text(ClipboardSequence.bytes(copying: plain)))
    }
}
