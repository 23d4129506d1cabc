/// The columns that text takes on a terminal, known for sure.
///
/// Text is measured as ``Sanitizer`` shows it, so there is no text of unknown width: what a terminal might measure
/// differently counts with the length of its escape.
public enum DisplayWidth {
    /// The most combining marks that one cluster keeps: enough for the living scripts in decomposed form, few enough
    /// that a pile of marks does not grow over the neighbouring rows.
    public static let maximumMarks = 2

    /// The columns of a character as it is shown.
    public static func of(_ character: Character, style: EscapeStyle = .unicode) -> Int {
        if let ascii = character.asciiValue, ascii >= 0x20, ascii < 0x7F { return 1 }
        return of(String(character), style: style)
    }

    /// The columns of text as it is shown.
    public static func of(_ text: String, style: EscapeStyle = .unicode) -> Int {
        var text = text
        return text.withUTF8 { bytes in
            var sink = WidthSink()
            EscapeWalk(bytes, style: style).run(into: &sink)
            return sink.width
        }
    }

    /// The columns of bytes as they are shown.
    public static func of(bytes: some Collection<UInt8>, style: EscapeStyle = .unicode) -> Int {
        func width(_ buffer: UnsafeBufferPointer<UInt8>) -> Int {
            var sink = WidthSink()
            EscapeWalk(buffer, style: style).run(into: &sink)
            return sink.width
        }
        return bytes.withContiguousStorageIfAvailable(width) ?? Array(bytes).withUnsafeBufferPointer(width)
    }

    /// The clusters that show the text, in order. An escape gives one cluster for each of its characters.
    public static func clusters(_ text: String, style: EscapeStyle = .unicode) -> [Cluster] {
        var clusters: [Cluster] = []
        clusters.reserveCapacity(text.utf8.count)
        forEachCluster(text, style: style) { cluster in
            clusters.append(cluster)
            return true
        }
        return clusters
    }

    /// Calls `body` with each cluster that shows the text, as long as it returns true; it makes no array and reads no
    /// further than needed.
    public static func forEachCluster(
        _ text: String, style: EscapeStyle = .unicode, _ body: (Cluster) -> Bool
    ) {
        var text = text
        text.withUTF8 { bytes in
            withoutActuallyEscaping(body) { body in
                var sink = ClusterSink(body: body)
                EscapeWalk(bytes, style: style).run(into: &sink)
            }
        }
    }

    /// The text as shown, cut so that it takes at most so many columns; where something was cut, the ellipsis stands at
    /// the end if there is room for it.
    public static func truncate(
        _ text: String, to columns: Int, ellipsis: String = "", style: EscapeStyle = .unicode
    ) -> String {
        let ellipsisWidth = of(ellipsis, style: style)
        var fitting: [Cluster] = []
        var used = 0
        var isCut = false
        forEachCluster(text, style: style) { cluster in
            isCut = used + cluster.width > columns
            if !isCut {
                used += cluster.width
                fitting.append(cluster)
            }
            return !isCut
        }
        if isCut, ellipsisWidth <= columns {
            while used + ellipsisWidth > columns, let last = fitting.popLast() { used -= last.width }
            return fitting.map(\.text).joined() + ellipsis
        }
        return fitting.map(\.text).joined()
    }

    /// The text as shown in exactly so many columns: cut, or filled with spaces at its end.
    public static func pad(
        _ text: String, to columns: Int, ellipsis: String = "", style: EscapeStyle = .unicode
    ) -> String {
        let cut = truncate(text, to: columns, ellipsis: ellipsis, style: style)
        return cut + String(repeating: " ", count: max(0, columns - of(cut, style: style)))
    }
}

private struct WidthSink: EscapeSink {
    var width = 0
    private var scratch: [UInt8] = []

    mutating func ascii(_ text: Slice<UnsafeBufferPointer<UInt8>>) { width += text.count }
    mutating func cluster(_ text: Slice<UnsafeBufferPointer<UInt8>>, width: Int) { self.width += width }
    mutating func escape(_ text: EscapeText) {
        scratch.removeAll(keepingCapacity: true)
        text.append(to: &scratch)
        width += scratch.count
    }
}

private struct ClusterSink: EscapeSink {
    let body: (Cluster) -> Bool
    var isFull = false

    init(body: @escaping (Cluster) -> Bool) { self.body = body }

    mutating func ascii(_ text: Slice<UnsafeBufferPointer<UInt8>>) {
        for byte in text {
            if isFull { break }
            isFull = !body(.ascii(byte))
        }
    }
    mutating func cluster(_ text: Slice<UnsafeBufferPointer<UInt8>>, width: Int) {
        isFull = !body(Cluster(text: String(decoding: text, as: UTF8.self), width: width))
    }
    mutating func escape(_ text: EscapeText) {
        var bytes: [UInt8] = []
        text.append(to: &bytes)
        for byte in bytes where !isFull { isFull = !body(.ascii(byte)) }
    }
}
