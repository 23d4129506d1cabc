import Glibc

/// The descriptors 0, 1 and 2 that a process expects from its parent.
public enum StandardDescriptors {
    /// Opens `/dev/null` for each of them that is closed, and returns which they were.
    ///
    /// Otherwise the next file or socket that the process opens would take the number, and what is meant for standard
    /// output would be written into it. Call it at the start of `main`, before anything is opened.
    @discardableResult
    public static func fillGaps() -> [Int32] {
        var filled: [Int32] = []
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
            // The lowest free number is this one: all below it are open by now.
            let opened = Glibc.open("/dev/null", descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY)
            if opened == descriptor { filled.append(descriptor) }
        }
        return filled
    }
}
