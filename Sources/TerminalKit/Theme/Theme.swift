/// A style for every role, at one colour depth.
public struct Theme: Hashable, Sendable {
    /// The colours it was made for.
    public let depth: ColorDepth
    private var styles: [Role: Style]

    /// A theme from its styles; a role without one is plain.
    public init(depth: ColorDepth, styles: [Role: Style]) {
        self.depth = depth
        self.styles = styles
    }

    /// The style of a role.
    public func style(for role: Role) -> Style { styles[role] ?? .plain }

    /// The roles that have a style of their own.
    public var roles: Set<Role> { Set(styles.keys) }

    /// A copy with one role changed, for settings.
    public func replacing(_ role: Role, with style: Style) -> Theme {
        var theme = self
        theme.styles[role] = style
        return theme
    }
}
