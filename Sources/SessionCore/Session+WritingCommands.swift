import SMTPProtocol

/// Commands that the explorer writes for the user: `:mail`, `:rcpt`, `:xclient`, `:xforward`.
extension Session {
    /// `:mail` and `:rcpt`: the line goes the way of a typed one, so it is held, marked and kept like that.
    mutating func compose(_ request: EnvelopeRequest) throws(LanguageError) {
        // What is composed for the server that will get it depends on what that server offers.
        let command = try request.command(offer: machine.capabilities)
        typedCommand(command.line)
    }

    /// `:xclient` and `:xforward`
    mutating func pretend(_ request: PretenceRequest) { typedCommand(request.line) }
}
