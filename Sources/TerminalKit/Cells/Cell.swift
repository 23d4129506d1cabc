import SafeText

/// One cell of a ``Surface``: a printable cluster and its style.
///
/// A cell cannot hold anything else: what is not one printable cluster becomes `?`. A cluster that is two columns wide
/// stands in its left cell; the cell to the right of it is a ``isContinuation``.
///
/// It is plain bits without references: frames are copied and compared cell by cell for every key.
public struct Cell: Hashable, Sendable {
    /// The longest cluster in bytes of UTF-8: a base and its marks are shorter.
    static let longestCluster = 16

    /// The first eight bytes of the cluster's UTF-8, the first one lowest; 0 behind its end.
    @usableFromInline let head: UInt64
    /// The next eight.
    @usableFromInline let tail: UInt64
    @usableFromInline var look: PackedStyle
    @usableFromInline let columns: UInt8

    /// The cluster; empty in the right half of a wide one.
    public var text: String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longestCluster) { bytes in
            var count = 0
            for half in [head, tail] {
                for shift in stride(from: UInt64(0), to: 64, by: 8) {
                    let byte = UInt8(truncatingIfNeeded: half >> shift)
                    if byte == 0 { break }
                    bytes[count] = byte
                    count += 1
                }
            }
            return String(decoding: bytes[..<count], as: UTF8.self)
        }
    }

    /// How the cell looks.
    public var style: Style {
        get { look.style }
        set { look = PackedStyle(newValue) }
    }

    /// The columns of the cluster: 1 or 2, and 0 in the right half of a wide one.
    @inlinable public var width: Int { Int(columns) }

    /// Whether this is the right half of a wide cluster.
    @inlinable public var isContinuation: Bool { columns == 0 }

    /// A cell with the first cluster of a text, or `?` when it has none.
    public init(_ text: String, style: Style = .plain) {
        let cluster = DisplayWidth.clusters(text).first { _ in true }
        self.init(text: cluster?.text ?? "?", columns: UInt8(cluster?.width ?? 1), look: PackedStyle(style))
    }

    init(text: String, columns: UInt8, look: PackedStyle) {
        var halves: (UInt64, UInt64) = (0, 0)
        var count: UInt64 = 0
        for byte in text.utf8 {
            if count < 8 {
                halves.0 |= UInt64(byte) << (count * 8)
            } else {
                halves.1 |= UInt64(byte) << ((count - 8) * 8)
            }
            count += 1
            if count > Self.longestCluster {
                halves = (UInt64(UInt8(ascii: "?")), 0)
                break
            }
        }
        (head, tail) = halves
        self.columns = columns
        self.look = look
    }

    /// A cell with one printable character of US-ASCII.
    init(ascii: UInt8, look: PackedStyle) {
        head = UInt64(ascii)
        tail = 0
        columns = 1
        self.look = look
    }

    /// Whether two cells show the same.
    @inlinable
    public static func == (left: Cell, right: Cell) -> Bool {
        left.head == right.head && left.tail == right.tail && left.look.bits == right.look.bits
            && left.columns == right.columns
    }

    /// An empty cell.
    public static func blank(_ style: Style = .plain) -> Cell {
        Cell(ascii: UInt8(ascii: " "), look: PackedStyle(style))
    }

    static func continuation(_ look: PackedStyle) -> Cell { Cell(text: "", columns: 0, look: look) }
}
