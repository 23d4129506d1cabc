/// The few questions about bytes that the session language asks. Only ASCII has letters and digits here.
extension UInt8 {
    /// Space or tab.
    var isBlank: Bool { self == 0x20 || self == 0x09 }

    /// The value of a hexadecimal digit.
    var hexValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }

    /// `A` to `Z` made `a` to `z`.
    var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

    /// `a` to `z` made `A` to `Z`.
    var uppercased: UInt8 { (0x61...0x7A).contains(self) ? self & 0xDF : self }

    /// An ASCII letter of either case.
    var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
}

extension RandomAccessCollection<UInt8> where SubSequence: RandomAccessCollection<UInt8> {
    /// Without the blanks at either end.
    func trimmingBlanks() -> SubSequence {
        guard let first = firstIndex(where: { !$0.isBlank }), let last = lastIndex(where: { !$0.isBlank }) else {
            return self[endIndex..<endIndex]
        }
        return self[first...last]
    }

    /// True when the bytes begin with an ASCII text, letters in any case.
    func hasPrefix(ignoringCase prefix: String) -> Bool {
        let pattern = prefix.utf8
        guard count >= pattern.count else { return false }
        return zip(self, pattern).allSatisfy { $0.lowercased == $1.lowercased }
    }

    /// True when the bytes are an ASCII text, letters in any case.
    func equals(ignoringCase text: String) -> Bool {
        count == text.utf8.count && hasPrefix(ignoringCase: text)
    }
}
