public import TerminalKit

/// A surface as an SVG picture: what a terminal would show, for documents.
///
/// The text stays text, so a picture can be searched and read aloud; each run of cells is stretched to its columns, so it
/// fits whatever fixed-width font the reader has.
public struct ScreenPicture {
    /// The size of a cell, in the picture's units.
    private static let cell = (width: 8.4, height: 18.0)
    /// The empty border around the screen.
    private static let margin = 10.0
    /// How far the base line stands under the top of a row.
    private static let ascent = 13.5
    private static let fonts = "ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace"

    private let surface: Surface
    private let title: String

    /// A picture of a surface.
    /// - Parameter title: what it shows, for people who cannot see it.
    public init(_ surface: Surface, title: String) {
        self.surface = surface
        self.title = title
    }

    /// The picture, as the text of a file.
    public var svg: String {
        let width = Double(surface.columns) * Self.cell.width + 2 * Self.margin
        let height = Double(surface.rows) * Self.cell.height + 2 * Self.margin
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.number(width)) \(Self.number(height))\" role=\"img\">",
            "<title>\(Self.escaped(title))</title>",
            "<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"\(TerminalPalette.background)\"/>",
            "<g font-family=\"\(Self.fonts)\" font-size=\"14\" shape-rendering=\"crispEdges\" xml:space=\"preserve\">",
        ]
        for row in 0..<surface.rows {
            for run in runs(row) { lines += draw(run, row: row) }
        }
        if let cursor = surface.cursor {
            lines.append(
                rectangle(row: cursor.row, column: cursor.column, columns: 1, TerminalPalette.foreground, opacity: true)
            )
        }
        return (lines + ["</g>", "</svg>", ""]).joined(separator: "\n")
    }

    /// Cells beside each other that look the same.
    private struct Run {
        let column: Int
        var text: String
        var columns: Int
        let style: Style
    }

    private func runs(_ row: Int) -> [Run] {
        var runs: [Run] = []
        for column in 0..<surface.columns {
            let cell = surface[row, column]
            if let last = runs.last, last.style == cell.style {
                runs[runs.count - 1].text += cell.text
                runs[runs.count - 1].columns += 1
            } else {
                runs.append(Run(column: column, text: cell.text, columns: 1, style: cell.style))
            }
        }
        return runs
    }

    private func draw(_ run: Run, row: Int) -> [String] {
        var lines: [String] = []
        let colors = TerminalPalette.colors(of: run.style)
        if colors.background != TerminalPalette.background {
            lines.append(rectangle(row: row, column: run.column, columns: run.columns, colors.background))
        }
        // Blanks at both ends need no text.
        let columns = Array(run.text)
        guard let first = columns.firstIndex(where: { $0 != " " }), let last = columns.lastIndex(where: { $0 != " " })
        else { return lines }
        let isWhole = columns.count == run.columns
        let (start, end) = isWhole ? (first, last) : (0, columns.count - 1)
        let count = isWhole ? end - start + 1 : run.columns
        let attributes = run.style.attributes
        let look =
            (attributes.contains(.bold) ? " font-weight=\"bold\"" : "")
            + (attributes.contains(.italic) ? " font-style=\"italic\"" : "")
            + (attributes.contains(.underline) ? " text-decoration=\"underline\"" : "")
        let x = Self.margin + Double(run.column + start) * Self.cell.width
        let y = Self.margin + Double(row) * Self.cell.height + Self.ascent
        lines.append(
            "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
                + " textLength=\"\(Self.number(Double(count) * Self.cell.width))\" lengthAdjust=\"spacingAndGlyphs\""
                + " fill=\"\(colors.foreground)\"\(look)>\(Self.escaped(String(columns[start...end])))</text>")
        return lines
    }

    private func rectangle(row: Int, column: Int, columns: Int, _ color: String, opacity: Bool = false) -> String {
        let x = Self.margin + Double(column) * Self.cell.width
        let y = Self.margin + Double(row) * Self.cell.height
        return
            "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(Double(columns) * Self.cell.width))\""
            + " height=\"\(Self.number(Self.cell.height))\" fill=\"\(color)\"\(opacity ? " fill-opacity=\"0.6\"" : "")/>"
    }

    /// Tenths, without a needless zero.
    private static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
