#!/usr/bin/env bash
# Postfix itself relays to the practice server: each message is sent, deferred or bounced as the scenario says.
source "$(dirname "$0")/servers.sh"

authority=$scratch/authority.pem
stranger=$scratch/stranger.pem
declare -A port events

# start_next_hop NAME [OPTIONS…]: a practice server on ${port[NAME]} that tells its events as NDJSON into ${events[NAME]}.
start_next_hop() {
    local name=$1
    shift
    events[$name]=$scratch/$name.ndjson
    "$smtpx" serve --listen 127.0.0.1:0 --events - "$@" >"${events[$name]}" 2>"$scratch/$name.err" &
    at_exit+=("kill $!")
    until_true 10 grep -q '"event":"listening"' "${events[$name]}" ||
        { cat "$scratch/$name.err"; echo "FAIL the practice server for $name did not start"; exit 1; }
    port[$name]=$(sed -nE '1s/.*"port":([0-9]+).*/\1/p' "${events[$name]}")
}

# routes: which service of Postfix takes a sender's mail to which practice server, for main.cf.
routes() {
    local route sender service name
    for route in plain:plain:standard many:plain:standard big:plain:size verified:verified:standard stranger:stranger:standard \
        login:login:auth no-login:verified:auth wrong-login:wrong-login:auth under-tls:verified:tls-required \
        without-tls:plain:tls-required greylist:plain:greylist full:plain:mailbox-full expired:verified:expired \
        stripped:verified:stripped refused:plain:content-refused lost:plain:disconnects; do
        IFS=: read -r sender service name <<<"$route"
        printf ' { student+%s@lab.example = %s:[127.0.0.1]:%s }' "$sender" "$service" "${port[$name]}"
    done
}

# send SENDER RECIPIENT…: queues a message of student+SENDER@lab.example, which says where it goes. Bounces return there.
send() {
    local sender=$1
    shift
    printf 'From: student+%s@lab.example\nTo: %s\nSubject: by %s\n\n.a line with a dot\n' "$sender" "$(echo "$@" | sed 's/ /, /g')" "$sender" |
        $sudo /usr/sbin/sendmail -C "$postfix_home/config" -f "student+$sender@lab.example" -t
}

# postfix_tells NAME PATTERN: Postfix has said, of a message to this practice server, what matches.
postfix_tells() {
    $sudo grep -F "relay=127.0.0.1[127.0.0.1]:${port[$1]}," "$postfix_home/data/maillog" | grep -qE -- "$2"
}

# tells NAME PATTERN: it does so in the end.
tells() {
    until_true 30 postfix_tells "$1" "$2" && return 0
    echo "  Postfix does not tell: $2" && $sudo cat "$postfix_home/data/maillog" | sed 's/^/  | /'
    return 1
}

# is_stored NAME PATTERN…: an event of the practice server tells of a message, and matches each pattern.
is_stored() {
    local name=$1 pattern stored
    stored=$(grep '"event":"stored"' "${events[$name]}") || return 1
    shift
    for pattern; do stored=$(grep -F -- "$pattern" <<<"$stored") || return 1; done
}

# passes_after_flushes NAME: Postfix, told to try its queue again and again, gets its message through.
flush() { $sudo /usr/sbin/postqueue -c "$postfix_home/config" -f; }
flushed_and_sent() { flush && until_true 1 postfix_tells "$1" status=sent; }
passes_after_flushes() { until_true 30 flushed_and_sent "$1"; }

log_holds() { $sudo grep -qF -- "$1" "$postfix_home/data/maillog"; }
bounce_holds() { $sudo grep -rqF -- "$1" "$postfix_home/mail/student/new"; }

printf 'greylist 2s\n' >"$scratch/greylist.scenario"
printf 'require tls\nrequire auth\n' >"$scratch/auth.scenario"
start_next_hop standard --ca-file "$authority"
start_next_hop expired --scenario expired --ca-file "$scratch/expired.pem"
start_next_hop auth --scenario "$scratch/auth.scenario" --ca-file "$scratch/auth.pem"
start_next_hop tls-required --scenario tls-required --ca-file "$scratch/tls-required.pem"
start_next_hop greylist --scenario "$scratch/greylist.scenario"
start_next_hop stripped --scenario starttls-stripped
for name in size mailbox-full content-refused disconnects; do start_next_hop "$name" --scenario "$name"; done
mv "$authority" "$scratch/standard.pem"
cat "$scratch/"{standard,expired,auth,tls-required}.pem >"$authority"
cp "$scratch/expired.pem" "$stranger"

tls="-o smtp_tls_security_level=secure -o smtp_tls_secure_cert_match=mail.practice.test -o smtp_tls_CAfile"
login="-o smtp_sasl_auth_enable=yes -o smtp_sasl_security_options=noanonymous -o smtp_sasl_mechanism_filter=plain"
submission_port=$(free_port)
start_postfix "recipient_delimiter = +
smtp_tls_loglevel = 1
sender_dependent_default_transport_maps = inline:{$(routes) }
right_password = inline:{ { [127.0.0.1]:${port[auth]} = student:secret } }
wrong_password = inline:{ { [127.0.0.1]:${port[auth]} = student:wrong } }" \
    "127.0.0.1:$submission_port inet n - n - - smtpd -o mynetworks=127.0.0.0/8 -o smtpd_relay_restrictions=permit_mynetworks,reject -o smtpd_recipient_restrictions=
