import CAssets

/// The name and the bytes of one reference table.
public struct TableFile: Sendable {
    /// The path in the repository, for messages.
    public let name: String
    /// The whole file.
    public let bytes: [UInt8]

    /// Takes a table from anywhere, such as a test.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    init(_ asset: asset) {
        name = String(cString: asset.path)
        bytes = Array(UnsafeBufferPointer(start: asset.bytes, count: asset.count))
    }
}
