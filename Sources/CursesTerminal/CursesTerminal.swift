import CCurses
import Glibc
public import TerminalKit

/// The terminal as a full screen: it shows a `Surface` and tells what happens.
///
/// Use it on the real main thread only, from ``open(_:)`` to ``close()``; it is not `Sendable`. Other threads have one
/// call, ``TerminalWaker/wake()``. There is one full screen in a process at a time.
///
/// The terminal is given back as it was found by ``close()``, when the last reference goes, when the process exits, and
/// when it traps or is ended by a signal that leaves time for it. While the screen is open, what the program writes
/// straight to standard output or standard error lands on top of it.
public final class CursesTerminal {
    /// The size of the window. Bounded, and 80×24 when the terminal tells none.
    public var size: Size { screen.size }
    /// How many colours the terminal has, and the options allow.
    public var colorDepth: ColorDepth { screen.colorDepth }
    /// Whether the locale's characters are UTF-8. If not, everything but ASCII is shown as `?`: draw with ASCII.
    public let isUTF8: Bool
    /// The kind of terminal that is painted for.
    public var terminalType: String { screen.type }
    /// What the user should be told about the choice of terminal type, in one line.
    public let notice: String?
    /// The bytes written to the terminal so far.
    public var byteCount: UInt64 { output.byteCount }
    /// Whether the terminal is gone: see ``TerminalEvent/hangup``. Painting does nothing then.
    public internal(set) var isHungUp = false
    /// Whether the terminal takes no output any more, which the next wait tells.
    var isOutputGone = false
    /// Whether ``TerminalEvent/hangup`` has been told.
    var isHangupTold = false
    /// Whether the terminal has been given back for the time being.
    var isAway = true
    /// Whether the last frame was abandoned, perhaps within an escape sequence.
    private var isCut = false
    /// Whether ``close()`` has been called.
    public private(set) var isClosed = false
    /// For other threads.
    public let waker = TerminalWaker()

    let input: Int32
    let screen: Screen
    private(set) var features: TerminalFeatures
    let modes: TerminalModes
    var output: TerminalOutput
    private let blockedFlags: [(descriptor: Int32, flags: Int32)]

    /// Opens the full screen.
    ///
    /// Takes the locale of the environment for the whole process, installs the handlers of the signals of ``UISignals``
    /// and lets them through on this thread. Start other threads before.
    /// - Throws: ``TerminalError`` when there is nothing to paint on. The terminal is untouched then.
    public static func open(_ options: TerminalOptions = TerminalOptions()) throws(TerminalError) -> CursesTerminal {
        try CursesTerminal(options)
    }

    private init(_ options: TerminalOptions) throws(TerminalError) {
        for descriptor in [options.input, options.output] where isatty(descriptor) != 1 {
            throw .notATerminal(descriptor: descriptor)
        }
        guard let modes = TerminalModes(descriptor: options.output) else {
            throw .notATerminal(descriptor: options.output)
        }
        guard let type = options.terminalType, !type.isEmpty else { throw .noTerminalType }
        // terminfo calls it a family of terminals and would have it replaced, but it is how programs say "none".
        if type == "unknown" { throw .notAddressable(type: type) }
        guard OpenTerminal.claim() else { throw .alreadyOpen }
        // Before ncurses starts: it takes over only the signals that nobody handles.
        guard cc_signals_install() else {
            OpenTerminal.release()
            throw .system(what: "Could not make a descriptor for events", error: errno)
        }
        isUTF8 = cc_locale_is_utf8()
        do {
            screen = try Screen.open(
                types: Self.candidates(for: type), size: WindowSize.read(options.output), isUTF8: isUTF8,
                maximumColorDepth: options.maximumColorDepth)
        } catch {
            cc_signals_uninstall()
            OpenTerminal.release()
            throw error
        }
        notice = screen.type == type ? nil : Self.notice(asked: type, used: screen.type)
        features = TerminalFeatures(bracketsPaste: options.bracketsPaste, reportsMouse: options.reportsMouse)
        self.modes = modes
        input = options.input
        output = TerminalOutput(descriptor: options.output)
        blockedFlags = Self.makeBlocking([options.input, options.output])
        cc_signals_unblock()
        enter()
        screen.repaint()
        deliverScreen()
    }

    deinit {
        close()
    }

    /// Shows a surface. Only what differs from the frame before is written; nothing, if nothing does.
    public func paint(_ surface: Surface) {
        guard !isAway, !isHungUp else { return }
        screen.paint(surface)
        deliverScreen()
    }

