#!/usr/bin/env bash
# Mail programs of other people at the practice server: each succeeds or fails as the address or the scenario says.
source "$(dirname "$0")/servers.sh"

authority=$scratch/authority.pem
printf 'From: student@practice.test\nSubject: x\n\n.dot\n' >"$scratch/mail"

# mail_by_msmtp RECIPIENT OPTIONS…: one message, over STARTTLS that is verified, with a login.
mail_by_msmtp() {
    local recipient=$1
    shift
    msmtp --file=/dev/null --host=127.0.0.1 --port="$practice_port" --domain=lab.example --from=student@practice.test \
        --tls=on --tls-starttls=on --tls-trust-file="$authority" --auth=plain --user=student \
        --passwordeval='echo secret' "$@" "$recipient" <"$scratch/mail"
}

# by_smtplib PORT RECIPIENT: prints `sent`, or the reply that refused the recipient.
by_smtplib() {
    python3 - "$1" "$2" "$authority" <<'PY'
import smtplib, ssl, sys
port, recipient, authority = int(sys.argv[1]), sys.argv[2], sys.argv[3]
with smtplib.SMTP("127.0.0.1", port, local_hostname="lab.example", timeout=20) as client:
    client.starttls(context=ssl.create_default_context(cafile=authority))
    client.login("student", "secret")
    try:
        client.sendmail("student@practice.test", [recipient], "Subject: x\r\n\r\n.dot\r\n")
        print("sent")
    except smtplib.SMTPRecipientsRefused as refusal:
        print(*(code for code, _ in refusal.recipients.values()))
PY
}

# exits_by CODE FUNCTION ARGUMENTS…: as `exits`, for a function of this script.
exits_by() {
    local expected=$1 code=0
    shift
    "$@" >"$out" 2>"$err" || code=$?
    [ "$code" -eq "$expected" ] && return 0
    echo "  exit code $code, expected $expected: $*" && sed 's/^/  | /' "$out" "$err"
    return 1
}

start_practice_server --ca-file "$authority"

check "Python's smtplib delivers over verified TLS with a login" exits_by 0 by_smtplib "$practice_port" student@practice.test
check "and says so" holds "$out" sent
check "smtplib is told 450 by such an address" exits_by 0 by_smtplib "$practice_port" 450-4.2.1@practice.test
check "as its code" holds "$out" 450
check "smtplib is told 550 by such an address" exits_by 0 by_smtplib "$practice_port" 550-5.1.1@practice.test
check "as its code, too" holds "$out" 550

check "msmtp delivers over verified TLS with a login" exits_by 0 mail_by_msmtp student@practice.test
check "msmtp calls 450 unavailable" exits_by 69 mail_by_msmtp 450-4.2.1@practice.test
check "and shows the code" holds "$err" 450
check "msmtp calls 550 bad data" exits_by 65 mail_by_msmtp 550-5.1.1@practice.test
check "and shows the code, too" holds "$err" 550

# It reads Postfix's settings, of which it needs none.
mkdir "$scratch/settings" && : >"$scratch/settings/main.cf"
check "posttls-finger says whom it met" exits 0 env MAIL_CONFIG="$scratch/settings" /usr/sbin/posttls-finger -c -l secure -F "$authority" \
    "[127.0.0.1]:$practice_port" 127.0.0.1
check "and that the certificate is verified" matches "$out" 'Verified TLS connection established'

printf 'Subject: x\n\nText\n' >"$scratch/text"
check "curl is refused by an address that says 550" exits 55 curl -sS --ssl-reqd --cacert "$authority" \
    --mail-from student@practice.test --mail-rcpt 550-5.1.1@practice.test -T "$scratch/text" \
    "smtp://127.0.0.1:$practice_port/lab.example"

rm "$authority"
start_practice_server --scenario expired --ca-file "$authority"
check "smtplib refuses an expired certificate" exits_by 1 by_smtplib "$practice_port" student@practice.test
check "because it has expired" holds "$err" 'certificate has expired'
check "curl refuses an expired certificate" exits 60 curl -sS --ssl-reqd --cacert "$authority" \
    --mail-from student@practice.test --mail-rcpt student@practice.test -T "$scratch/text" \
    "smtp://127.0.0.1:$practice_port/lab.example"
check "msmtp refuses an expired certificate" eval '! mail_by_msmtp student@practice.test >"$out" 2>"$err"'
check "because of its days" holds "$err" expired
