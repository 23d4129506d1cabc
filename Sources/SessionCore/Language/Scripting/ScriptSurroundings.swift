/// What a script is read with: the files, the environment, and what the command line said. Nothing of it is in the core.
public struct ScriptSurroundings {
    /// What became of reading a file.
    public enum Loaded: Sendable {
        /// Its bytes, and what tells it from every other file, however its path is written.
        case file(bytes: [UInt8], identity: String)
        /// It cannot be read: why, in a sentence that is already escaped.
        case failed(message: String, exitCode: ExitCode)
    }

    /// Reads a file of at most ``ScriptLimits/fileBytes``.
    public var load: (_ path: String) -> Loaded
    /// Asks the environment for a variable; nil when it is not set.
    public var environment: (_ name: String) -> [UInt8]?
    /// Says why a target cannot be connected to; nil when nothing is wrong with it.
    public var targetProblem: (_ target: String) -> String?
    /// Says why a file cannot be sent as a message; nil when nothing is wrong with it.
    public var contentProblem: (_ path: String) -> String?
    /// What is defined before the first line.
    public var variables = Variables()
    /// Whether the first session has a connection before the first line, if the script opens none.
    public var isConnected = false
    /// Whether several sessions can be had.
    public var allowsSessions = true
    /// The time that `${NOW}` stands for while the lines are checked.
    public var now = WallTime(seconds: 0)

    /// Surroundings without files and without an environment.
    public init(
        load: @escaping (_ path: String) -> Loaded, environment: @escaping (_ name: String) -> [UInt8]? = { _ in nil },
        targetProblem: @escaping (_ target: String) -> String? = { _ in nil },
        contentProblem: @escaping (_ path: String) -> String? = { _ in nil }
    ) {
        self.load = load
        self.environment = environment
        self.targetProblem = targetProblem
        self.contentProblem = contentProblem
    }
}