    /// Writes the last frame again, whole: for ^L, when something else has written on the screen.
    public func redraw() {
        guard !isAway, !isHungUp else { return }
        screen.repaint()
        deliverScreen()
    }

    /// Takes the mouse from now on, or leaves it to the terminal, which then selects text with it.
    public func useMouse(_ isUsed: Bool) {
        guard features.reportsMouse != isUsed else { return }
        features.reportsMouse = isUsed
        guard !isAway, !isHungUp else { return }
        armRescue()
        note(output.deliver(isUsed ? TerminalFeatures.enterMouse : TerminalFeatures.leaveMouse))
    }

    /// Gives the terminal back as it was found. Does nothing the second time.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        leave(patience: Self.patience)
        for (descriptor, flags) in blockedFlags { _ = fcntl(descriptor, F_SETFL, flags) }
        cc_signals_uninstall()
        OpenTerminal.release()
    }

    /// The longest wait, in milliseconds, for a terminal that takes no bytes when the program wants to end.
    private static let patience: Int32 = 500

    /// Takes the terminal over.
    ///
    /// False when the process has to end, in the background, before it can have the terminal.
    @discardableResult
    func enter() -> Bool {
        armRescue()
        guard modes.enterRaw() || !PendingSignals.areUrgent else {
            cc_rescue_disarm()
            return false
        }
        isAway = false
        note(output.deliver(features.enter))
        return true
    }

    /// Has the terminal given back whatever happens, in the state that it is in now.
    private func armRescue() {
        var reset = screen.resetSequence
        // Behind the byte that ends a sequence cut in the middle.
        reset.insert(contentsOf: Array(features.leave.utf8), at: min(1, reset.count))
        var found = modes.found
        _ = cc_rescue_arm(modes.descriptor, &found, reset, reset.count)
    }

    /// Gives the terminal back; ``enter()`` and a repaint take it again.
    func leave(patience: Int32? = nil) {
        guard !isAway else { return }
        isAway = true
        screen.leave()
        if !isHungUp {
            mendCut(patience: patience)
            note(output.deliver(features.leave, patience: patience))
            note(screen.withOutput { output.deliver($0, patience: patience) })
        }
        modes.restore()
        cc_rescue_disarm()
    }

    /// Delivers what ncurses has written.
    func deliverScreen() {
        mendCut()
        note(
            screen.withOutput { frame in
                guard frame.count > TerminalFeatures.largestPlainFrame else { return output.deliver(frame) }
                // Together, so that it is one write: a terminal shows no half of it.
                let whole = TerminalFeatures.beginFrame + Array(frame) + TerminalFeatures.endFrame
                return whole.withUnsafeBufferPointer { output.deliver($0) }
            })
    }

    /// Delivers a whole sequence of ours, between two frames.
    func deliver(_ sequence: [UInt8]) {
        mendCut()
        note(sequence.withUnsafeBufferPointer { output.deliver($0) })
    }

    /// Ends an escape sequence that an abandoned frame may have been cut in, so that the next one is not taken for its
    /// rest (CAN, ECMA-48 §8.3.6).
    private func mendCut(patience: Int32? = nil) {
        guard isCut else { return }
        isCut = false
        note(output.deliver("\u{18}", patience: patience))
    }

    private func note(_ outcome: TerminalOutput.Outcome) {
        switch outcome {
        case .delivered: break
        case .abandoned:
            isCut = true
            screen.forgetShown()
        case .gone: isOutputGone = true
        }
    }

    /// A descriptor that does not block, as some parents leave it, would make a loop of waiting for it. Returns the
    /// flags to put back.
    private static func makeBlocking(_ descriptors: Set<Int32>) -> [(descriptor: Int32, flags: Int32)] {
        descriptors.compactMap { descriptor in
            let flags = fcntl(descriptor, F_GETFL)
            guard flags >= 0, flags & O_NONBLOCK != 0 else { return nil }
            _ = fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK)
            return (descriptor, flags)
        }
    }

    private static func candidates(for type: String) -> [String] {
        // Nearly everything that calls itself something new understands what xterm does.
        [type] + ["xterm-256color", "xterm"].filter { $0 != type }
    }

    private static func notice(asked: String, used: String) -> String {
        "No description of the terminal \(TerminalError.printable(asked)) on this machine: painting as for \(used)."
    }
}

@available(*, unavailable, message: "the terminal belongs to the main thread; other threads use its waker")
extension CursesTerminal: Sendable {}
