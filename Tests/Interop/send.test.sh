#!/usr/bin/env bash
# smtpx send against Postfix, Exim and smtp-sink: what is delivered, byte for byte, and how each run ends.
source "$(dirname "$0")/servers.sh"
# shellcheck source=postfix-tls.sh
source "$repository/Tests/Interop/postfix-tls.sh"
# shellcheck source=exim.sh
source "$repository/Tests/Interop/exim.sh"

start_postfix_tls
server=127.0.0.1:$postfix_port
export PW=$password
# send CODE ARGUMENTS…
send() {
    local code=$1
    shift
    exits "$code" "$smtpx" send "$@"
}
# delivered NAME: the one message that is there, into $scratch/NAME, and out of the way.
delivered() {
    until_true 20 has_delivery || { echo "  nothing was delivered"; return 1; }
    delivery >"$scratch/$1"
    $sudo sh -c "rm '$postfix_home'/mail/student/new/*"
}
# read_mail NAME CODE: Python's own reader takes the message apart; `message` and `read` are there for the code.
read_mail() {
    /usr/bin/python3 - "$scratch/$1" "$scratch" <<PY
import email, email.policy, sys
raw = open(sys.argv[1], 'rb').read()
message = email.message_from_bytes(raw, policy=email.policy.default)
scratch = sys.argv[2]
def read(name): return open(scratch + '/' + name, 'rb').read()
def same(what, wanted):
    if what != wanted: sys.exit(f'  {what!r} is not {wanted!r}')
$2
PY
}

echo "== one message"
check "a plain message is accepted" send 0 "$server" --from a@lab.example --to student@lab.example --subject Plain --body 'Hello
.dot
..two
'
check "with a summary" in_order "$out" 'C: QUIT' 'summary: 1 accepted' 'accepted   <student@lab.example>  250 2.0.0'
check "SIZE is declared where it is offered" matches "$out" '^C: MAIL FROM:<a@lab.example> SIZE=[0-9]+$'
check "it is delivered" delivered plain
check "with its header and its body" read_mail plain \
    "same(message['subject'], 'Plain'); same(message['to'], 'student@lab.example'); same(message['from'], 'a@lab.example')
same(message.get_content(), 'Hello\n.dot\n..two\n'); same(len(message['message-id']) > 20, True); same(message['date'].datetime is not None, True)"

head -c 100000 /dev/urandom >"$scratch/Größe und „Zeichen“.bin"
cp "$scratch/Größe und „Zeichen“.bin" "$scratch/bin"
printf 'caf\303\251, na\303\257ve\n' >"$scratch/text"
subject='Größe: 日本語の件名がとても長いときにはどうなるのでしょうか 👩‍👩‍👧‍👦'
check "text, attachments and names beyond ASCII; an unknown recipient makes it 1" send 1 "$server" --from 'Jürgen Größe <a@lab.example>' \
    --to '"Änne, Bob" <student@lab.example>' --bcc 'Ghost <student@lab.example>' --cc '"Bee, Cy" <c@lab.example>' \
    --header 'X-Note: größer' --header 'Message-ID: <own@lab.example>' --subject "$subject" --body "@$scratch/text" \
    --attach "$scratch/Größe und „Zeichen“.bin" --attach "$scratch/text" \
    --attach-type application/octet-stream --attach-type application/x-test
check "and the others get it" in_order "$out" 'RCPT TO:<c@lab.example>' '550' 'summary: 1 accepted, 1 permanent' \
    'accepted   <student@lab.example>' 'permanent  <c@lab.example>  550 5.1.1 No such mailbox'
check "it is delivered" delivered full
check "everything comes back as it was" read_mail full "
same(message['subject'], '$subject'); same(message['x-note'], 'größer'); same(message['message-id'], '<own@lab.example>')
same(message['from'].addresses[0].display_name, 'Jürgen Größe'); same(message['to'].addresses[0].display_name, 'Änne, Bob')
same(message['cc'].addresses[0].display_name, 'Bee, Cy'); same(message['bcc'], None); same(b'Ghost' in raw.split(b'\n\n')[0], False)
body, one, two = list(message.iter_parts())
same(body.get_content(), read('text').decode()); same(one.get_content(), read('bin')); same(one.get_filename(), 'Größe und „Zeichen“.bin')
same(two.get_content(), read('text')); same(two.get_content_type(), 'application/x-test')"

echo "== a complete message"
printf 'From: a@lab.example\nDate: Tue, 24 Nov 2026 09:05:07 +0000\nMessage-Id: <raw@lab.example>\nSubject: as it is\nX-Raw:  two  blanks\n\n.dot\ncaf\303\251\n%s\nno newline' "$(head -c 900 /dev/zero | tr '\0' x)" >"$scratch/raw.eml"
check "goes as it is" send 0 "$server" --from a@lab.example --to student@lab.example --data "$scratch/raw.eml"
check "and is delivered" delivered raw
check "byte for byte" eval 'sed -n "/^From: a@lab.example/,\$p" "$scratch/raw" | diff - <(cat "$scratch/raw.eml"; echo)'
check "BODY=8BITMIME is said for it" holds "$out" 'BODY=8BITMIME'
check "by BDAT" send 0 "$server" --from a@lab.example --to student@lab.example --bdat "$scratch/raw.eml"
check "too" eval 'holds "$out" "C: BDAT" && delivered chunked && grep -q "^Subject: as it is" "$scratch/chunked"'
check "a file that is not there is 66, before anything is connected" send 66 "$server" --from a@lab.example --to b@lab.example nothing.eml
check "SC01: a line break in an address is refused before anything is connected" send 64 "$server" --from $'a@lab.example\r\nRSET' --to b@lab.example
check "SC01: and in a field of the header" send 64 "$server" --from a@lab.example --to b@lab.example --header $'X-A: b\r\nBcc: c@lab.example'

