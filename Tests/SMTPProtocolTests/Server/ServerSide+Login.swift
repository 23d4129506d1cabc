import SMTPProtocol

extension ServerSide {
    /// A server that offers STARTTLS, PLAIN and LOGIN, and knows `student` with the password `secret`.
    static func secure(
        after lines: String = ServerSide.hello, limits: ServerLimits = .standard,
        earlyTalk: ServerConfiguration.EarlyTalk = .allow, _ change: (inout ServerConfiguration) -> Void = { _ in }
    ) -> ServerSide {
        var server = ServerSide(limits: limits, earlyTalk: earlyTalk) {
            $0.offersStartTLS = true
            $0.mechanisms = ["PLAIN", "LOGIN"]
            change(&$0)
        }
        server.judge = Self.classroomJudge
        server.send(lines)
        return server
    }

    /// The owner of ``secure(after:limits:earlyTalk:_:)``: a mechanism in its simplest form.
    static let classroomJudge: Judge = { mechanism, messages in
        let said = messages.compactMap { $0.map { String(decoding: $0, as: UTF8.self) } }
        switch (mechanism, said.count) {
        case ("LOGIN", 0): return .challenge("Username:")
        case ("LOGIN", 1): return .challenge("Password:")
        case ("LOGIN", _):
            return said == ["student", "secret"] ? .accept(user: "student") : .reject(.invalidCredentials)
        case ("PLAIN", 0): return .challenge("")
        default:
            let parts = said[0].split(separator: "\0", omittingEmptySubsequences: false)
            guard parts.count == 3 else { return .reject(.malformedMessage) }
            let isGood = (parts[0].isEmpty || parts[0] == parts[1]) && parts[1] == "student" && parts[2] == "secret"
            return isGood ? .accept(user: "student") : .reject(.invalidCredentials)
        }
    }

    static func base64(_ text: String) -> String { String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self) }
}
