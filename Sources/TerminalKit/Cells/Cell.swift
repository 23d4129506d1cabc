import SafeText

/// One cell of a ``Surface``: a printable cluster and its style.
///
/// A cell cannot hold anything else: what is not one printable cluster becomes `?`. A cluster that is two columns wide
/// stands in its left cell; the cell to the right of it is a ``isContinuation``.
public struct Cell: Hashable, Sendable {
    /// The cluster; empty in the right half of a wide one.
    public let text: String
    let columns: UInt8
    /// How the cell looks.
    public var style: Style

    /// The columns of the cluster: 1 or 2, and 0 in the right half of a wide one.
    public var width: Int { Int(columns) }

    /// Whether this is the right half of a wide cluster.
    public var isContinuation: Bool { columns == 0 }

    /// A cell with the first cluster of a text, or `?` when it has none.
    public init(_ text: String, style: Style = .plain) {
        let cluster = DisplayWidth.clusters(text).first { _ in true }
        self.init(text: cluster?.text ?? "?", columns: UInt8(cluster?.width ?? 1), style: style)
    }

    init(text: String, columns: UInt8, style: Style) {
        self.text = text
        self.columns = columns
        self.style = style
    }

    /// An empty cell.
    public static func blank(_ style: Style = .plain) -> Cell { Cell(text: " ", columns: 1, style: style) }

    static func continuation(_ style: Style) -> Cell { Cell(text: "", columns: 0, style: style) }
}
