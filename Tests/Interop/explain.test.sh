#!/usr/bin/env bash
# explain reads what real programs write: sessions of swaks, curl, smtplib, openssl and exim, logs of Postfix and Exim, and a
# bounce that Postfix made.
source "$(dirname "$0")/servers.sh"
source "$(dirname "$0")/exim.sh"

# explains FILE WORD…: each word `field=value` stands in one and the same finding of FILE.
explains() {
    local file=$1
    shift
    timeout 30 "$smtpx" explain --json "$file" >"$out" 2>"$err"
    python3 - "$out" "$@" <<'PY' && return 0
import json, sys
found = json.load(open(sys.argv[1]))
wanted = [word.split("=", 1) for word in sys.argv[2:]]
if not any(all(str(finding.get(name)) == value for name, value in wanted) for finding in found):
    print("  no finding has", sys.argv[2:])
    for finding in found:
        print("  |", {name: finding.get(name) for name in ("line", "format", "answers", "code", "enhanced", "reason", "outcome", "recipient", "host")})
    sys.exit(1)
PY
    return 1
}

start_practice_server
to() { printf '%s@practice.test' "$1"; }

# --- Sessions
swaks --server "127.0.0.1:$practice_port" --from a@client.example --to "$(to nobody)" >"$scratch/swaks" 2>&1
check "swaks: an unknown user" explains "$scratch/swaks" format=swaks answers=RCPT code=550 reason=user-unknown
check "swaks: its greeting" explains "$scratch/swaks" format=swaks 'answers=(connect)' code=220
curl -sS -v --mail-from a@client.example --mail-rcpt x@elsewhere.example -T /etc/hostname "smtp://127.0.0.1:$practice_port/" >"$scratch/curl" 2>&1
check "curl -v: relaying denied" explains "$scratch/curl" format=curl answers=RCPT reason=relaying-denied
python3 - "$practice_port" >"$scratch/smtplib" 2>&1 <<'PY'
import smtplib, sys
with smtplib.SMTP("127.0.0.1", int(sys.argv[1])) as client:
    client.set_debuglevel(1)
    try:
        client.sendmail("a@client.example", ["452-4.2.2-mailbox-full@practice.test"], "Subject: x\r\n\r\nx\r\n")
    except smtplib.SMTPRecipientsRefused:
        pass
PY
check "smtplib: a full mailbox" explains "$scratch/smtplib" format=smtplib answers=RCPT code=452 reason=mailbox-full
mkfifo "$scratch/typed"
timeout 30 openssl s_client -starttls smtp -crlf -connect "127.0.0.1:$practice_port" <"$scratch/typed" >"$scratch/openssl" 2>&1 &
exec 7>"$scratch/typed"
check "openssl s_client is connected" until_true 20 grep -q '^250 ' "$scratch/openssl"
printf 'mail from:<a@client.example>\n' >&7
check "and gets a reply" until_true 20 grep -q '^503 ' "$scratch/openssl"
printf 'quit\n' >&7
exec 7>&-
wait $!
check "openssl s_client" explains "$scratch/openssl" format=openssl code=503
check "a session on standard input" bash -c '"$1" explain --summary <"$2" >"$3"' - "$smtpx" "$scratch/swaks" "$out"
check "is summed up by reasons" holds "$out" 'Recipient unknown'

# --- Postfix: what it refuses, what it delivers, and what others refuse
start_postfix "relayhost = [127.0.0.1]:$practice_port
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks,reject_unauth_destination
message_size_limit = 20000" "smtp unix - - n - - smtp"
log() { $sudo cat "$postfix_home/data/maillog" >"$scratch/maillog"; }
logs() { log && grep -qE "$1" "$scratch/maillog"; }
swaks --server "127.0.0.1:$postfix_port" --from a@lab.example --to nobody@lab.example >/dev/null 2>&1
swaks --server "127.0.0.1:$postfix_port" --from "student@lab.example" --to "$(to nobody)" >/dev/null 2>&1
swaks --server "127.0.0.1:$postfix_port" --from "student@lab.example" --to "$(to 451-4.7.1-greylisted)" >/dev/null 2>&1
swaks --server "127.0.0.1:$postfix_port" --from "student@lab.example" --to "$(to alice)" >/dev/null 2>&1
check "Postfix has tried all" until_true 30 eval 'logs "status=bounced" && logs "status=deferred" && logs "practice.test.*status=sent" && logs reject:'
log
check "Postfix refuses an unknown user" explains "$scratch/maillog" format=postfix answers=RCPT recipient=nobody@lab.example reason=user-unknown outcome=failed
check "a bounce" explains "$scratch/maillog" format=postfix "recipient=$(to nobody)" code=550 outcome=failed reason=user-unknown answers=RCPT
check "a delay" explains "$scratch/maillog" format=postfix code=451 outcome=delayed reason=greylisted
check "a delivery" explains "$scratch/maillog" format=postfix "recipient=$(to alice)" outcome=delivered
check "no line is lost" bash -c '! grep -q "not recognised" "$1"' - "$err"
check "the bounce arrives" until_true 30 has_delivery
delivery >"$scratch/bounce.eml"
check "and is read" explains "$scratch/bounce.eml" format=delivery-status "recipient=$(to nobody)" code=550 reason=user-unknown outcome=failed

# --- Exim
start_exim
swaks --server "127.0.0.1:$exim_port" --from a@client.example --to x@elsewhere.example >"$scratch/swaks.exim" 2>&1
check "a session with Exim" explains "$scratch/swaks.exim" format=swaks reason=relaying-denied
check "Exim has logged it" until_true 20 $sudo grep -q 'rejected RCPT' "$scratch/exim/log/mainlog"
$sudo cat "$scratch/exim/log/mainlog" >"$scratch/mainlog"
check "the log of Exim" explains "$scratch/mainlog" format=exim answers=RCPT recipient=x@elsewhere.example reason=relaying-denied outcome=failed

# --- What is none of these
printf 'A letter.\nIt says nothing about mail.\n' >"$scratch/letter.txt"
check "a text about something else is 65" exits 65 "$smtpx" explain "$scratch/letter.txt"
check "a file that is not there is 66" exits 66 "$smtpx" explain "$scratch/no.eml"
check "which is said" holds "$err" 'cannot be read'
check "lines that were not recognised are counted" bash -c 'printf "550 5.1.1 User unknown\nwhat is this\n" | "$1" explain >"$2" 2>"$3"' - "$smtpx" "$out" "$err"
check "and shown" holds "$err" '1 of 2 lines were not recognised; the first is line 2: what is this'
check "the table of codes is a web page" exits 0 "$smtpx" codes --format html
check "with links to the RFCs" holds "$out" 'https://www.rfc-editor.org/rfc/rfc5321#section-4.2'
check "that loads nothing" bash -c '! grep -qE "(<img|<link| src=|@import|url\()" "$1"' - "$out"
