import SMTPProtocol

/// Whose mailboxes a connection works with.
extension ConnectionHandler {
    /// Moves to the sandbox of who logged in, or else of who said EHLO or HELO, when it is another one than before.
    func enterSandbox() {
        guard let sandboxes = server.sandboxes,
            let name = Sandboxes.name(user: machine.authenticatedUser, clientName: machine.clientName),
            name != askedSandbox
        else { return }
        askedSandbox = name
        guard let own = sandboxes.sandbox(name) else {
            server.tell(
                .remarked("There is no room for another student: this one works with what all share."), on: number)
            sandbox = server.common
            return
        }
        sandbox = own
        server.tell(.entered(sandbox: own.name), on: number)
    }
}
