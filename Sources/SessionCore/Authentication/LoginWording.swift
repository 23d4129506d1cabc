import SASL
import SafeText

/// What is said about mechanisms: which cannot be used and why, and what a failed login leaves to try.
enum LoginWording {
    /// A mechanism that was named and is not spoken here.
    static func unsupported(_ name: String) -> LanguageError {
        guard let known = UnsupportedMechanism(name: name) else {
            return LanguageError(
                .badValue, "This mechanism is not known here.", advice: "It can be typed by hand, with AUTH.")
        }
        let word = known.isObsolete ? "is obsolete and not spoken here" : "is not spoken here"
        return LanguageError(
            .badValue, "\(known.name) \(word). \(known.reason)", advice: "EHLO shows what else the server offers.")
    }

    /// There is no mechanism to choose: says what is offered, and why none of it will do.
    static func nothingToChoose(_ offered: [String], couldStartTLS: Bool) -> LanguageError {
        let advice =
            couldStartTLS
            ? "The server offers STARTTLS: :starttls first, and then EHLO may show more."
            : "Many servers take logins on port 587 or 465 only, and only under TLS."
        guard !offered.isEmpty else {
            return LanguageError(.nothingThere, "The server offers no AUTH.", advice: advice)
        }
        let reasons = offered.prefix(maximumNames).map { name in "\(shown(name)): \(reason(against: name))" }
        return LanguageError(
            .nothingThere,
            "No mechanism on offer can be chosen with a user and a password. "
                + reasons.joined(separator: " "), advice: advice)
    }

    /// What can be tried by hand when a login failed, and why it is weaker; nil when nothing weaker is offered.
    static func weaker(than mechanism: Mechanism, among offered: [String], isEncrypted: Bool) -> String? {
        guard let place = Mechanism.byStrength.firstIndex(of: mechanism) else { return nil }
        // Of two that send the password itself, neither is weaker.
        let weaker = Mechanism.byStrength[(place + 1)...].filter {
            !mechanism.sendsPasswordItself || !$0.sendsPasswordItself
        }
        let choice = Mechanism.strongest(among: offered, isEncrypted: isEncrypted, canUse: weaker.contains)
        guard let choice else { return nil }
        return "Nothing weaker was tried by itself. By hand, :auth \(choice.mechanism.name) tries \(choice.reason)."
    }

    /// Longer lists are cut; the EHLO reply stands in the transcript.
    private static let maximumNames = 8

    private static func shown(_ name: String) -> String { Sanitizer.escape(String(name.prefix(40))) }

    private static func reason(against name: String) -> String {
        if let known = UnsupportedMechanism(name: name) { return known.reason }
        guard let mechanism = Mechanism(name: name) else { return "It is not known here." }
        switch mechanism {
        case .external: return "It needs a client certificate; :auth EXTERNAL tries it."
        case .anonymous: return "It logs nobody in; :auth ANONYMOUS tries it."
        case .xoauth2, .oauthBearer: return "It needs an access token; :auth \(mechanism.name) USER asks for one."
        case .scramSHA1Plus, .scramSHA256Plus: return "It needs TLS with something to bind to, which is not there."
        case .scramSHA1, .scramSHA256, .cramMD5, .plain, .login: return ":auth \(mechanism.name) tries it."
        }
    }
}
