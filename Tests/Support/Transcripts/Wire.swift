extension String {
    /// The bytes of this text, with control pictures turned into the controls they show: `"250 Ok␍␊".wire`.
    ///
    /// U+2400 to U+241F stand for the bytes 0x00 to 0x1F, U+2421 for 0x7F; everything else is its UTF-8.
    public var wire: [UInt8] {
        var bytes: [UInt8] = []
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x2400...0x241F: bytes.append(UInt8(scalar.value - 0x2400))
            case 0x2421: bytes.append(0x7F)
            default: bytes.append(contentsOf: Character(scalar).utf8)
            }
        }
        return bytes
    }
}
