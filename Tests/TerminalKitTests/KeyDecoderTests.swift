import TerminalKit
import TestSupport
import Testing

/// A sequence as a terminal sends it, and the events it means.
struct KeyCase: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let events: [KeyEvent]

    init(_ name: String, _ text: String, _ events: KeyEvent...) {
        self.init(name, bytes: Array(text.utf8), events)
    }

    init(_ name: String, bytes: [UInt8], _ events: [KeyEvent]) {
        self.name = name
        self.bytes = bytes
        self.events = events
    }

    var testDescription: String { name }
}

/// Events with neighbouring texts put together: where bytes were cut must not matter otherwise.
func joined(_ events: [KeyEvent]) -> [KeyEvent] {
    events.reduce(into: []) { result, event in
        if case .text(let new) = event, case .text(let old)? = result.last {
            result[result.count - 1] = .text(old + new)
        } else {
            result.append(event)
        }
    }
}

@Suite struct KeyDecoderTests {
    @Test("a sequence means its key", arguments: KeyCase.all)
    func decodes(sequence: KeyCase) {
        var decoder = KeyDecoder()
        #expect(decoder.feed(sequence.bytes) == sequence.events)
        #expect(!decoder.isPending)
    }

    @Test("a sequence torn at any place means the same", arguments: KeyCase.all)
    func torn(sequence: KeyCase) {
        let bytes = Array("a".utf8) + sequence.bytes + Array("é".utf8) + sequence.bytes + Array("z".utf8)
        var whole = KeyDecoder()
        let expected = joined(whole.feed(bytes))
        #expect(expected == joined([.text("a")] + sequence.events + [.text("é")] + sequence.events + [.text("z")]))
        for way in Pieces.manyWays(of: bytes) {
            var decoder = KeyDecoder()
            #expect(joined(way.flatMap { decoder.feed($0) }) == expected)
            #expect(!decoder.isPending)
        }
    }

    @Test("text is UTF-8, also when it is torn")
    func text() {
        var decoder = KeyDecoder()
        #expect(decoder.feed(Array("Grüße 日本".utf8)) == [.text("Grüße 日本")])
        let bytes = Array("日".utf8)
        #expect(decoder.feed(bytes.prefix(2)) == [])
        #expect(decoder.isPending)
        #expect(decoder.feed(bytes.suffix(1)) == [.text("日")])
    }

