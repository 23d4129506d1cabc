import ExplorerUI
import SafeText
import SessionCore
import SessionRuntime
import Teaching

/// Lessons in the full screen. One session is the learner's: the one in which the lesson was begun.
extension FullScreen {
    /// Does what a command about lessons asks.
    mutating func teach(_ request: TeachingRequest, of number: Int) {
        perform(desk.take(request), of: number)
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
        if number == learner { return perform(desk.typed(line), of: number) }
        guard !toldOtherTab, let learner, desk.isTeaching, line.first != UInt8(ascii: ":"),
            let tab = workspace.number(of: learner), let place = tabs.firstIndex(where: { $0.number == number })
        else { return }
        // Once: who works in two tabs on purpose knows it then.
        toldOtherTab = true
        tabs[place].explorer.say("The lesson runs in tab \(tab): Alt-\(tab) goes there.")
    }

    /// Tells the lesson what its practice server took, whoever sent it.
    mutating func noteServerForLesson() {
        guard let learner else { return }
        perform(desk.sawServer(), of: learner)
    }

    /// Has the panels of all tabs show where the lesson is.
    /// - Parameter opens: whether the panel of this session is opened for it.
    mutating func showLesson(opens: Bool, in number: Int) {
        let elsewhere = learner.map { desk.page(besideTab: workspace.number(of: $0)) }
        for place in tabs.indices {
            let isElsewhere = learner != nil && tabs[place].number != learner
            let page = isElsewhere ? elsewhere ?? desk.page : desk.page
            let opensHere = opens && tabs[place].number == number
            tabs[place].explorer.show(lesson: page, opens: opensHere, in: tabs[place].runtime.session)
        }
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
                learner = number
                toldOtherTab = false
                take(runtime.handle(.line(desk.begin(scenario))), of: number)
            }
        }
        showLesson(opens: opens, in: number)
        // The panel has the rest.
        if case .say(let lines)? = actions.first, let line = lines.first,
            let place = tabs.firstIndex(where: { $0.number == number })
        {
            tabs[place].explorer.say(Sanitizer.escape(line))
        }
        isPaintDue = true
    }
}
