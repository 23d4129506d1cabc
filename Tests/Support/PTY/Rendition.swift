/// How a cell of a terminal looks: what SGR has put in force.
public struct Rendition: Hashable, Sendable {
    /// The foreground's palette number; nil is the terminal's own.
    public private(set) var foreground: Int?
    /// The background's palette number; nil is the terminal's own.
    public private(set) var background: Int?
    /// The SGR numbers of the attributes that are set: 1 bold, 2 dim, 3 italic, 4 underline, 7 reverse.
    public private(set) var attributes: Set<Int> = []

    /// Plain.
    public init() {}

    /// A look to compare with.
    public init(foreground: Int? = nil, background: Int? = nil, attributes: Set<Int> = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// What erased cells get.
    var erased: Rendition { Rendition(background: background) }

    mutating func apply(_ parameters: [Int?]) {
        var rest = (parameters.isEmpty ? [0] : parameters.map { $0 ?? 0 })[...]
        while let number = rest.popFirst() {
            switch number {
            case 0: self = Rendition()
            case 1...9: attributes.insert(number)
            case 22: attributes.subtract([1, 2])
            case 23...29: attributes.remove(number - 20)
            case 30...37: foreground = number - 30
            case 90...97: foreground = number - 90 + 8
            case 39: foreground = nil
            case 40...47: background = number - 40
            case 100...107: background = number - 100 + 8
            case 49: background = nil
            case 38, 48:
                guard rest.popFirst() == 5, let entry = rest.popFirst() else { return }
                if number == 38 { foreground = entry } else { background = entry }
            default: break
            }
        }
    }
}