    @Test("SG07: bytes that are not UTF-8 are never text")
    func notUTF8() {
        var decoder = KeyDecoder()
        #expect(decoder.feed([0x61, 0xFF, 0x62]) == [.text("a"), .unknown([0xFF]), .text("b")])
        #expect(decoder.feed([0xC3, 0x41]) == [.unknown([0xC3]), .text("A")])
        #expect(decoder.feed([0xED, 0xA0, 0x80]) == [.unknown([0xED, 0xA0, 0x80])])
        #expect(decoder.feed([0xC2, 0x85]) == [.unknown([0xC2, 0x85])])
        #expect(decoder.feed([0xE6]) == [])
        for _ in 0..<2 { #expect(decoder.timeout() == []) }
        #expect(decoder.timeout() == [.unknown([0xE6])])
    }

    @Test("a lone Escape is a key after a moment, and Alt with what comes at once")
    func loneEscape() {
        var decoder = KeyDecoder()
        #expect(decoder.feed([0x1B]) == [])
        #expect(decoder.isPending)
        #expect(decoder.timeout() == [.key(.escape, [])])
        #expect(!decoder.isPending)
        #expect(decoder.feed([0x1B, 0x1B]) == [])
        #expect(decoder.timeout() == [.key(.escape, []), .key(.escape, [])])
        #expect(decoder.feed([0x1B, 0x1B, 0x1B]) == [.key(.escape, [])])
        decoder.reset()
        #expect(decoder.feed([0x1B, 0x5B]) == [])
        #expect(decoder.timeout() == [.key(.character("["), .alt)])
        #expect(decoder.feed([0x1B, 0x5D]) == [])
        #expect(decoder.timeout() == [.key(.character("]"), .alt)])
        #expect(decoder.feed([0x1B, 0x4F]) == [])
        #expect(decoder.timeout() == [.key(.character("O"), .alt)])
        #expect(decoder.timeout() == [])
    }

    @Test("a sequence torn behind its Escape for so long that the key was told is no text all the same")
    func lateRest() {
        for sequence in KeyCase.all where sequence.bytes.count > 2 && sequence.bytes[..<2] == [0x1B, 0x5B] {
            // An old mouse report and a paste may go on with anything.
            var decoder = KeyDecoder()
            #expect(decoder.feed([0x1B]) == [])
            #expect(decoder.timeout() == [.key(.escape, [])])
            #expect(decoder.feed(sequence.bytes.dropFirst()) == sequence.events, "\(sequence.name)")
        }
        var decoder = KeyDecoder()
        _ = decoder.feed([0x1B])
        _ = decoder.timeout()
        #expect(decoder.feed(Array("OP".utf8)) == [.key(.function(1), [])])
    }

    @Test("what a person types behind Escape is text")
    func typedBehindEscape() {
        for text in ["[", "O", "OK", "a[A", "RSET", "OPS"] {
            var decoder = KeyDecoder()
            _ = decoder.feed([0x1B])
            _ = decoder.timeout()
            #expect(decoder.feed(Array(text.utf8)) == [.text(text)])
        }
        // Only the first bytes behind it can be its rest.
        var decoder = KeyDecoder()
        _ = decoder.feed([0x1B])
        _ = decoder.timeout()
        _ = decoder.feed(Array("x".utf8))
        #expect(decoder.feed(Array("[A".utf8)) == [.text("[A")])
    }

    @Test("a sequence torn anywhere behind its introducer may come slowly, and is never text", arguments: KeyCase.all)
    func slow(sequence: KeyCase) {
        guard sequence.bytes.first == 0x1B, sequence.bytes.count > 3 else { return }
        // Right behind an Escape only time can tell it from the key.
        for cut in 3..<sequence.bytes.count where !sequence.bytes[..<cut].suffix(2).contains(0x1B) {
            var decoder = KeyDecoder()
            var events = decoder.feed(sequence.bytes[..<cut])
            events += decoder.timeout() + decoder.timeout()
            events += decoder.feed(sequence.bytes[cut...])
            if decoder.isPending { events += decoder.timeout() }
            for case .text(let text) in events where !sequence.events.contains(.text(text)) {
                Issue.record("typed: \(text), cut at \(cut)")
            }
        }
    }

    @Test("SG07: a report that comes slowly is waited for, then given up, and never typed")
    func slowReport() {
        var decoder = KeyDecoder()
        #expect(decoder.feed(Array("\u{1B}]11;rgb:ff".utf8)) == [])
        #expect(decoder.timeout() == [])
        #expect(decoder.feed(Array("ff/0000\u{07}".utf8)) == [.report(Array("\u{1B}]11;rgb:ffff/0000".utf8))])
        #expect(decoder.feed(Array("\u{1B}]52;c;QQ".utf8)) == [])
        #expect(decoder.timeout() == [])
        #expect(decoder.timeout() == [])
        #expect(decoder.timeout() == [.report(Array("\u{1B}]52;c;QQ".utf8))])
        #expect(decoder.feed(Array("ok".utf8)) == [.text("ok")])
    }

    @Test("SG07: an endless report or sequence is bounded")
    func endless() {
        var decoder = KeyDecoder()
        var events = decoder.feed(Array("\u{1B}]0;".utf8) + Array(repeating: 0x41, count: 1_000_000))
        #expect(events == [])
        events = decoder.feed([0x07])
        guard case .report(let kept)? = events.first else {
            Issue.record("no report")
            return
        }
        #expect(kept.count == KeyDecoderLimits.standard.sequenceBytes)
        events = decoder.feed(Array("\u{1B}[".utf8) + Array(repeating: 0x31, count: 100_000) + [0x41, 0x62])
        #expect(events.count == 2)
        #expect(events.last == .text("b"))
    }

    @Test("SG07: a 10 MB paste is one bounded event, with what did not fit counted")
    func hugePaste() {
        let content = Array("line\r\n".utf8)
        var decoder = KeyDecoder()
        var events = decoder.feed(Array("\u{1B}[200~".utf8))
        let chunk = Array(repeatElement(content, count: 10_000).joined())
        for _ in 0..<175 { events += decoder.feed(chunk) }
        #expect(decoder.isPasting && !decoder.isPending)
        #expect(decoder.timeout() == [])
        events += decoder.feed(Array("\u{1B}[201~x".utf8))
        guard events.count == 3, case .paste(let bytes) = events[0], case .pasteTruncated(let discarded) = events[1]
        else {
            Issue.record("\(events.count) events")
            return
        }
        #expect(bytes.count == 1 << 20)
        #expect(bytes.count + discarded == 175 * chunk.count)
        #expect(events[2] == .text("x"))
    }

    @Test("a paste that is cut is cut between characters")
    func cutPaste() {
        var decoder = KeyDecoder(limits: KeyDecoderLimits(pasteBytes: 4, sequenceBytes: 64, patience: 1))
        let events = decoder.feed(Array("\u{1B}[200~aa日本\u{1B}[201~".utf8))
        #expect(events == [.paste(Array("aa".utf8)), .pasteTruncated(discarded: 6)])
    }

    @Test("SG07: a paste whose end never comes is given up after some patience, and typing goes on")
    func tornPaste() {
        var decoder = KeyDecoder()
        #expect(decoder.feed(Array("\u{1B}[200~NOOP\r\u{1B}[20".utf8)) == [])
        for _ in 1..<KeyDecoderLimits.standard.pastePatience { #expect(decoder.timeout() == []) }
        #expect(decoder.timeout() == [.paste(Array("NOOP\r\u{1B}[20".utf8))])
        #expect(!decoder.isPasting)
        #expect(decoder.feed([0x0D]) == [.key(.enter, [])])
        #expect(decoder.feed(Array("x".utf8)) == [.text("x")])
    }

    @Test("SG07: what comes late of a paste that was given up is no typing, so that its line ends send nothing")
    func latePaste() {
        var decoder = KeyDecoder()
        _ = decoder.feed(Array("\u{1B}[200~NOOP\r".utf8))
        for _ in 0..<KeyDecoderLimits.standard.pastePatience { _ = decoder.timeout() }
        let rest = Array("RSET\rVRFY x\rQUIT\r".utf8)
        #expect(decoder.feed(rest) == [])
        #expect(decoder.isPasting)
        #expect(decoder.feed(Array("\u{1B}[201~y".utf8)) == [.paste(rest), .text("y")])
    }

    @Test("SG07: an endless paste is bounded and ends with the first pause")
    func endlessPaste() {
        var decoder = KeyDecoder(
            limits: KeyDecoderLimits(pasteBytes: 64, sequenceBytes: 64, patience: 1, pastePatience: 2))
        #expect(decoder.feed(Array("\u{1B}[200~".utf8)) == [])
        for _ in 0..<1_000 {
            #expect(decoder.feed(Array(repeating: 0x78, count: 1_000)) == [])
            // News and pauses that are no pauses for it do not end it.
            #expect(decoder.timeout() == [])
        }
        #expect(decoder.timeout() == [.paste(Array(repeating: 0x78, count: 64)), .pasteTruncated(discarded: 999_936)])
    }

    @Test("SG07: control bytes and half end markers in a paste are its content")
    func pasteContent() {
        let content = Array("\u{1B}[201\u{1B}\u{1B}[20~\u{03}\r\n\u{1B}[200~".utf8) + [0xFF, 0xE6]
        let bytes = Array("\u{1B}[200~".utf8) + content + Array("\u{1B}[201~".utf8)
        for way in Pieces.manyWays(of: bytes) {
            var decoder = KeyDecoder()
            #expect(way.flatMap { decoder.feed($0) } == [.paste(content)])
        }
    }

    @Test("TO05, SG07: whatever a terminal sends, text holds no control and cuts do not matter", arguments: 0..<60)
    func anyBytes(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet: [UInt8] =
            Array("[[]]OPM<?;0123ABZ~u$mcRt _^\\".utf8) + [0x1B, 0x1B, 0x1B, 0x07, 0x9B, 0x9C, 0xC3, 0xA9, 0x18, 0x0D]
        let bytes = (0..<300).map { _ in
            Bool.random(using: &generator)
                ? alphabet.randomElement(using: &generator) ?? 0 : UInt8.random(in: 0...255, using: &generator)
        }
        var whole = KeyDecoder()
        let expected = joined(whole.feed(bytes))
        for way in Pieces.manyWays(of: bytes, seed: seed).prefix(40) {
            var decoder = KeyDecoder()
            #expect(joined(way.flatMap { decoder.feed($0) }) == expected)
        }
        for case .text(let text) in expected {
            #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        }
        for _ in 0..<5 { _ = whole.timeout() }
        #expect(!whole.isPending)
    }
}
