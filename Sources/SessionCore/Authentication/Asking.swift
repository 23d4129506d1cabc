/// A question of the explorer, whose answer is the next line.
struct Asking: Sendable {
    /// What the answer is for.
    enum Subject: Sendable {
        /// The user name of a login.
        case user(LoginPlan)
        /// The password or token of a login.
        case secret(LoginPlan)
        /// Whether AUTH may go out in the clear.
        case clearText(HeldLine)
        /// Whether the server may take a message.
        case commit(HeldLine)
        /// The passphrase of the key for the client's certificate.
        case passphrase
        /// The text that is sent in base64, as the answer to a 334.
        case response
        /// Nothing any more: the login ended while the user was typing a secret. Taken for a command, it would be shown.
        case nothing
    }

    /// What the answer is for.
    let subject: Subject
    /// What stands before the input.
    let prompt: Prompt

    /// A question whose answer is shown while it is typed.
    static func shown(_ subject: Subject, _ text: String) -> Asking {
        Asking(subject: subject, prompt: Prompt(text: text, kind: .question))
    }

    /// A question whose answer is neither shown nor kept.
    static func masked(_ subject: Subject, _ text: String) -> Asking {
        Asking(subject: subject, prompt: Prompt(text: text, kind: .secret))
    }
}
