import ArgumentParser
import PracticeServer
import Teaching

/// What `smtpx serve` needs for a class: who may come in, and how many.
struct ClassOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Let other machines connect from this range, such as 192.168.1.0/24. May be repeated. Each student then has a sandbox.",
            valueName: "cidr"))
    var allow: [String] = []
    @Flag(
        name: .customLong("class"),
        help:
            "Give each student mailboxes of their own, by login, or else by the name in EHLO. --allow and --lesson do it too."
    )
    var isClass = false
    @Option(
        help: ArgumentHelp(
            "Play this lesson with the class, and tell who has done which step. smtpx lessons lists them.",
            valueName: "name|file"))
    var lesson: String?
    @Option(help: ArgumentHelp("The most connections at the same time.", valueName: "number"))
    var maxConnections = ConnectionLimits().total
    @Option(help: ArgumentHelp("The most connections of one address.", valueName: "number"))
    var maxPerAddress = ConnectionLimits().perAddress

    func validate() throws {
        for text in allow where AddressRange(text) == nil {
            throw ValidationError(
                "--allow takes a range of addresses such as 192.168.1.0/24 or 2001:db8::/32, without bits behind the prefix; "
                    + "\(text) is none.")
        }
        guard maxConnections > 0 else { throw ValidationError("--max-connections takes a number above 0.") }
        guard maxPerAddress > 0 else { throw ValidationError("--max-per-address takes a number above 0.") }
    }

    /// Puts it into the server's options.
    func apply(to options: inout PracticeServerOptions) {
        options.allowed = allow.compactMap { AddressRange($0) }
        options.separatesStudents = isClass || !allow.isEmpty || lesson != nil
        options.certificateAddresses = MachineAddresses.reachable(listeningAt: options.host, from: options.allowed)
        options.connections = ConnectionLimits(total: maxConnections, perAddress: maxPerAddress)
    }

    /// What a client types to connect.
    func place(of server: PracticeServer) -> String {
        let ranges = allow.compactMap { AddressRange($0) }
        let host = MachineAddresses.reachable(listeningAt: server.host, from: ranges).first ?? server.host
        return host.contains(":") ? "[\(host)]:\(server.port)" : "\(host):\(server.port)"
    }

    /// How students come, and what tells them apart. Only a lesson that is built in is on their machines, too.
    func joining(_ server: PracticeServer, _ lesson: Lesson?) -> String {
        let place = place(of: server)
        let isKnown = lesson.map { LessonCatalog.named($0.name) == $0 } ?? false
        let way = isKnown ? "smtpx --lesson \(lesson?.name ?? ""), then :connect \(place)" : "smtpx \(place)"
        return "Students connect with \(way). Each says EHLO with a name of their own, or logs in."
    }

    /// Who can reach the server, for the line that it says on start.
    func reach(of host: String) -> String {
        let isLocal = host == "::1" || host.hasPrefix("127.")
        guard !isLocal, !allow.isEmpty else { return "only this machine can reach it" }
        return "reached by this machine and by \(allow.joined(separator: ", ")); others are turned away"
    }
}
