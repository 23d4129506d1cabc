import SafeText
import TestSupport
import Testing

@Suite struct ByteElementsTests {
    private func elements(_ bytes: [UInt8]) -> [[UInt8]] {
        var elements: [[UInt8]] = []
        var index = 0
        while index < bytes.count {
            let end = ByteElements.end(after: index, in: bytes)
            elements.append(Array(bytes[index..<end]))
            index = end
        }
        return elements
    }

    @Test("a character with its marks is one element; CR and LF are two")
    func cut() {
        #expect(elements(Array("e\u{301}\r\n日".utf8)) == [Array("e\u{301}".utf8), [13], [10], Array("日".utf8)])
        #expect(elements([0xE2, 0x82, 0x41]) == [[0xE2], [0x82], [0x41]])
        #expect(elements(Array(" \u{301}\u{301}".utf8)) == [[0x20], [0xCC, 0x81], [0xCC, 0x81]])
    }

    @Test("walking back finds the same places as walking on", arguments: 0..<30)
    func bothWays(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let bytes = Hostile.bytes(using: &generator)
            var forward = [0]
            while let last = forward.last, last < bytes.count {
                forward.append(ByteElements.end(after: last, in: bytes))
            }
            var backward = [bytes.count]
            while let last = backward.last, last > 0 { backward.append(ByteElements.start(before: last, in: bytes)) }
            #expect(forward == backward.reversed(), "\(bytes)")
        }
    }
}
