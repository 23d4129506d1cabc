import SMTPProtocol

/// The lines of a delivery, with the parameters that the server has offered.
struct DeliveryLines {
    let plan: DeliveryPlan
    let capabilities: CapabilitySet?

    private func offers(_ keyword: String) -> Bool { capabilities?[keyword] != nil }

    /// Whether the transaction has to be SMTPUTF8, and can be.
    func usesUTF8(_ facts: MessageFacts?) -> Bool { offers("SMTPUTF8") && needsUTF8(facts) }

    /// Whether addresses or header can only go by SMTPUTF8.
    /// - SeeAlso: RFC 6531 §3.4
    func needsUTF8(_ facts: MessageFacts?) -> Bool {
        plan.sender.needsSMTPUTF8 || plan.recipients.contains(where: \.needsSMTPUTF8)
            || facts?.hasEightBitHeader == true
    }

    /// MAIL with SIZE, BODY, SMTPUTF8, RET, ENVID and PRDR, each where it is offered and of use.
    func mail(_ facts: MessageFacts) throws(CompositionError) -> [UInt8] {
        var parameters: [Parameter] = []
        if plan.declaresSize, offers("SIZE") { parameters.append(Parameter(keyword: "SIZE", value: "\(facts.size)")) }
        if facts.hasEightBit, offers("8BITMIME") { parameters.append(Parameter(keyword: "BODY", value: "8BITMIME")) }
        if usesUTF8(facts) { parameters.append(Parameter(keyword: "SMTPUTF8")) }
        if let notices = plan.notices, offers("DSN") {
            if let amount = notices.return { parameters.append(Parameter(keyword: "RET", value: amount)) }
            if let name = notices.envelopeID {
                parameters.append(Parameter(keyword: "ENVID", value: XText.encode(name.utf8)))
            }
        }
        if plan.wantsRecipientReplies, offers("PRDR") { parameters.append(Parameter(keyword: "PRDR")) }
        return try Command.mail(from: plan.sender, parameters: parameters).line
    }

    /// RCPT with NOTIFY, where it is offered.
    func rcpt(_ path: MailPath) throws(CompositionError) -> [UInt8] {
        var parameters: [Parameter] = []
        if let notify = plan.notices?.notify, offers("DSN") {
            parameters.append(Parameter(keyword: "NOTIFY", value: notify))
        }
        return try Command.rcpt(to: path, parameters: parameters).line
    }
}
