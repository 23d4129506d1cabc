#!/usr/bin/env bash
# Scenarios of a user's own: named everywhere in the same way, read again when they change, and told where they are wrong.
source "$(dirname "$0")/servers.sh"

cd "$scratch" || exit 1
printf 'title "Mine"\nbanner "the first text"\non RCPT TO <sales@*> reply 452 4.2.2 "Sales is full"\nmailbox sales\n' >mine.scenario
printf 'title "Bad"\n\ngreylst 60s\n' >bad.scenario

check "a file plays in line mode" ends 0 'EHLO x\nMAIL FROM:<a@b.example>\nRCPT TO:<sales@practice.test>\nQUIT\n' \
    --practice --scenario mine.scenario
check "its banner and its rule are there" in_order "$out" 'the first text' '452 4.2.2 Sales is full'
check "it plays behind :practice, by a path, too" ends 0 ':practice ./mine.scenario\nQUIT\n'
check "and is the same" holds "$out" 'the first text'
check "it plays for send" exits 75 "$smtpx" send --practice --scenario ./mine.scenario --from a@b.example \
    --to sales@practice.test --body hello
check "and refuses there, too" holds "$out" '452 4.2.2 Sales is full'
printf 'EHLO x\nMAIL FROM:<a@b.example>\nRCPT TO:<sales@practice.test>\n:expect 452\nQUIT\n' >sales.smtpx
check "it plays for run" exits 0 "$smtpx" run sales.smtpx --practice --scenario mine.scenario
printf ':practice ./mine.scenario\nEHLO x\nQUIT\n' >names.smtpx
check "a script can name it" exits 0 "$smtpx" run names.smtpx

for command in "serve" "--practice" "send --practice --from a@b.example --to c@practice.test" "run sales.smtpx --practice"; do
    # shellcheck disable=SC2086
    check "a mistake in a file ends ${command%% -*} with 65" exits 65 "$smtpx" $command --scenario bad.scenario </dev/null
    check "with its place, and the nearest word" matches "$err" \
        'bad\.scenario, line 3: expected .*, found greylst; the nearest is greylist'
    # shellcheck disable=SC2086
    check "a mistyped name ends ${command%% -*} with 64" exits 64 "$smtpx" $command --scenario tarpti </dev/null
    check "with the nearest name" holds "$err" 'The nearest one is tarpit.'
done
check ":practice tells the mistake as well" eval '! ends 0 ":practice bad.scenario\n" >/dev/null; matches "$out" "line 3: .*the nearest is greylist"'
check "a file that is not there is 66" exits 66 "$smtpx" serve --scenario ./none.scenario
check "--check finds no mistake in a good one" exits 0 "$smtpx" serve --check mine.scenario
check "and the mistake in a bad one" exits 65 "$smtpx" serve --check bad.scenario
check "a shell is offered names and files" exits 0 "$smtpx" ---completion serve -- --scenario 2 3 'smtpx serve --scenario '
check "such as these" in_order "$out" greylist mine.scenario

# greeting: what the server says to a new client.
greeting() {
    local line
    exec 5<>"/dev/tcp/127.0.0.1/$practice_port" || return 1
    read -r -t 10 line <&5
    printf 'QUIT\r\n' >&5
    exec 5>&-
    printf '%s\n' "$line" >"$scratch/greeting"
}

start_practice_server --scenario mine.scenario
greeting
check "serve plays the file" holds "$scratch/greeting" 'the first text'
printf 'banner "the second text, which is longer"\n' >mine.scenario
greeting
check "a change counts for the next client" holds "$scratch/greeting" 'the second text'
check "and is told" holds "$practice_log" 'scenario: the file has changed, and its new text counts from here on'
printf 'banner "the third text"\nbanana\n' >mine.scenario
greeting
check "a text with a mistake does not count" holds "$scratch/greeting" 'the second text'
check "and its mistake is told" matches "$practice_log" \
    'the old text still counts\. mine\.scenario, line 2: expected .*, found banana; the nearest is '
rm mine.scenario
greeting
check "nor does a file that is gone" holds "$scratch/greeting" 'the second text'
check "which is told" holds "$practice_log" 'mine.scenario: it cannot be read'
printf 'banner "the fourth text"\n' >mine.scenario
greeting
check "a good one counts again" holds "$scratch/greeting" 'the fourth text'
kill -TERM "$practice_pid"
wait "$practice_pid"

if command -v swaks >/dev/null; then
    start_practice_server --scenario relay-denied
    relay=(swaks --server "127.0.0.1:$practice_port" --ehlo lab.example --from a@lab.example --to far@elsewhere.example
        --hide-informational)
    check "relay-denied: swaks is refused" exits 24 "${relay[@]}"
    check "with 550 5.7.1" matches "$out" '<\*\* +550 5\.7\.1 .*relaying denied'
    check "relay-denied: swaks is taken after a login" exits 0 "${relay[@]}" --auth PLAIN --auth-user student \
        --auth-password secret
    kill -TERM "$practice_pid"
    wait "$practice_pid"
fi

# One message for a good server, which refuses it, and two for a careless one.
smuggle() {
    exec 5<>"/dev/tcp/127.0.0.1/$practice_port" || return 1
    printf 'EHLO x\r\n' >&5
    while read -r -t 10 line <&5; do [[ $line == 250\ * ]] && break; done
    printf 'MAIL FROM:<a@b.example>\r\nRCPT TO:<alice@practice.test>\r\nDATA\r\n' >&5
    while read -r -t 10 line <&5; do [[ $line == 354* ]] && break; done
    printf 'Subject: one\r\n\r\nHello\n.\nMAIL FROM:<boss@practice.test>\r\nRCPT TO:<bob@practice.test>\r\nDATA\r\n' >&5
    printf 'Subject: two\r\n\r\nSmuggled\r\n.\r\nQUIT\r\n' >&5
    cat <&5 >"$scratch/replies"
    exec 5>&-
}
start_practice_server --scenario smuggling
smuggle
check "smuggling: the second message appears" in_order "$practice_log" 'for alice' 'boss@practice.test' 'for bob'
check "and the server says what happened" holds "$practice_log" 'That is smuggling'
kill -TERM "$practice_pid"
wait "$practice_pid"
start_practice_server
smuggle
check "a good server takes nothing of it" matches "$scratch/replies" '^550 5\.6\.0 '
check "and keeps no message" lacks "$practice_log" ' message 1'
