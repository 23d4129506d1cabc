import Glibc
import SafeText
import SessionCore

/// Where the text comes from that `smtpx explain` reads.
enum ExplainInput {
    /// Words that were given as arguments.
    case words([UInt8])
    /// Files that were named, and `-` for standard input.
    case files([String])
    /// Standard input, because there are no arguments.
    case standardInput

    /// Arguments are files when the first of them is one, or looks like the path of one; otherwise they are words.
    init(_ arguments: [String]) {
        guard let first = arguments.first else {
            self = .standardInput
            return
        }
        let isPath =
            first == "-" || first.utf8.contains(UInt8(ascii: "/"))
            || [".eml", ".mbox", ".log", ".txt", ".csv"].contains { first.hasSuffix($0) }
        let isReply = first.utf8.prefix(3).allSatisfy { 0x30...0x39 ~= $0 }
        if !isReply, isPath && !first.utf8.contains(0x20) || access(first, R_OK) == 0 {
            self = .files(arguments)
        } else {
            self = .words(Array(arguments.joined(separator: " ").utf8))
        }
    }

    /// Hands out the text piece by piece; `begin` is told the name of each file.
    /// - Throws: ``InputProblem`` when a file cannot be read.
    func read(_ take: ([UInt8]) -> Void) throws(InputProblem) {
        switch self {
        case .words(let bytes): take(bytes)
        case .standardInput: Self.readStandardInput(take)
        case .files(let paths):
            for path in paths {
                if path == "-" {
                    Self.readStandardInput(take)
                } else {
                    try InputFile.read(path, consequence: "") { (piece) throws(InputProblem) in take(piece) }
                }
                // A file without an end of its last line must not flow into the next.
                take([0x0A])
            }
        }
    }

    private static func readStandardInput(_ take: ([UInt8]) -> Void) {
        while true {
            guard let bytes = StandardInput.read() else { continue }
            if bytes.isEmpty { return }
            take(bytes)
        }
    }
}
