/// How much of a split's length one part asks for.
public enum Extent: Hashable, Sendable {
    /// Exactly so many cells, or what is left.
    case fixed(Int)
    /// At least so many cells, and a share of what the others leave.
    case minimum(Int)
    /// A share of what the others leave, by weight.
    case flexible(Int)
}
