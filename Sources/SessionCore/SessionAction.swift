public import SASL
public import SMTPReference

/// Something that a session wants done. Actions are to be performed in their order.
public enum SessionAction: Sendable {
    /// Open a connection; report on it under this number.
    case connect(ConnectionNumber, ConnectRequest)
    /// Send exactly these bytes.
    case send(ConnectionNumber, [UInt8])
    /// Have TLS begin right behind this reply, counted from the greeting as 1, if it is 220. It comes before the `send`
    /// of the STARTTLS that the reply answers.
    case expectUpgrade(ConnectionNumber, atReply: Int)
    /// The passphrase for the key of the client's certificate, which ``ConnectionReport/passphraseNeeded(file:)`` asked for.
    case usePassphrase(ConnectionNumber, [UInt8])
    /// Get a secret from where the user said that it lies; report ``SessionEvent/secret(_:number:)``.
    case resolveSecret(SecretSource, number: Int)
    /// Compute a key on another thread; report ``SessionEvent/derivedKey(_:number:)``.
    case deriveKey(KeyDerivation, number: Int)
    /// Write a new file; report ``SessionEvent/saved(_:number:)``.
    case save(NewFile, number: Int)
    /// Write the certificate of the practice server's authority into a new file; report ``SessionEvent/saved(_:number:)``.
    /// The path is nil for a name made from the purpose and the time.
    case savePracticeAuthority(path: String?, number: Int)
    /// Open the source of a content and tell its size; report ``SessionEvent/contentOpened(size:number:)`` or
    /// ``SessionEvent/contentFailed(message:advice:number:)``. Whatever may block is done on another thread.
    case openContent(ContentSource, number: Int)
    /// Read on in the content; report ``SessionEvent/contentPiece(_:isEnd:number:)`` with so many bytes, or fewer at its
    /// end only.
    case readContent(number: Int, atMost: Int)
    /// Nothing more is read of the content.
    case closeContent(number: Int)
    /// Let the user write a message in an editor, beginning with this text; report
    /// ``SessionEvent/composed(_:number:)``. For the front end, which owns the terminal.
    case compose([UInt8], number: Int)
    /// Begin a new file for the recording; report ``SessionEvent/saved(_:number:)``.
    case startRecording(NewFile, number: Int)
    /// Add these bytes to the recording at once; a failure is reported by ``SessionEvent/recordingFailed(message:advice:)``.
    case appendRecording([UInt8])
    /// The recording is complete.
    case stopRecording
    /// Read a file of the user's, of at most so many bytes; report ``SessionEvent/fileRead(_:number:)``.
    case readFile(path: String, limit: Int, number: Int)
    /// Report ``SessionEvent/replayDue(number:)`` when this time is over.
    case replayAfter(milliseconds: Int, number: Int)
    /// Read and check a script with ``Script/read(_:with:)``; report ``SessionEvent/included(_:number:)``.
    case include(path: String, number: Int)
    /// An expectation holds, or does not. The transcript says so, too.
    case judged(ExpectationOutcome)
    /// Close the connection. Nothing that is reported about it afterwards is taken in.
    case close(ConnectionNumber)
    /// Report ``SessionEvent/deadline(_:number:)`` when this time is over.
    case setDeadline(Deadline)
    /// This wait is over.
    case cancelDeadline(Deadline.Kind)
    /// There is a new entry in the transcript.
    case appended(EntryID)
    /// An entry has a new remark or a reply.
    case updated(EntryID)
    /// The line was not taken: put it back into the input, for example to be sent after `:connect`.
    case returnLine([UInt8])
    /// Show the table of reply codes, looked through for this text.
    case showCodes(String)
    /// Show this explanation.
    case showExplanation(Explanation)
    /// Show what is known of TLS: ``Session/tlsPage``.
    case showTLS
    /// Show help.
    case showHelp(HelpPage)
    /// Show these places of the transcript.
    case showMatches(TranscriptSearch)
    /// Do this with the screen. Front ends without one say that they have none.
    case screen(ScreenRequest)
    /// Do this with the lesson or the quiz. For the front end, which keeps them.
    case teach(TeachingRequest)
    /// A setting has a new value.
    case settingChanged(Setting)
    /// End the program.
    case quit(ExitCode)
}
