import ArgumentParser
import PracticeServer
import SMTPProtocol
import SessionCore

/// `--as`: whose replies the practice server imitates.
struct LikenessOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Let the practice server's replies imitate other software: \(ImitatedSoftware.list).",
            discussion: "Only words, codes and capabilities are imitated; what it takes and refuses stays its own.",
            valueName: "name"))
    var `as`: String?

    /// The software of that name.
    var software: ImitatedSoftware? { `as`.flatMap { ImitatedSoftware(rawValue: $0.lowercased()) } }

    func validate() throws {
        guard let name = `as`, software == nil else { return }
        let nearest = NearestName.of(name, among: ImitatedSoftware.allCases.map(\.rawValue)) ?? ""
        throw ValidationError("--as takes one of \(ImitatedSoftware.list). The nearest one is \(nearest).")
    }

    /// The mistake of asking for it where no practice server is.
    func checkPractice(_ isPractice: Bool) throws {
        if `as` != nil, !isPractice { throw ValidationError("--as needs --practice.") }
    }
}
