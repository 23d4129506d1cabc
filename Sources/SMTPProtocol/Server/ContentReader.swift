/// Reads one message's content after 354 and decides whether it can still be accepted.
struct ContentReader: Sendable {
    /// Why the message will not be accepted.
    enum Refusal: Hashable {
        case tooLarge
        case noStorage
        case bareCarriageReturn
        case bareLineFeed
    }

    private let longestMessage: UInt64
    private var scanner = EndOfDataScanner()
    /// Reads in place of the other one, where a careless server is played.
    private var lenient: LenientContentScanner?
    private var isStorageExhausted = false

    /// The octets of content so far, dot-stuffing undone.
    var size: Int { Int(clamping: byteCount) }

    private var byteCount: UInt64 { lenient?.contentByteCount ?? scanner.facts.contentByteCount }

    /// The content ended at a dot that does not stand between two CR LF.
    var endsAtBareLineFeed: Bool { lenient?.endsAtBareLineFeed ?? false }

    /// Nil while the message can be accepted. It depends on the bytes alone, not on the pieces they came in.
    var refusal: Refusal? {
        let facts = scanner.facts
        if isStorageExhausted { return .noStorage }
        if byteCount > longestMessage { return .tooLarge }
        guard let lineFeed = facts.firstBareLineFeed else {
            return facts.firstBareReturn == nil ? nil : .bareCarriageReturn
        }
        guard let carriageReturn = facts.firstBareReturn else { return .bareLineFeed }
        return carriageReturn < lineFeed ? .bareCarriageReturn : .bareLineFeed
    }

    init(longestMessage: Int = 0, endOfData: ServerConfiguration.EndOfData = .strict) {
        self.longestMessage = UInt64(clamping: longestMessage)
        switch endOfData {
        case .strict: break
        case .bareLineFeed: lenient = LenientContentScanner()
        }
    }

    /// Takes the next piece. Ask for ``refusal`` after each, so that an endless message is never stored.
    mutating func scan(_ piece: UnsafeBufferPointer<UInt8>) -> EndOfDataScanner.Step {
        lenient?.scan(piece) ?? scanner.scan(piece)
    }

    /// Decides against the message for want of room; it is read to its end all the same.
    mutating func refuseForStorage() {
        isStorageExhausted = true
    }
}
