#!/usr/bin/env bash
# The commands that need no connection: codes, explain, paths, help and version.
source "$(dirname "$0")/servers.sh"

tab=$'\t'

# valid_json FILE: Python or Perl can read it, whichever is there; without both, at least its brackets must close.
valid_json() {
    if command -v python3 >/dev/null; then
        python3 -c 'import json, sys; json.load(open(sys.argv[1], encoding="utf-8"))' "$1"
    elif perl -MJSON::PP -e1 2>/dev/null; then
        perl -MJSON::PP -0777 -ne 'decode_json($_)' "$1"
    else
        perl -0777 -ne 's/"(?:[^"\\]|\\.)*"//g; exit !(/^\s*\[/ && /\]\s*$/ && tr/[// == tr/]// && tr/{// == tr/}//)' "$1"
    fi
}

# --- codes
check "codes prints the table" exits 0 "$smtpx" codes
cp "$out" "$scratch/table"
for code in 211 214 220 221 250 251 354 421 450 451 452 500 501 502 503 504 550 551 552 553 554; do
    grep -qE "(^| )$code( |$)" "$scratch/table" || missing="${missing-}$code "
done
check "the table has every code of RFC 821 and RFC 5321 (missing: ${missing-none})" test -z "${missing-}"
check "the table has glyph, word and number" matches "$scratch/table" '✗ PERM +550 +'
check "the table has no colours in a pipe" eval '! grep -q $'"'\\x1b'"' "$scratch/table"'
check "--color always colours it" exits 0 "$smtpx" codes 550 --color always
check "with escape sequences" grep -q $'\x1b\\[31;1m' "$out"
check "--ascii prints plain ASCII" exits 0 "$smtpx" codes --ascii 550
check "and nothing else" plain_ascii "$out"
check "LANG=C prints plain ASCII too" exits 0 env LANG=C "$smtpx" codes 550
check "without being asked" plain_ascii "$out"

check "codes --format tsv" exits 0 "$smtpx" codes --format tsv
check "the first line names the columns" test "$(head -n 1 "$out")" = "code${tab}severity${tab}title${tab}status${tab}source"
check "every line has five columns" test -z "$(awk -F'\t' 'NF != 5' "$out")"
check "the first column is a reply code" test -z "$(tail -n +2 "$out" | cut -f1 | grep -vxE '[2-5][0-9]{2}')"
check "the second is one of four words" test -z "$(tail -n +2 "$out" | cut -f2 | grep -vxE 'ok|continue|temporary|permanent')"
check "the word fits the first digit" test -z "$(tail -n +2 "$out" | awk -F'\t' '
    { word["2"] = "ok"; word["3"] = "continue"; word["4"] = "temporary"; word["5"] = "permanent" }
    $2 != word[substr($1, 1, 1)]')"
check "the fourth is the status" test -z \
    "$(tail -n +2 "$out" | cut -f4 | grep -vxE 'standard|extension|obsolete|unofficial')"
check "no column is empty" test -z "$(awk -F'\t' '{ for (i = 1; i <= NF; i++) if ($i == "") print }' "$out")"
check "no code stands twice" test -z "$(cut -f1 "$out" | sort | uniq -d)"
check "354 means what RFC 5321 says" matches "$out" "^354${tab}continue${tab}Start mail input; end with <CRLF>.<CRLF>${tab}standard${tab}.*RFC 5321"

check "codes --format json" exits 0 "$smtpx" codes --format json
check "is JSON" valid_json "$out"
check "with numbers for codes" holds "$out" '"code": 550'
check "codes --format markdown" exits 0 "$smtpx" codes 55x --format markdown
check "is a table of Markdown" matches "$out" '^\| 552 \| permanent \|'
check "a pattern finds its range only" test "$("$smtpx" codes 55_ --format tsv | tail -n +2 | cut -c1-2 | sort -u)" = 55
check "words are looked for" exits 0 "$smtpx" codes mailbox full
check "and found" holds "$out" 552
check "an RFC is looked for" exits 0 "$smtpx" codes --format tsv rfc 4954
check "and found too" matches "$out" '^535'
check "an enhanced code is looked for" exits 0 "$smtpx" codes 5.7.1
check "and found with its class left open" matches "$out" "^ +X\.7\.1 +Delivery not authorized"
check "nothing found is 1" exits 1 "$smtpx" codes no-such-thing-anywhere
check "and says so on standard error" holds "$err" 'no code matches'
check "and nothing on standard output" test ! -s "$out"
check "an unknown format is 64" exits 64 "$smtpx" codes --format xml

