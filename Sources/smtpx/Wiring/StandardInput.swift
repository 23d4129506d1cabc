import Glibc

/// Standard input, read as bytes.
enum StandardInput {
    /// The most that is read as one text: 64 MiB, far beyond any log that somebody has explained line by line.
    static let largestText = 64 << 20

    /// Whether it is a terminal.
    static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// What can be read now, at most 64 KiB. Empty at the end, nil when there is nothing at the moment.
    static func read() -> [UInt8]? {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            let got = Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
            failure = got < 0 ? errno : 0
            count = max(0, got)
        }
        return failure == EINTR || failure == EAGAIN ? nil : bytes
    }

    /// Everything up to the end, or up to the limit.
    static func readAll(limit: Int) -> [UInt8] {
        var all: [UInt8] = []
        while all.count < limit {
            guard let bytes = read() else { continue }
            if bytes.isEmpty { break }
            all += bytes.prefix(limit - all.count)
        }
        return all
    }
}
