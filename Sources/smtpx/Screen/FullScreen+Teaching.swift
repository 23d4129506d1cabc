import ExplorerUI
import SafeText
import SessionCore
import SessionRuntime
import Teaching

/// Lessons in the full screen. One session is the learner's: the one in which the lesson was begun.
extension FullScreen {
    /// Does what a command about lessons asks.
    mutating func teach(_ request: TeachingRequest, of number: Int) {
        if case .lesson = request { learner = number }
        let actions = desk.take(request)
        perform(actions, of: number)
        guard request == .lesson(nil), let place = tabs.firstIndex(where: { $0.number == number }) else { return }
        tabs[place].explorer.show(lesson: desk.listPage, opens: true, in: tabs[place].runtime.session)
        tabs[place].explorer.say("The lessons are in the panel. :lesson NAME begins one.")
    }

    /// Tells the lesson what a session did.
    mutating func noteForLesson(_ action: SessionAction, of number: Int) {
        guard number == learner, let runtime = tab(number)?.runtime else { return }
        perform(desk.saw(action, of: runtime.session), of: number)
    }

    /// Tells the lesson of a line that was entered.
    mutating func noteForLesson(line: [UInt8], of number: Int) {
        guard number == learner else { return }
        perform(desk.typed(line), of: number)
    }

    private mutating func perform(_ actions: [TeachingAction], of number: Int) {
        guard !actions.isEmpty else { return }
        var opens = false
        for action in actions {
            switch action {
            case .say, .save: break
            case .showPanel: opens = true
            case .begin(let scenario):
                guard let runtime = tab(number)?.runtime else { return }
                take(runtime.handle(.line(desk.begin(scenario))), of: number)
            }
        }
        guard let place = tabs.firstIndex(where: { $0.number == number }) else { return }
        tabs[place].explorer.show(lesson: desk.page, opens: opens, in: tabs[place].runtime.session)
        // The panel has the rest.
        if case .say(let lines)? = actions.first, let line = lines.first {
            tabs[place].explorer.say(Sanitizer.escape(line))
        }
        isPaintDue = true
    }
}
