public import SafeText

extension StyledText {
    /// Where lines may be broken.
    public enum WrapMode: Hashable, Sendable {
        /// At blanks, which are left out there; a word longer than the line is broken anywhere.
        case words
        /// Anywhere, and nothing is left out: for bytes that are shown verbatim.
        case clusters
    }

    /// The text in lines of at most so many columns; at least one line unless the width is 0.
    ///
    /// Takes time linear in the text.
    /// - Parameters:
    ///   - width: The columns of a line.
    ///   - indent: The blanks in front of every line but the first; less when the width is small.
    ///   - mode: Where lines may be broken.
    ///   - escapeStyle: How foreign characters are shown, and so counted.
    public func wrapped(
        width: Int, indent: Int = 0, mode: WrapMode = .words, escapeStyle: EscapeStyle = .unicode
    ) -> [StyledText] {
        guard width > 0 else { return [] }
        var wrapper = LineWrapper(width: width, indent: max(0, min(indent, width / 2, width - 2)), mode: mode)
        for span in spans {
            DisplayWidth.forEachCluster(span.text, style: escapeStyle) { cluster in
                wrapper.add(cluster, style: span.style)
                return true
            }
        }
        return wrapper.finish()
    }
}

/// Breaks clusters into lines, keeping one word back until it is known where it goes.
private struct LineWrapper {
    let width: Int
    let indent: Int
    let mode: StyledText.WrapMode

    private var lines: [StyledText] = []
    private var line = StyledText()
    private var lineWidth = 0
    private var blanks: [(cluster: Cluster, style: Style)] = []
    private var word: [(cluster: Cluster, style: Style)] = []
    private var wordWidth = 0

    init(width: Int, indent: Int, mode: StyledText.WrapMode) {
        self.width = width
        self.indent = indent
        self.mode = mode
    }

    mutating func add(_ cluster: Cluster, style: Style) {
        if mode == .clusters {
            place(cluster, style: style)
        } else if cluster.text == " " {
            placeWord()
            blanks.append((cluster, style))
        } else {
            word.append((cluster, style))
            wordWidth += cluster.width
            // A word that fills a line by itself is placed as it comes.
            if wordWidth >= width { placeWord() }
        }
    }

    mutating func finish() -> [StyledText] {
        placeWord()
        // Blanks at the end stay as far as they fit: they may be part of a verbatim line.
        for blank in blanks where lineWidth < width { place(blank.cluster, style: blank.style) }
        lines.append(line)
        return lines
    }

    private mutating func placeWord() {
        guard !word.isEmpty else { return }
        let isLineEmpty = lineWidth == (lines.isEmpty ? 0 : indent)
        if lineWidth + blanks.count + wordWidth > width, !blanks.isEmpty, !isLineEmpty {
            breakLine()
        } else {
            for blank in blanks { place(blank.cluster, style: blank.style) }
        }
        blanks.removeAll(keepingCapacity: true)
        for part in word { place(part.cluster, style: part.style) }
        word.removeAll(keepingCapacity: true)
        wordWidth = 0
    }

    private mutating func place(_ cluster: Cluster, style: Style) {
        guard cluster.width <= width else { return place(text: " ", width: 1, style: style) }
        place(text: cluster.text, width: cluster.width, style: style)
    }

    /// Puts one cluster into the line or, where it does not fit, into a new one. A wide cluster in a line of one column
    /// came here as a blank.
    private mutating func place(text: String, width columns: Int, style: Style) {
        if lineWidth + columns > width, lineWidth > (lines.isEmpty ? 0 : indent) { breakLine() }
        line.append(text, style: style)
        lineWidth += columns
    }

    private mutating func breakLine() {
        lines.append(line)
        line = StyledText(String(repeating: " ", count: indent))
        lineWidth = indent
    }
}
