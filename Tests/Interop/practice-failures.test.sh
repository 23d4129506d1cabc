#!/usr/bin/env bash
# The same failures for four mail programs of other people: each must see what the scenario says, and say so itself.
source "$(dirname "$0")/servers.sh"

authority=$scratch/authority.pem
printf 'Subject: x\r\n\r\n.dot\r\n' >"$scratch/small"
{ cat "$scratch/small"; yes 'A line of a message that is too big.' | head -n 100 | sed 's/$/\r/'; } >"$scratch/big"
clients=(swaks msmtp curl smtplib)

# by_CLIENT MODE SENDER RECIPIENT FILE: sends FILE to the practice server, with MODE plain, tls (verified STARTTLS) or login
# (that, and AUTH). What the client says of it is in $err.
by_swaks() {
    local options=()
    [ "$1" = plain ] || options=(--tls --tls-verify --tls-ca-path "$authority")
    [ "$1" != login ] || options+=(--auth PLAIN --auth-user student --auth-password secret)
    timeout 30 swaks --server "127.0.0.1:$practice_port" --ehlo lab.example --from "$2" --to "$3" --data "@$4" "${options[@]}" >"$err" 2>&1
}
by_msmtp() {
    local options=()
    [ "$1" = plain ] || options=(--tls=on --tls-starttls=on --tls-trust-file="$authority")
    [ "$1" != login ] || options+=(--auth=plain --user=student --passwordeval='echo secret')
    timeout 30 msmtp --file=/dev/null --host=127.0.0.1 --port="$practice_port" --domain=lab.example --from="$2" "${options[@]}" "$3" \
        <"$4" >"$err" 2>&1
}
by_curl() {
    local options=()
    [ "$1" = plain ] || options=(--ssl-reqd --cacert "$authority")
    [ "$1" != login ] || options+=(--user student:secret)
    timeout 30 curl -sS -v "${options[@]}" --mail-from "$2" --mail-rcpt "$3" -T "$4" "smtp://127.0.0.1:$practice_port/lab.example" \
        >"$err" 2>&1
}
by_smtplib() {
    timeout 30 python3 - "$practice_port" "$authority" "$@" >"$err" 2>&1 <<'PY'
import smtplib, ssl, sys
port, authority, mode, sender, recipient, file = sys.argv[1:]
with smtplib.SMTP("127.0.0.1", int(port), local_hostname="lab.example", timeout=20) as client:
    if mode != "plain":
        client.starttls(context=ssl.create_default_context(cafile=authority))
    if mode == "login":
        client.login("student", "secret")
    client.sendmail(sender, [recipient], open(file, "rb").read())
PY
}

# What each of them says of a reply that refuses, and of a connection that ends or a STARTTLS that is missing.
reply_to_swaks='^<[~*]\* +CODE '
reply_to_msmtp='msmtp: server message: CODE '
reply_to_curl='^< CODE '
reply_to_smtplib='^smtplib\.[A-Za-z]+: .*\b(CODE,|\(CODE, b)'
lost_to_swaks='Remote host closed connection unexpectedly|Connection reset by peer'
lost_to_msmtp='network read error|the server sent an empty reply|cannot read from|Connection reset by peer'
lost_to_curl='^curl: \((55|56|8|52)\) '
lost_to_smtplib='^(smtplib\.SMTPServerDisconnected|ConnectionResetError|BrokenPipeError)'
no_tls_to_swaks='Host did not advertise STARTTLS'
no_tls_to_msmtp='does not support TLS via the STARTTLS command'
no_tls_to_curl='^curl: \(64\) '
no_tls_to_smtplib='^smtplib\.SMTPNotSupportedError: STARTTLS'

# meets CLIENT VERDICT MODE SENDER RECIPIENT [FILE]: the verdict is sent, a code, lost or no-tls.
meets() {
    local client=$1 verdict=$2 code=0 pattern
    by_"$client" "$3" "$4" "$5" "${6:-$scratch/small}" || code=$?
    if [ "$verdict" = sent ]; then
        [ "$code" -eq 0 ] || { echo "  exit code $code" && sed 's/^/  | /' "$err"; return 1; }
        return 0
    fi
    [ "$code" -ne 0 ] || { echo "  it was sent" && sed 's/^/  | /' "$err"; return 1; }
    case $verdict in
        lost) pattern=lost_to_$client ;;
        no-tls) pattern=no_tls_to_$client ;;
        *) pattern=reply_to_$client ;;
    esac
    matches "$err" "${!pattern//CODE/$verdict}"
}

