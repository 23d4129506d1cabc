/// What the grammar of messages asks about bytes.
extension UInt8 {
    /// Space or tab.
    var isBlank: Bool { self == 0x20 || self == 0x09 }
    /// Below space, or DEL; a tab counts.
    var isControl: Bool { self < 0x20 || self == 0x7F }
    var isNonASCII: Bool { self >= 0x80 }
    var isAlphanumeric: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }
    /// A byte of an atom.
    /// - SeeAlso: RFC 5322 §3.2.3
    var isAtomText: Bool { isAlphanumeric || "!#$%&'*+-/=?^_`{|}~".utf8.contains(self) }
    /// A byte of a MIME token.
    /// - SeeAlso: RFC 2045 §5.1
    var isTokenText: Bool { self > 0x20 && self < 0x7F && !"()<>@,;:\\\"/[]?=".utf8.contains(self) }
    /// `A` to `Z` made `a` to `z`.
    var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

    /// Two hexadecimal digits in capitals.
    var hex: [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [digits[Int(self >> 4)], digits[Int(self & 0x0F)]]
    }
}

extension Collection<UInt8> {
    /// Whether it is an ASCII text, letters in any case.
    func equals(ignoringCase text: String) -> Bool {
        count == text.utf8.count && zip(self, text.utf8).allSatisfy { $0.lowercased == $1.lowercased }
    }
}

extension BidirectionalCollection<UInt8> {
    /// Without the blanks at either end.
    var trimmingBlanks: SubSequence {
        var rest = self[...]
        while let first = rest.first, first.isBlank { rest.removeFirst() }
        while let last = rest.last, last.isBlank { rest.removeLast() }
        return rest
    }
}
