import Glibc
import SMTPTransport
import SessionCore

/// Reads a content piece by piece on a thread of its own, where a FIFO or a slow disk holds up nobody.
///
/// Each request is a number in a pipe, so the thread waits for the owner and for the source with the same `poll`, and
/// ends when this object goes, wherever it waits.
final class ContentReader {
    private let requests: Int32

    init(_ source: ContentSource, number: Int, mailbox: Mailbox) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            requests = -1
            let error = SystemError(doing: "open a pipe")
            mailbox.add(.done(.contentFailed(message: "\(error).", advice: "Close something.", number: number)))
            return
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let (readEnd, writeEnd) = (ends[0], ends[1])
        requests = writeEnd
        let hasStarted = DetachedThread.start {
            ContentThread(source, number: number, requests: readEnd, mailbox: mailbox).run()
            close(readEnd)
        }
        guard !hasStarted else { return }
        close(readEnd)
        mailbox.add(
            .done(
                .contentFailed(
                    message: "The system gives no thread to read with.", advice: "Try again.", number: number)))
    }

    deinit {
        if requests >= 0 { close(requests) }
    }

    /// Asks for the next piece.
    func read(atMost byteCount: Int) {
        // The owner asks for a few at a time, which is far less than a pipe holds. When the thread has ended meanwhile, the
        // write fails: NIO has the process ignore SIGPIPE.
        var request = Int32(clamping: byteCount)
        _ = write(requests, &request, MemoryLayout<Int32>.size)
    }
}

/// What the thread of a ``ContentReader`` does.
private struct ContentThread {
    private let source: ContentSource
    private let number: Int
    private let requests: Int32
    private let mailbox: Mailbox

    init(_ source: ContentSource, number: Int, requests: Int32, mailbox: Mailbox) {
        self.source = source
        self.number = number
        self.requests = requests
        self.mailbox = mailbox
    }

    func run() {
        do throws(ContentFile.Problem) {
            var content = try ContentFile(source)
            defer { content.close() }
            mailbox.add(.done(.contentOpened(size: content.size, number: number)))
            while let wanted = nextRequest() {
                guard let piece = try content.read(atMost: wanted, until: requests) else { return }
                mailbox.add(.done(.contentPiece(piece, isEnd: content.isAtEnd, number: number)))
                if content.isAtEnd { return }
            }
        } catch {
            mailbox.add(.done(.contentFailed(message: error.message, advice: error.advice, number: number)))
        }
    }

    /// How much is wanted next; nil when nobody wants anything any more.
    private func nextRequest() -> Int? {
        var request: Int32 = 0
        while true {
            let count = read(requests, &request, MemoryLayout<Int32>.size)
            if count == MemoryLayout<Int32>.size { return max(1, Int(request)) }
            if count < 0, errno == EINTR { continue }
            return nil
        }
    }
}