# --- explain
reply='550 5.1.1 <a@b>: User unknown'
check "explain takes a reply as one argument" exits 0 "$smtpx" explain "$reply"
cp "$out" "$scratch/explained"
check "and says the severity and the meaning" matches "$out" '550 PERM: No such mailbox'
check "digit by digit" in_order "$out" 'digit 1, 5' 'digit 2, 5' 'digit 3, 0'
check "with the enhanced code" holds "$out" '5.1.1'
check "who can act, whether to retry, what to try" in_order "$out" 'who can act:' 'try again: no' 'try: '
check "and the sources" matches "$out" 'sources: .*RFC 5321'
check "explain takes a reply as several arguments" exits 0 "$smtpx" explain 550 5.1.1 '<a@b>: User unknown'
check "with the same answer" cmp "$out" "$scratch/explained"
check "explain reads standard input" bash -c 'printf "%s\n" "$1" | "$2" explain >"$3"' - "$reply" "$smtpx" "$out"
check "with the same answer again" cmp "$out" "$scratch/explained"
check "several replies are several answers" bash -c \
    'printf "250-mx\r\n250 HELP\r\n\r\n451 4.7.1 Greylisted\r\nS: 354 go\n" | "$1" explain --json >"$2"' - "$smtpx" "$out"
check "in JSON" valid_json "$out"
check "with a reply of several lines as one" test "$(grep -c '"code": ' "$out")" -eq 3
check "in order" in_order "$out" '"code": 250' '"code": 451' '"code": 354'
check "explain --json" exits 0 "$smtpx" explain --json "$reply"
check "is JSON too" valid_json "$out"
check "an array" test "$(head -c 1 "$out")" = '['
for field in code severity title enhanced digits explanation fault retry try sources; do
    check "with the field $field" matches "$out" "^ +\"$field\": [^n]"
done
check "the code is a number, the enhanced code text" matches "$out" '"enhanced": "5\.1\.1"'
check "the severity is the word of the table" holds "$out" '"severity": "permanent"'
check "a code nobody has defined" exits 0 "$smtpx" explain '567 what is this'
check "is explained digit by digit, and says that it is not registered" matches "$out" '^note: .*567|not (registered|defined)|No RFC'
check "TO16: hostile text is escaped" exits 0 "$smtpx" explain $'550 \x1b]0;owned\x07 \x1b[2J'
check "TO16: byte by byte" holds "$out" '\x1B]0;owned\x07 \x1B[2J'
check "TO16: with no control character" eval '! grep -qP "[\x00-\x08\x0b-\x1f]" "$out"'
check "TO16: in JSON as well" exits 0 "$smtpx" explain --json $'550 \x1b[2J"<>'
check "TO16: JSON stays JSON" valid_json "$out"
check "TO16: with no raw escape" eval '! grep -q $'"'\\x1b'"' "$out"'
check "no reply at all is 66" exits 66 "$smtpx" explain </dev/null
check "text that is no reply is 65" exits 65 "$smtpx" explain hello world

# --- paths, help, version
check "paths" exits 0 env XDG_CONFIG_HOME=/tmp/c XDG_STATE_HOME=/tmp/s "$smtpx" paths
check "names the settings" matches "$out" '/tmp/c/smtpx/smtpxrc$'
check "names the history" matches "$out" '/tmp/s/smtpx/'
check "paths without XDG variables" exits 0 env -u XDG_CONFIG_HOME -u XDG_STATE_HOME HOME=/tmp/h "$smtpx" paths
check "uses the home folder" in_order "$out" /tmp/h/.config/smtpx/smtpxrc /tmp/h/.local/state/smtpx/
check "--version" exits 0 "$smtpx" --version
check "is a version number" matches "$out" '^[0-9]+\.[0-9]+\.[0-9]+$'
check "--help" exits 0 "$smtpx" --help
for command in explore explain codes serve paths; do
    check "--help names $command" matches "$out" "^  $command "
done
cp "$out" "$scratch/help"
for command in explore explain codes serve paths; do
    check "$command --help" exits 0 "$smtpx" "$command" --help
    check "$command --help shows its usage" holds "$out" "USAGE: smtpx $command"
    cat "$out" >>"$scratch/help"
    check "help $command is the same" bash -c '"$1" help "$2" | head -n 1 | cmp - <(head -n 1 "$3")' - "$smtpx" "$command" "$out"
done
check "help goes to standard output" test ! -s "$err"
check "help is at most 80 columns wide" test -z "$(LC_ALL=C.UTF-8 grep -E '.{81,}' "$scratch/help" | grep -v '^USAGE')"
