import ArgumentParser
import SafeText

/// How printed text looks: options that several commands share.
struct LookOptions: ParsableArguments {
    @Option(help: "Colours: auto, always or never. NO_COLOR counts too.") var color = StandardOutput.ColorUse.auto
    @Flag(help: "Print ASCII characters only.") var ascii = false

    /// ASCII because it was asked for, or because the locale has nothing else.
    var isASCII: Bool { ascii || !Locale.isUTF8 }

    var paint: Paint { Paint(isOn: StandardOutput.usesColor(color)) }

    /// Foreign text, safe to print.
    func escaped(_ text: String) -> String { Sanitizer.escape(text, style: isASCII ? .ascii : .unicode) }
}

extension StandardOutput.ColorUse: ExpressibleByArgument {}

/// The language environment.
enum Locale {
    /// Whether LC_ALL, LC_CTYPE or LANG, in this order, names UTF-8.
    static var isUTF8: Bool {
        guard let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(Environment.value).first else { return false }
        let upper = name.uppercased()
        return upper.hasSuffix("UTF-8") || upper.hasSuffix("UTF8")
    }
}
