#!/usr/bin/env bash
# A lesson in the explorer: the panel shows the step, follows at once when it is done, and the start screen knows what comes next.
source "$(dirname "$0")/../Interop/servers.sh"
source "$(dirname "$0")/tmux.sh"

export XDG_STATE_HOME=$scratch/state
mkdir -p "$XDG_STATE_HOME/smtpx" && touch "$XDG_STATE_HOME/smtpx/welcomed"
start_screen 120 36 "$smtpx"
check "the start screen offers the first lesson" until_shown 'next lesson: Say hello'
enter ':lesson'
check ":lesson lists all in the panel" until_shown 'First steps' 'your-first-message'
enter ':lesson say-hello'
check "the panel shows the step, with its goal" until_shown '1 of 4: The server speaks first' 'Introduce yourself'
check "the practice server is there" until_shown '220 OK'
check "progress is told in numbers" until_shown '0 of 4'
enter 'HELO x'
check "a wrong turn is told" until_shown 'HELO is the old hello'
enter ':hint'
check "a hint stands in the panel" until_shown 'The name has a dot in it'
enter 'EHLO lab.example'
check "the panel follows at once" until_shown '2 of 4: What the server can do' '1 of 4'
check "the status says that the step is done" until_shown 'Step 1 done.'
enter ':skip'
check ":skip goes on" until_shown '3 of 4: Ask for nothing'
press F10 F10
check "F10 goes to the lesson, and leaves it" until_gone '3 of 4: Ask'
check "and the codes are back" until_shown '[Codes]'
press F10
check "F10 goes back to it" until_shown '3 of 4: Ask for nothing'
enter ':restart'
check ":restart begins again" until_shown '1 of 4: The server speaks first' 'HELLO>'
for line in 'EHLO lab.example' 'EHLO desk.example' 'NOOP' 'QUIT'; do
    enter "$line"
    case $line in
    'EHLO lab.example') until_shown '2 of 4: What' ;;
    'EHLO desk.example') until_shown '3 of 4: Ask' ;;
    NOOP) until_shown '4 of 4: Say goodbye' ;;
    QUIT) ;;
    esac
done
check "the end is told, and what comes next" until_shown 'Say hello: all 4 steps' 'Next: Your first message'
enter ':lesson your-first-message'
until_shown '1 of 4: The sender' 'HELLO>'
enter 'EHLO lab.example'
enter 'MAIL FROM:<me@lab.example>'
check "the first step is done" until_shown '2 of 4: The recipient'
press M-a
check "another tab is opened" until_shown '[2 '
enter ':practice'
check "the same server can be used from there" until_shown '220 OK'
enter 'NOOP'
check "which says where the lesson runs" until_shown 'The lesson runs in tab 1: Alt-1 goes there.'
press F10
check "and so does its panel" until_shown '2 of 4: The recipient' 'does not count for it'
press M-1
check "the lesson's tab still shows its step" until_shown 'RCPT names one recipient.'
start_screen 120 36 "$smtpx" --lesson your-first-message
check "a lesson that was left half-way goes on where it was, and says so" \
    until_shown '2 of 4: The recipient' '1 of 4' 'so it goes on with step 2. :restart'
check "with what has to be said again" until_shown 'first  EHLO lab.example' 'MAIL FROM:<me@lab.example>'
enter ':restart'
check ":restart begins it afresh" until_shown '1 of 4: The sender' '0 of 4'
echo 'bdat 2 of 4' >"$XDG_STATE_HOME/smtpx/lessons"
start_screen 120 36 "$smtpx" --lesson bdat
check "a step waits for a message" until_shown '3 of 4: The last piece' '220 OK'
press M-a
until_shown '[2 '
message=':raw "MAIL FROM:<a@b.example>\r\nRCPT TO:<bob@practice.test>\r\nBDAT 4 LAST\r\nhi\r\n"'
enter ':practice size'
until_shown '220 OK'
enter 'EHLO lab.example'
until_shown '250-mail.practice.test'
enter "$message"
check "another server of another tab gets one" until_shown 'Accepted: 4 octets'
press M-1
enter 'NOOP'
check "which does not count" until_shown '250 OK' '3 of 4: The last piece'
press M-2
enter ':practice'
until_shown 'closed for a new one' '220 OK'
enter 'EHLO lab.example'
until_shown 'practice server standard' 'READY>'
enter "$message"
check "the lesson's own server gets one" until_shown 'Accepted: 4 octets'
press M-1
check "which counts at once" until_shown '4 of 4: And a mistake'
echo 'say-hello 4 of 4' >"$XDG_STATE_HOME/smtpx/lessons"
start_screen 120 36 "$smtpx" --ascii --lesson say-hello
check "the bar is plain with --ascii" until_shown '[..........] 0 of 4'
for size in '80 24' '40 12' '20 5'; do
    # shellcheck disable=SC2086
    start_screen $size "$smtpx" --lesson say-hello
    check "at $size a lesson can be begun" until_shown '1 of 4:'
    press C-c
done
start_screen 120 36 "$smtpx"
check "the start screen offers the next one" until_shown 'next lesson: Your first message'
