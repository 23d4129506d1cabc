extension Surface {
    /// The rows as text, without the blanks at their ends.
    public func lines() -> [String] {
        (0..<rows).map { row in
            var line: [UInt8] = []
            withRow(row) { cells in
                for cell in cells { line.append(contentsOf: cell.text.utf8) }
            }
            while line.last == 0x20 { line.removeLast() }
            return String(decoding: line, as: UTF8.self)
        }
    }

    /// The styles as text: one letter a cell, `.` for ``Style/plain``, then an empty line and a legend.
    ///
    /// Letters are given out in order of appearance. `names` puts a name beside a style in the legend.
    public func styleGrid(names: [Style: String] = [:]) -> [String] {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        var letters: [Style: Character] = [.plain: "."]
        var legend: [String] = []
        var grid: [String] = []
        for row in 0..<rows {
            var line = ""
            withRow(row) { cells in
                for cell in cells {
                    if let letter = letters[cell.style] {
                        line.append(letter)
                        continue
                    }
                    // More styles than letters share the last one, which the legend then shows several times.
                    let letter = alphabet[min(legend.count, alphabet.count - 1)]
                    letters[cell.style] = letter
                    let name = names[cell.style].map { "  (\($0))" } ?? ""
                    legend.append("\(letter) = \(cell.style)\(name)")
                    line.append(letter)
                }
            }
            grid.append(line)
        }
        return legend.isEmpty ? grid : grid + [""] + legend
    }
}