echo "== how it ends"
check "a recipient refused for good is 1" send 1 "$server" --from a@lab.example --to nobody@lab.example
check "and no content goes out" eval 'lacks "$out" "C: DATA" && holds "$out" "summary: 1 permanent"'
start_sink -r rcpt
check "a recipient refused for now is 75" send 75 "127.0.0.1:$sink_port" --from a@lab.example --to b@lab.example
start_sink -f .
check "a message refused for good is 1 for each recipient" send 1 "127.0.0.1:$sink_port" --from a@lab.example --to b@lab.example,c@lab.example
check "with the reply to its end" holds "$out" 'summary: 2 permanent'
start_sink -q quit
check "SC07: a QUIT that fails after the final 250 changes nothing" send 0 "127.0.0.1:$sink_port" --from a@lab.example --to b@lab.example
start_sink -q .
check "a connection lost before the verdict leaves it open: 75" send 75 "127.0.0.1:$sink_port" --from a@lab.example --to b@lab.example
check "and says so" holds "$out" 'unanswered'
start_sink -e
check "HELO where EHLO is refused" send 0 "127.0.0.1:$sink_port" --from a@lab.example --to b@lab.example
check "was said" in_order "$out" 'C: EHLO' 'S: 50' 'C: HELO' 'C: MAIL FROM:<a@lab.example>'
check "no server is 69" send 69 "127.0.0.1:1" --from a@lab.example --to b@lab.example
check "a size that the server does not take is told before anything is sent" eval \
    'head -c 11000000 /dev/zero | tr "\0" "\n" >"$scratch/big.eml"; send 1 "$server" --from a@lab.example --to student@lab.example "$scratch/big.eml"'
check "with the limit" eval 'holds "$out" "SIZE, RFC 1870" && lacks "$out" "C: MAIL"'
for stage in connect banner ehlo mail rcpt; do
    check "--quit-after $stage" send 0 "$server" --from a@lab.example --to student@lab.example --quit-after "$stage"
    check "ends with QUIT" in_order "$out" 'C: QUIT' 'S: 221'
done
check "--quit-after rcpt with a refused recipient is 1" send 1 "$server" --from a@lab.example --to nobody@lab.example --quit-after rcpt
check "--format json is an object for programs" eval 'send 1 "$server" --from a@lab.example --to student@lab.example,nobody@lab.example --format json --quit-after rcpt &&
    /usr/bin/python3 -c "import json,sys; r=json.load(open(sys.argv[1])); assert r[\"recipients\"][1][\"code\"]==550 and r[\"exit\"]==1" "$out"'

echo "== TLS, login, extensions"
secure=(--tls require-starttls --ca "$certificates/authority.pem" "localhost:$postfix_port")
check "--quit-after tls" send 0 "${secure[@]}" --quit-after tls
check "--quit-after auth" send 0 "${secure[@]}" --auth auto --user student --password-from env:PW --quit-after auth
check "is logged in" eval 'matches "$out" "S: 235" && ! grep -qF "$password" "$out" "$err"'
check "a message under TLS, after a login" send 0 "${secure[@]}" --auth PLAIN --user student --password-from env:PW \
    --from a@lab.example --to student@lab.example
check "is delivered" eval 'delivered secure && grep -q "ESMTPSA" "$scratch/secure"'
check "a wrong password is 77" eval 'export WRONG=x; send 77 "${secure[@]}" --auth PLAIN --user student --password-from env:WRONG --from a@lab.example --to student@lab.example'
check "and no message goes out" lacks "$out" 'C: MAIL'
check "--dsn asks for notices" send 0 "$server" --from a@lab.example --to student@lab.example --dsn notify=success,failure,ret=hdrs,envid=a+b
check "with ENVID in xtext" in_order "$out" 'RET=HDRS ENVID=a+2Bb' 'NOTIFY=SUCCESS,FAILURE'
check "it arrives" delivered notices
check "--pipeline sends MAIL, RCPT and DATA together" send 0 "$server" --from a@lab.example --to student@lab.example --pipeline
check "in that order" in_order "$out" 'C: MAIL' 'C: RCPT' 'C: DATA' 'S: 250' 'S: 354' 'summary: 1 accepted'
check "it arrives" delivered pipelined
check "--pipeline with no accepted recipient sends no content" send 1 "$server" --from a@lab.example --to nobody@lab.example --pipeline
check "SMTPUTF8 for an address beyond ASCII" send 1 "$server" --from 'jürgen@lab.example' --to 'änne@lab.example' --subject ü
check "is declared" holds "$out" 'SMTPUTF8'
check "--repeat counts" send 0 "$server" --from a@lab.example --to student@lab.example --repeat 5 --quiet
check "over one connection" holds "$out" 'summary of 5 messages: 5 accepted'
five() { [ "$($sudo sh -c "ls '$postfix_home'/mail/student/new | wc -l")" -eq 5 ]; }
check "all five arrive" until_true 20 five
check "each with a Message-ID of its own" eval '[ "$(delivery | grep -i "^message-id:" | sort -u | wc -l)" -eq 5 ]'
start_exim
check "Exim takes it, too" send 0 "127.0.0.1:$exim_port" --from a@lab.example --to student@lab.example --attach "$scratch/bin" --subject Größe
check "LMTP is not spoken by a server of SMTP, and that is 1" send 1 "127.0.0.1:$exim_port" --lmtp --from a@lab.example --to student@lab.example
