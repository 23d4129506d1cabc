import SessionCore

/// What the session hands on to the screen: commands for it, and settings that changed.
extension Explorer {
    /// Does what a command for the screen asks for.
    mutating func perform(_ request: ScreenRequest, in session: Session) -> [Effect] {
        switch request {
        case .perform(let action): return perform(action, in: session)
        case .filter(let filter): show(only: filter, session)
        case .panel(let tab): openPanel(tab, session)
        case .bind(let key, let action): bind(key, to: action)
        case .listBindings: listBindings()
        case .color(let role, let style): color(role, style)
        case .listColors: listColors()
        case .keys: showKeys()
        case .copy(let range): return copy(range, session)
        case .tab(let step): return [.tab(step)]
        case .open(let request): return [.open(request)]
        case .connectForm: openConnectForm(session)
        }
        return []
    }

    /// A setting has a new value.
    mutating func adopt(_ setting: Setting, _ session: Session) -> [Effect] {
        switch setting {
        case .mouse:
            tellMouse(session.settings.mouse)
            return [.useMouse(session.settings.mouse)]
        case .theme: use(session.settings.theme)
        case .codesBy: codes.group(by: session.settings.codesBy)
        default: break
        }
        return []
    }
}
