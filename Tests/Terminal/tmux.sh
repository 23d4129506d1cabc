# Sourced by the tests on a real terminal, after servers.sh: one tmux server of the script's own, with one window.
# Keys go in, the screen is looked at until it shows what is expected, and the server ends with the script.
# shellcheck shell=bash

# The socket lies in the scratch folder, so that tests of other runs and other users are out of reach.
export TMUX_TMPDIR=$scratch
unset TMUX TMUX_PANE NO_COLOR ACCESSIBLE
# How long the screen may take to show something, in seconds: far more than it needs, for a busy machine.
patience=${PATIENCE:-20}

mux() { tmux -u -L smtpx-test -f /dev/null "$@"; }
at_exit+=(stop_tmux)

# Ends the server and waits for what ran in it, which writes its history when its terminal goes away.
programs=()
note_programs() {
    local pid
    pid=$(mux list-panes -s -t =test -F '#{pane_pid}' 2>/dev/null)
    [ -z "$pid" ] || programs+=("$pid" $(pgrep -P "$pid"))
}
all_gone() {
    local pid
    for pid in "${programs[@]}"; do [ ! -e "/proc/$pid" ] || grep -q '^State:.Z' "/proc/$pid/status" || return 1; done
}
stop_tmux() {
    note_programs
    mux kill-server
    until_true 10 all_gone
}

# One window that does nothing keeps the server alive between the tests. What programs say about titles and the
# clipboard is believed, so that a test can see it.
start_tmux() {
    mux new-session -d -s idle 'exec cat' \; set -g remain-on-exit on \; set -g default-terminal screen-256color \; \
        set -g status off \; set -s set-clipboard on \; set -g allow-rename on \; set -g allow-passthrough on \; \
        set -s escape-time 0
}

# start_screen COLUMNS ROWS COMMAND…: a fresh window that runs the command, in place of the one before. It stays, with
# what it showed, when the command ends.
start_screen() {
    local columns=$1 rows=$2
    shift 2
    mux has-session -t =idle 2>/dev/null || start_tmux
    note_programs
    mux kill-session -t =test 2>/dev/null
    mux new-session -d -s test -x "$columns" -y "$rows" "exec env LANG=C.UTF-8 LC_ALL= $(printf '%q ' "$@")"
}

resize_screen() { mux resize-window -t test -x "$1" -y "$2"; }

# start_shell COLUMNS ROWS: a shell with job control and a plain prompt, as people have it around the program.
start_shell() {
    start_screen "$1" "$2" PS1='shell$ ' HISTFILE=/dev/null SMTPX="$smtpx" bash --norc --noprofile -i
    until_shown 'shell$'
}

# Literal text, then text with Enter, then keys by tmux's names (Up, F2, C-c, PPage, M-End).
write() { mux send-keys -t test -l -- "$1"; }
enter() { write "$1" && mux send-keys -t test Enter; }
press() { mux send-keys -t test "$@"; }
# paste TEXT: as a terminal pastes, in brackets when the program asked for them.
paste() { printf '%s' "$1" | mux load-buffer -b test-paste - && mux paste-buffer -p -d -b test-paste -t test; }

screen_text() { mux capture-pane -t test -p; }
# With the colours and attributes as escape sequences.
screen_colors() { mux capture-pane -t test -p -e; }
# Without what stands beside the transcript.
transcript() { screen_text | sed -E 's/^[│|]//; s/[│|].*$//'; }
about() { mux display-message -t test -p "$1"; }
# tmux can miss that a child has ended, so its server is asked to look.
is_over() {
    kill -CHLD "$(about '#{pid}')"
    [[ "$(about '#{pane_dead} #{pane_dead_status}#{pane_dead_signal}')" =~ ^1\ [0-9]+ ]]
}
# alternate 0|1: whether the program shows its own screen, not the shell's.
alternate() { [ "$(about '#{alternate_on}')" = "$1" ]; }
cursor() { about '#{cursor_x} #{cursor_y}'; }

# Whole first, then searched: a search that ends early would break the pipe, and a broken pipe would look like "no".
screen_has() { [[ "$(screen_text)" == *"$1"* ]]; }
screen_matches() { grep -qE -- "$1" <<<"$(screen_text)"; }

show_screen() { screen_text | sed 's/^/  | /'; }

# until_shown TEXT…: waits until the screen shows all of them.
until_shown() {
    local text
    for text in "$@"; do
        until_true "$patience" screen_has "$text" && continue
        echo "  not on the screen: $text" && show_screen
        return 1
    done
}

until_matched() {
    until_true "$patience" screen_matches "$1" && return 0
    echo "  nothing on the screen matches: $1" && show_screen
    return 1
}

# until_told PATTERN: the same for the transcript alone; what stands beside it may look alike.
transcript_matches() { grep -qE -- "$1" <<<"$(transcript)"; }
until_told() {
    until_true "$patience" transcript_matches "$1" && return 0
    echo "  nothing in the transcript matches: $1" && show_screen
    return 1
}

# until_gone TEXT: waits until the screen does not show it any more.
until_gone() {
    until_true "$patience" eval '! screen_has '"$(printf %q "$1")" && return 0
    echo "  still on the screen: $1" && show_screen
    return 1
}

# shows_not TEXT: the screen, as it is now, lacks it.
shows_not() {
    screen_has "$1" || return 0
    echo "  on the screen, and should not be: $1" && show_screen
    return 1
}

# ends_with CODE: the program in the window ends by itself with this exit code.
ends_with() {
    until_true "$patience" is_over || { echo "  still running" && show_screen && return 1; }
    [ "$(about '#{pane_dead_status}')" = "$1" ] && return 0
    echo "  exit code $(about '#{pane_dead_status}'), signal $(about '#{pane_dead_signal}'); expected $1" && show_screen
    return 1
}

# answers_to LINE: what the transcript shows below the last place where this line was sent, up to the next one.
answers_to() {
    transcript | awk -v line="$1" '
        /▶|^ *[0-9:]+ > / { on = 0 }
        index($0, line) && /▶|^ *[0-9:]+ > / { on = 1; found = ""; next }
        on { found = found $0 "\n" }
        END { printf "%s", found }'
}
verdict_stands() { grep -qE -- "$2" <<<"$(answers_to "$1")"; }

# send_line LINE VERDICT: types a line and waits until the transcript shows this verdict (a pattern) below it.
send_line() {
    enter "$1"
    verdict "$1" "$2"
}

verdict() {
    until_true "$patience" verdict_stands "$1" "$2" && return 0
    echo "  no verdict '$2' below '$1'" && show_screen
    return 1
}

# colored NUMBER TEXT: the text stands on the screen in this colour of the 256, up to the next change of colour.
colored() {
    [[ "$(screen_colors)" == *$'\e'"[38;5;$1m$2"* ]] && return 0
    echo "  not in colour $1: $2" && screen_colors | grep -F -- "${2#* }" | cat -v | sed 's/^/  | /'
    return 1
}

# typed TEXT: the input line holds exactly this, behind its prompt. What is suggested in grey behind it is not typed.
is_typed() {
    local line grey=$'\e\\[38;5;243m(\e\\[[0-9;]*m)?'
    line=$(screen_colors | sed -E "s/$grey[^"$'\e'"]*//g; s/"$'\e'"\[[0-9;]*m//g" | sed -nE 's/^[│|]? ?//; s/ *[│|]?$//; s/^[A-Za-z(). ]*> ?//p' | tail -n 1)
    [ "$line" = "$1" ]
}
typed() {
    until_true "$patience" is_typed "$1" && return 0
    echo "  the input does not hold: $1" && show_screen
    return 1
}
