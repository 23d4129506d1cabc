#!/usr/bin/env bash
# Each lesson is played by its own `try` lines on the practice server, in line mode, and must come to its end.
source "$(dirname "$0")/servers.sh"

lessons="$(dirname "$0")/../../Assets/Lessons"
export XDG_STATE_HOME=$scratch/state

# play LESSON: what the program says while the lesson is played. Where a person is asked for the password, a pipe names
# where it is.
export STUDENT=secret
play() {
    { echo ":lesson $1"; sed -n 's/^try *//p' "$lessons/$1.lesson" | sed '/^:auth .* student$/{s/$/ env:STUDENT/;n;d}'; } |
        timeout 60 "$smtpx" --plain >"$scratch/$1.out" 2>&1
}
for file in "$lessons"/*.lesson; do
    name=$(basename "$file" .lesson)
    check "lesson $name: its file is right" eval '"$smtpx" lessons --check "$file" >"$scratch/check.out"'
    play "$name"
    check "lesson $name: its own solution solves each step" grep -qE '^lesson: \[#{10}\] .*: all [0-9]+ steps done' "$scratch/$name.out"
    "$smtpx" lessons >"$scratch/list"
    check "lesson $name: the progress is kept and shown" grep -qE "^ +[0-9]+\. $name .*\(done\)" "$scratch/list"
done
check "the progress is for its owner alone" test "$(stat -c %a "$scratch/state/smtpx/lessons")" = 600

printf ':lesson say-hello\nHELO x\n:hint\n:skip\n:restart\n:lesson\n:lesson say-helo\n' | "$smtpx" --plain >"$scratch/turns.out" 2>&1
check "a wrong turn gets a nudge" grep -q '^lesson: HELO is the old hello' "$scratch/turns.out"
check ":hint hints" grep -q '^lesson: Hint: ' "$scratch/turns.out"
check ":skip goes on" grep -q '^lesson: Step 1 skipped' "$scratch/turns.out"
check ":restart begins again" test "$(grep -c 'lesson: Say hello: ' "$scratch/turns.out")" = 2
check "a mistyped name gets the nearest" grep -q 'Did you mean say-hello' "$scratch/turns.out"

printf 'title X\nstep A\ngoal b\nchek connected\n' >"$scratch/wrong.lesson"
check "a mistake in a file is told with its line" eval \
    '! "$smtpx" lessons --check "$scratch/wrong.lesson" 2>"$scratch/err" && grep -q "line 4: chek is not known here. Did you mean check" "$scratch/err"'
