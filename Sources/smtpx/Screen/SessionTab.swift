import ExplorerUI
import SessionRuntime

/// A session with its own screen: transcript, input and panels.
struct SessionTab {
    /// Its number in the workspace.
    let number: Int
    let runtime: SessionRuntime
    var explorer: Explorer
}
