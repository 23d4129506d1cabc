import SMTPProtocol
import TestSupport
import Testing

@testable import SMTPReference

/// The rules, read one after the other in the most obvious way.
private struct SlowTable {
    let rules: [WordingRule]

    func firstRule(_ wording: ReplyWording) -> String? {
        let text = Self.normal(wording.text)
        return rules.first { rule in
            guard rule.stages.isEmpty else { return false }
            if let pattern = rule.text, !Self.has(pattern, in: text) { return false }
            if let enhanced = rule.enhanced, !(wording.enhanced.map(enhanced.contains) ?? false) { return false }
            if rule.codes.isEmpty {
                return ![.ok, .continue].contains(wording.code?.severity ?? wording.enhanced?.severity)
            }
            if let code = wording.code { return rule.codes.contains { $0.matches(code) } }
            return rule.text != nil && rule.codes.contains { $0.allowsNoCode(beside: wording.enhanced) }
        }?.name
    }

    /// Small letters, one space for any white space, none at the edges.
    private static func normal(_ text: [UInt8]) -> [UInt8] {
        let words = text.split { WordingPattern.isSpace($0) }
        return Array(words.joined(separator: [0x20])).map(WordingPattern.lowercased)
    }

    /// Tries every place for every piece.
    private static func has(_ pattern: WordingPattern, in text: [UInt8], from start: Int = 0, piece: Int = 0) -> Bool {
        guard piece < pattern.pieces.count else { return true }
        let bytes = pattern.pieces[piece]
        let isLast = piece == pattern.pieces.count - 1
        guard start + bytes.count <= text.count else { return false }
        for place in start...(text.count - bytes.count) where text[place...].starts(with: bytes) {
            if piece == 0, pattern.beginsText, place > 0 { return false }
            if isLast, pattern.endsText, place + bytes.count < text.count { continue }
            // The first place is as good as any later one for the pieces that follow.
            return has(pattern, in: text, from: place + bytes.count, piece: piece + 1)
        }
        return false
    }
}

@Suite("The matcher finds what reading every rule finds")
struct WordingPropertyTests {
    private static let table = ReferenceTables.shared.wordings
    private static let slow = SlowTable(rules: table.rules)
    private static let pieces = table.rules.flatMap { $0.text?.pieces ?? [] }
    private static let codes = [421, 450, 451, 452, 501, 503, 521, 535, 550, 551, 552, 553, 554, 556, 250, 354, 999]

    @Test("for texts put together of the rules' own pieces, cut, doubled and mixed", arguments: 0..<12)
    func random(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<12 {
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 0...6, using: &generator) {
                let piece = Self.pieces.randomElement(using: &generator) ?? []
                switch Int.random(in: 0...9, using: &generator) {
                case 0: text += piece.dropFirst()
                case 1: text += piece.dropLast()
                case 2: text += piece + piece
                case 3: text += piece.map { $0 &- 0x61 < 26 ? $0 - 0x20 : $0 }
                case 4: text.append(UInt8.random(in: 0...255, using: &generator))
                default: text += piece
                }
                if Bool.random(using: &generator) {
                    text += [[0x20], [0x0D, 0x0A], [0x20, 0x09, 0x20], [0x2C]].randomElement(using: &generator) ?? []
                }
            }
            let enhanced = EnhancedStatusCode(
                statusClass: Int.random(in: 1...5, using: &generator),
                subject: Int.random(in: 0...7, using: &generator),
                detail: Int.random(in: 0...30, using: &generator))
            let code = Self.codes.randomElement(using: &generator).flatMap { ReplyCode($0) }
            let wording = ReplyWording(
                code: Int.random(in: 0...4, using: &generator) == 0 ? nil : code, enhanced: enhanced, text: text)
            let found = Self.table.match(wording)?.rule.name
            #expect(found == Self.slow.firstRule(wording), "\(String(decoding: text, as: UTF8.self))")
        }
    }

    @Test("for the example of each seventeenth rule")
    func examples() throws {
        let examples = try WordingExample.all()
        for example in stride(from: 0, to: examples.count, by: 17).map({ examples[$0] }) where example.stage == .any {
            let wording = example.wording
            #expect(Self.table.match(wording)?.rule.name == Self.slow.firstRule(wording), "\(example.testDescription)")
        }
    }
}
