/// One line of a text, without its ending.
typealias TextLine = ArraySlice<UInt8>

extension ArraySlice<UInt8> {
    /// True when the line begins with these ASCII bytes.
    @inline(__always)
    func begins(with text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard count >= length else { return false }
        return withUnsafeBufferPointer { bytes in
            for index in 0..<length where bytes[index] != text.utf8Start[index] { return false }
            return true
        }
    }

    /// True when the line begins with these bytes, `A` being the same as `a`; `text` is in lower case.
    func beginsFolded(with text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard count >= length else { return false }
        return withUnsafeBufferPointer { bytes in
            for index in 0..<length where folded(bytes[index]) != text.utf8Start[index] { return false }
            return true
        }
    }

    /// The place of these ASCII bytes; nil when they are not there.
    func place(of text: StaticString, from start: Int? = nil) -> Int? {
        let length = text.utf8CodeUnitCount
        let first = (start ?? startIndex) - startIndex
        guard length > 0, first >= 0, count - first >= length else { return nil }
        let found: Int? = withUnsafeBufferPointer { bytes in
            let head = text.utf8Start[0]
            var position = first
            let last = bytes.count - length
            while position <= last {
                if bytes[position] == head {
                    var index = 1
                    while index < length, bytes[position + index] == text.utf8Start[index] { index += 1 }
                    if index == length { return position }
                }
                position += 1
            }
            return nil
        }
        return found.map { $0 + startIndex }
    }

    /// What stands between these bytes and the next `end`, or the line's end; nil when `text` is not there.
    func behind(_ text: StaticString, upTo end: UInt8? = nil) -> TextLine? {
        guard let place = place(of: text) else { return nil }
        let rest = self[(place + text.utf8CodeUnitCount)...]
        guard let end else { return rest }
        return rest.prefix { $0 != end }
    }

    /// The line without blanks and tabs at both ends.
    var trimmed: TextLine {
        var rest = drop { isBlank($0) }
        while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
        return rest
    }

    /// The line without angle brackets around it.
    var bare: TextLine {
        first == UInt8(ascii: "<") && last == UInt8(ascii: ">") && count >= 2 ? dropFirst().dropLast() : self
    }

    /// The number that three digits at the start are, when nothing else of a number follows; nil for anything else.
    var leadingCode: Int? {
        guard count >= 3 else { return nil }
        var value = 0
        for byte in prefix(3) {
            guard isDigit(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        guard 200...599 ~= value else { return nil }
        if count > 3 {
            let next = self[startIndex + 3]
            guard next == 0x20 || next == UInt8(ascii: "-") else { return nil }
        }
        return value
    }
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

@inline(__always)
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

@inline(__always)
func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
