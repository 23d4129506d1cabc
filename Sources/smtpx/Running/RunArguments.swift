import SafeText

/// Which arguments of `smtpx run` are scripts, and whether the last one is a server.
struct RunArguments: Equatable {
    /// The scripts, in the order in which they are played.
    let scripts: [String]
    /// The server; nil when none is named.
    let target: String?

    /// Tells them apart. The last of several arguments is the server when there is no such file, when its name does not end in
    /// `.smtpx`, and when it can be a server.
    init(_ arguments: [String], isFile: (String) -> Bool, targetProblem: (String) -> String?) {
        guard arguments.count > 1, let last = arguments.last, last != "-", !last.hasSuffix(".smtpx"), !isFile(last),
            targetProblem(last) == nil
        else {
            scripts = arguments
            target = nil
            return
        }
        scripts = Array(arguments.dropLast())
        target = last
    }

    /// How they were understood, in a sentence.
    var explanation: String {
        let names = scripts.map { Sanitizer.escape($0) }.joined(separator: ", ")
        let scripts = scripts.count == 1 ? "\(names) was taken for a script" : "\(names) were taken for scripts"
        return target.map { "\(scripts), and \(Sanitizer.escape($0)) for the server." } ?? "\(scripts)."
    }
}