# all_meet WHAT VERDICT MODE SENDER RECIPIENT [FILE]: each of them, %c in an address being its name.
all_meet() {
    local what=$1 client
    shift
    for client in "${clients[@]}"; do check "$client: $what" meets "$client" "${@//%c/$client}"; done
}

# play SCENARIO: a practice server that plays it, with an authority of its own.
play() {
    rm -f "$authority"
    start_practice_server --scenario "$1" --ca-file "$authority"
}

play standard
all_meet "a message in the clear is taken" sent plain a@lab.example student@practice.test
all_meet "a message over verified TLS with a login is taken" sent login a@lab.example student@practice.test
all_meet "an unknown user is 550" 550 plain a@lab.example nobody@practice.test
all_meet "relaying is refused" '55[0-9]' plain a@lab.example someone@elsewhere.example
all_meet "an address that asks for 452 gets it" 452 plain a@lab.example 452-4.2.2@practice.test

printf 'greylist 2s\n' >"$scratch/greylist.scenario"
play "$scratch/greylist.scenario"
all_meet "greylisting puts a new sender off with 451" 451 plain %c@lab.example student@practice.test
tries_again() { until_true 20 meets "$1" sent plain "$1@lab.example" student@practice.test; }
for client in "${clients[@]}"; do check "$client: and takes its mail later" tries_again "$client"; done

play size
all_meet "a small message is taken where 1000 octets are the limit" sent plain a@lab.example student@practice.test
all_meet "a big one is refused with 552" 552 plain a@lab.example student@practice.test "$scratch/big"

play auth-required
all_meet "without a login it is 530" 530 tls a@lab.example student@practice.test
all_meet "with a login it is taken" sent login a@lab.example student@practice.test

play tls-required
all_meet "without TLS it is 530" 530 plain a@lab.example student@practice.test
all_meet "with TLS it is taken" sent tls a@lab.example student@practice.test

play starttls-stripped
all_meet "who wants TLS refuses a server without STARTTLS" no-tls tls a@lab.example student@practice.test

play disconnects
all_meet "the connection ends at MAIL" lost plain drop-mail@lab.example student@practice.test
all_meet "the connection is reset at MAIL" lost plain rst-mail@lab.example student@practice.test
all_meet "the connection ends at RCPT" lost plain a@lab.example drop-rcpt@practice.test
all_meet "the connection ends at DATA" lost plain a@lab.example drop-data@practice.test
all_meet "the connection ends at the dot" lost plain a@lab.example drop-end@practice.test
all_meet "and the next message is taken" sent plain a@lab.example student@practice.test

play mailbox-full
all_meet "bob is over quota for good" 552 plain a@lab.example bob@practice.test
for client in swaks msmtp; do check "$client: alice has room" meets "$client" sent plain a@lab.example alice@practice.test; done
for client in curl smtplib; do check "$client: and then has none" meets "$client" 452 plain a@lab.example alice@practice.test; done

play content-refused
all_meet "the content is refused at the dot" 550 plain a@lab.example student@practice.test

play rate-limit
for client in swaks msmtp curl; do check "$client: three messages in a minute are taken" meets "$client" sent plain a@lab.example bob@practice.test; done
check "smtplib: and the fourth is put off" meets smtplib 450 plain a@lab.example bob@practice.test

play shutting-down
all_meet "421 comes in the middle" 421 plain a@lab.example student@practice.test

# refuses CLIENT: it goes no further than the certificate.
refuses() { ! by_"$1" tls a@lab.example student@practice.test "$scratch/small" && lacks "$practice_log" ' C: MAIL'; }
play unknown-authority
for client in "${clients[@]}"; do check "$client: a certificate of an unknown authority keeps the message back" refuses "$client"; done
play wrong-name
# swaks 20201014 looks at the authority alone.
for client in msmtp curl smtplib; do check "$client: a certificate for somebody else keeps the message back" refuses "$client"; done
