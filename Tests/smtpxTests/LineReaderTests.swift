import Testing

@testable import smtpx

@Suite("Lines of a pipe")
struct LineReaderTests {
    private static func lines(_ chunks: [[UInt8]], maximum: Int = 100) -> [String] {
        var reader = LineReader(maximumLine: maximum)
        var lines: [String] = []
        for chunk in chunks {
            reader.append(chunk)
            while let line = reader.next(isOver: false) { lines.append(String(decoding: line, as: UTF8.self)) }
        }
        while let line = reader.next(isOver: true) { lines.append(String(decoding: line, as: UTF8.self)) }
        return lines
    }

    @Test("the lines do not depend on how the input is cut")
    func chunks() {
        let text = Array("EHLO x\n\nQUIT\nlast without end".utf8)
        let expected = ["EHLO x", "", "QUIT", "last without end"]
        #expect(Self.lines([text]) == expected)
        #expect(Self.lines(text.map { [$0] }) == expected)
        for cut in 0...text.count {
            #expect(Self.lines([Array(text[..<cut]), Array(text[cut...])]) == expected)
        }
    }

    @Test("a line beyond the limit comes in pieces, and nothing of it is lost")
    func longLine() {
        let text = Array((String(repeating: "a", count: 250) + "\nb\n").utf8)
        let lines = Self.lines([text])
        #expect(lines.joined() == String(repeating: "a", count: 250) + "b")
        #expect(lines.allSatisfy { $0.utf8.count <= 100 })
        #expect(lines.last == "b")
    }

    @Test("it knows how many whole lines wait")
    func count() {
        var reader = LineReader(maximumLine: 100)
        reader.append(Array("a\nb\nc".utf8))
        #expect(reader.count == 2)
        _ = reader.next(isOver: false)
        #expect(reader.count == 1)
    }
}
