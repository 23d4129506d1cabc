public import SMTPProtocol

extension Deadlines {
    /// How long to wait for a reply of this kind.
    public subscript(_ timeout: ReplyTimeout) -> Duration {
        switch timeout {
        case .greeting: greeting
        case .hello, .mail, .other: mail
        case .rcpt: rcpt
        case .dataInitiation: dataInitiation
        case .dataTermination: dataTermination
        }
    }
}
