#!/usr/bin/env bash
# Each lesson is played by its own `try` lines on the practice server, in line mode, and must come to its end.
source "$(dirname "$0")/servers.sh"

lessons="$(dirname "$0")/../../Assets/Lessons"
export XDG_STATE_HOME=$scratch/state

# solution LESSON [STEP]: the lines that solve all steps, or that bring a new connection to this step and solve it. Where a
# person is asked for the password, a pipe names where it is.
export STUDENT=secret
solution() {
    awk -v step="${2:-0}" '/^step /{n++} /^try( |$)/ && (!step || n == step) || /^before( |$)/ && n == step {
        sub(/^[a-z]+ */, ""); print }' "$lessons/$1.lesson" | sed '/^:auth .* student$/{s/$/ env:STUDENT/;n;d}'
}

# play LESSON END [STEP]: what the program says while the lesson is played, into $scratch/LESSON.out, until END is said. The last
# line is said again where the server wants it later.
play() {
    local begin=$SECONDS
    solution "$1" "${3:-0}" >"$scratch/lines"
    : >"$scratch/$1.out"
    {
        echo ":lesson $1"
        cat "$scratch/lines"
        if grep -q '^scenario greylist' "$lessons/$1.lesson"; then
            until grep -qE "$2" "$scratch/$1.out" || [ $((SECONDS - begin)) -gt 30 ]; do
                tail -n 1 "$scratch/lines"
                sleep 0.3
            done
        fi
    } | timeout 60 "$smtpx" --plain >>"$scratch/$1.out" 2>&1
    grep -qE "$2" "$scratch/$1.out" || { sed 's/^/  | /' "$scratch/$1.out"; return 1; }
}
for file in "$lessons"/*.lesson; do
    name=$(basename "$file" .lesson)
    check "lesson $name: its file is right" eval '"$smtpx" lessons --check "$file" >"$scratch/check.out"'
    check "lesson $name: its own solution solves each step" play "$name" '^lesson: \[█{10}\] .*: all [0-9]+ steps done'
    "$smtpx" lessons >"$scratch/list"
    check "lesson $name: the progress is kept and shown" grep -qE "^ +[0-9]+\. $name .*\(done\)" "$scratch/list"
done
check "the progress is for its owner alone" test "$(stat -c %a "$scratch/state/smtpx/lessons")" = 600
# Each step can be done alone, by what it says comes before it: that is how a lesson goes on.
for file in "$lessons"/*.lesson; do
    name=$(basename "$file" .lesson)
    total=$(grep -c '^step ' "$file")
    for step in $(seq 2 "$total"); do
        mkdir -p "$scratch/state/smtpx"
        echo "$name $((step - 1)) of $total" >"$scratch/state/smtpx/lessons"
        check "lesson $name: step $step can be done alone" play "$name" "^lesson: Step $step done" "$step"
    done
    check "lesson $name: it said where it goes on" holds "$scratch/$name.out" "it goes on with step $total"
done
printf ':lesson say-hello\nHELO x\n:hint\n:skip\n:restart\n:lesson\n:lesson say-helo\n' | "$smtpx" --plain >"$scratch/turns.out" 2>&1
check "a wrong turn gets a nudge" grep -q '^lesson: HELO is the old hello' "$scratch/turns.out"
check ":hint hints" grep -q '^lesson: Hint: ' "$scratch/turns.out"
check ":skip goes on" grep -q '^lesson: Step 1 skipped' "$scratch/turns.out"
check ":restart begins again" test "$(grep -c 'lesson: Say hello: ' "$scratch/turns.out")" = 2
rm "$scratch/state/smtpx/lessons"
printf ':lesson say-hello\nEHLO lab.example\n' | "$smtpx" --plain >"$scratch/left.out" 2>&1
check "a lesson that is left half-way is kept" holds "$scratch/state/smtpx/lessons" 'say-hello 1 of 4'
printf ':lesson say-hello\n:restart\nEHLO lab.example\n' | "$smtpx" --plain >"$scratch/left.out" 2>&1
check "and goes on where it was, and says so" in_order "$scratch/left.out" \
    'lesson: Say hello: 1 of 4 steps are done already, so it goes on with step 2. :restart begins afresh.' 'lesson: Step 2 of 4' \
    'lesson: Step 1 of 4' 'lesson: Step 1 done.'
LC_ALL=C "$smtpx" lessons --ascii >"$scratch/list"
check "the list is plain US-ASCII with --ascii" plain_ascii "$scratch/list"
printf ':lesson say-hello\nEHLO lab.example\n' | "$smtpx" --plain --ascii >"$scratch/ascii.out" 2>&1
check "and so are the lines of a lesson" plain_ascii "$scratch/ascii.out"
check "with a bar of its own" holds "$scratch/ascii.out" 'Step 3 of 4 [#####.....]'
check "a mistyped name gets the nearest" grep -q 'Did you mean say-hello' "$scratch/turns.out"

printf 'title X\nstep A\ngoal b\nchek connected\n' >"$scratch/wrong.lesson"
check "a mistake in a file is told with its line" eval \
    '! "$smtpx" lessons --check "$scratch/wrong.lesson" 2>"$scratch/err" && grep -q "line 4: chek is not known here. Did you mean check" "$scratch/err"'
