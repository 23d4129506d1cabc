import Synchronization

/// Whether the process has a full screen open: signals, ncurses and the rescue know only one.
enum OpenTerminal {
    private static let isOpen = Atomic<Bool>(false)

    /// Claims the place; false when it is taken.
    static func claim() -> Bool {
        isOpen.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged
    }

    static func release() {
        isOpen.store(false, ordering: .releasing)
    }
}
