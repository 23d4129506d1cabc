/// The text of a field that has no grammar of its own, such as Subject.
/// - SeeAlso: RFC 5322 §2.2.1, RFC 2047 §5 (1)
enum UnstructuredText {
    /// The field in lines.
    /// - Parameter usesUTF8: whether UTF-8 may stand in the header as it is (SMTPUTF8, RFC 6532).
    static func lines(_ name: String, _ text: String, usesUTF8: Bool) throws(MessageError) -> [UInt8] {
        let pieces = pieces(of: Array(text.utf8))
        // Blanks at the ends would be lost, so they count as something to encode.
        let isPadded = text.utf8.first?.isBlank == true || text.utf8.last?.isBlank == true
        let strange = pieces.indices.filter { needsEncoding(pieces[$0].text, usesUTF8) }
        guard let first = isPadded ? pieces.startIndex : strange.first,
            let last = isPadded ? pieces.indices.last : strange.last
        else {
            var folded = FoldedHeader(name)
            for piece in pieces { try folded.append(piece) }
            return folded.lines
        }
        var folded = FoldedHeader(name, limit: MessageLimits.encodedLine)
        for piece in pieces[..<first] { try folded.append(piece) }
        // Blanks between encoded words do not count, so those that do are inside.
        var middle = isPadded ? Array(text.utf8) : pieces[first].text
        if !isPadded { for piece in pieces[first...last].dropFirst() { middle += piece.blanks + piece.text } }
        let isBehindName = first == pieces.startIndex
        let room = isBehindName ? MessageLimits.encodedLine - name.utf8.count - 2 : MessageLimits.encodedWord
        var blanks = isPadded || isBehindName ? [0x20] : pieces[first].blanks
        for word in EncodedWord.words(
            for: String(decoding: middle, as: UTF8.self), firstLength: min(room, MessageLimits.encodedWord))
        {
            try folded.append(FoldedHeader.Piece(blanks: blanks, text: word))
            blanks = [0x20]
        }
        if !isPadded { for piece in pieces[last...].dropFirst() { try folded.append(piece) } }
        return folded.lines
    }

    /// The words with the blanks before them; what stands before the first is the space after the colon.
    private static func pieces(of text: [UInt8]) -> [FoldedHeader.Piece] {
        var pieces: [FoldedHeader.Piece] = []
        var position = 0
        while position < text.count {
            let start = text[position...].firstIndex { !$0.isBlank } ?? text.count
            let end = text[start...].firstIndex(where: \.isBlank) ?? text.count
            if start < end {
                let blanks = pieces.isEmpty ? [0x20] : Array(text[position..<start])
                pieces.append(FoldedHeader.Piece(blanks: blanks, text: Array(text[start..<end])))
            }
            position = end
        }
        return pieces.isEmpty && !text.isEmpty ? [FoldedHeader.Piece(text: [])] : pieces
    }

    private static func needsEncoding(_ word: [UInt8], _ usesUTF8: Bool) -> Bool {
        word.contains { $0.isControl || ($0.isNonASCII && !usesUTF8) } || looksEncoded(word)
            || word.count > MessageLimits.line - 1
    }

    /// What a reader would decode although it was meant as it stands.
    private static func looksEncoded(_ word: [UInt8]) -> Bool {
        word.starts(with: "=?".utf8) && word.suffix(2).elementsEqual("?=".utf8)
    }
}