tlsmgr unix - - n 1000? 1 tlsmgr
plain unix - - n - - smtp -o smtp_tls_security_level=none
verified unix - - n - - smtp $tls=$authority
stranger unix - - n - - smtp $tls=$stranger
login unix - - n - - smtp $tls=$authority $login -o smtp_sasl_password_maps=\$right_password
wrong-login unix - - n - - smtp $tls=$authority $login -o smtp_sasl_password_maps=\$wrong_password"

send plain student@practice.test alice@practice.test
check "Postfix relays a message in the clear" tells standard 'to=<student@practice.test>.*dsn=2\.[0-9.]+, status=sent \(250 2\.'
check "to both recipients" tells standard 'to=<alice@practice.test>.*status=sent'
check "and the practice server has it, with its dot and Postfix's trace" is_stored standard \
    '"from":"<student+plain@lab.example>"' '"mailboxes":["alice","student"]' '\r\n\r\n.a line with a dot\r\n' \
    'Received: by mx.lab.example (Postfix'
check "nothing of it went through TLS" lacks "${events[standard]}" '"event":"tls"'

check "smtp-source hands twenty messages to Postfix" exits 0 /usr/sbin/smtp-source -s 4 -m 20 -l 3000 \
    -f student+many@lab.example -t bob@practice.test "127.0.0.1:$submission_port"
all_came() { [ "$(grep -c '"event":"stored".*"mailboxes":\["bob"\]' "${events[standard]}")" -eq 20 ]; }
check "which come out at the practice server, each once" until_true 30 all_came

send verified student@practice.test
check "Postfix relays through TLS that it has verified" tells standard 'to=<student@practice.test>.*status=sent'
check "and the practice server has it" until_true 30 is_stored standard student+verified@lab.example
check "Postfix says that the certificate is verified" log_holds "Verified TLS connection established to 127.0.0.1[127.0.0.1]:${port[standard]}: TLSv1.3"
check "the practice server says so too" holds "${events[standard]}" '"event":"tls","version":"TLSv1.3"'
send stranger student@practice.test
check "an authority that Postfix does not know keeps the message back" tells standard 'dsn=4\.7\.5, status=deferred \(Server certificate not (trusted|verified)\)'
check "and is named" log_holds 'untrusted issuer /O=SMTP Explorer practice/CN=Practice authority'
send expired student@practice.test
check "so does an expired certificate" tells expired 'status=deferred \(Server certificate not verified\)'
send stripped student@practice.test
check "so does a server whose STARTTLS is stripped" tells stripped 'status=deferred \(TLS is required, but was not offered'

send login student@practice.test
check "Postfix logs in with PLAIN over TLS, and relays" tells auth 'status=sent'
check "as student" holds "${events[auth]}" '"event":"login","user":"student","mechanism":"PLAIN"'
check "and the practice server has it" is_stored auth student+login@lab.example
send wrong-login student@practice.test
check "a wrong password keeps the message back" tells auth 'status=deferred \(SASL authentication failed.*535 5\.7\.8'
send no-login student@practice.test
check "without a login it is refused for good" tells auth 'dsn=5\.7\.0, status=bounced .*530 5\.7\.0'
check "no password stands in the events" lacks "${events[auth]}" "$(printf '\0student\0secret' | base64)"

send under-tls student@practice.test
check "where TLS is required, Postfix with TLS gets through" tells tls-required 'status=sent'
send without-tls student@practice.test
check "and without TLS is refused for good" tells tls-required 'dsn=5\.7\.0, status=bounced .*530 5\.7\.0 .*STARTTLS'

send greylist student@practice.test
check "greylisting puts Postfix off" tells greylist 'dsn=4\.7\.1, status=deferred .*451 4\.7\.1'
check "and lets it pass later" passes_after_flushes greylist
check "so that the message is there once" test "$(grep -c '"event":"stored"' "${events[greylist]}")" -eq 1

for _ in 1 2; do send full alice@practice.test; done
two_are_stored() { [ "$(grep -c '"event":"stored"' "${events[mailbox-full]}")" -eq 2 ]; }
check "a mailbox takes two messages" until_true 30 two_are_stored
send full alice@practice.test
check "and puts off the third, for it is full" tells mailbox-full 'to=<alice@practice.test>.*dsn=4\.2\.2, status=deferred .*452 4\.2\.2'

send plain nobody@practice.test
check "an unknown user is a bounce" tells standard 'to=<nobody@practice.test>.*dsn=5\.1\.1, status=bounced .*550 5\.1\.1'
check "which Postfix delivers to the sender" until_true 30 bounce_holds 'Final-Recipient: rfc822; nobody@practice.test'
check "with the code" bounce_holds 'Status: 5.1.1'
send plain someone@elsewhere.example
check "relaying to another domain is refused for good" tells standard 'to=<someone@elsewhere.example>.*dsn=5\.7\.1, status=bounced .*55[04] 5\.7\.1'
send plain 450-4.2.1@practice.test
check "an address that asks for 450 is put off" tells standard 'to=<450-4\.2\.1@practice\.test>.*dsn=4\.2\.1, status=deferred'
send refused student@practice.test
check "content that is refused at the dot is a bounce" tells content-refused 'dsn=5\.7\.1, status=bounced .*in reply to end of DATA'
check "a message over the limit is handed to Postfix" exits 0 /usr/sbin/smtp-source -l 3000 \
    -f student+big@lab.example -t student@practice.test "127.0.0.1:$submission_port"
check "and bounces without a byte of its content, for SIZE tells the limit" tells size 'dsn=5\.3\.4, status=bounced .*size'
check "the practice server has not heard MAIL" lacks "${events[size]}" MAIL
send lost drop-end@practice.test
check "a connection that is lost at the dot is tried again later" tells disconnects 'dsn=4\.4\.2, status=deferred \(lost connection'
