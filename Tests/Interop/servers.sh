# Sourced by the test scripts: checks, a scratch folder, and real servers on free loopback ports that end with the script.
# shellcheck shell=bash
set -uo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
smtpx=${SMTPX_BINARY:-$repository/.build/debug/smtpx}
sudo=
[ "$(id -u)" -eq 0 ] || sudo=$(command -v sudo)
scratch=$(mktemp -d)
chmod 755 "$scratch"
export XDG_CONFIG_HOME=$scratch/config XDG_STATE_HOME=$scratch/state
export LANG=C.UTF-8
unset LC_ALL LC_CTYPE NO_COLOR ACCESSIBLE
passed=0
failed=0
at_exit=()

finish() {
    local step
    for step in "${at_exit[@]}"; do eval "$step" >/dev/null 2>&1; done
    # A program that was told to end may still be writing its history.
    until_true 5 $sudo rm -rf "$scratch"
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit $?
}
trap finish EXIT
trap 'exit 130' INT TERM

# check NAME COMMAND…: one test, passed when the command succeeds.
check() {
    local name=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
        echo "ok   $name"
    else
        failed=$((failed + 1))
        echo "FAIL $name"
    fi
}

# holds FILE TEXT: FILE contains TEXT, as it stands. Shows the file when it does not.
holds() {
    grep -qF -- "$2" "$1" && return 0
    echo "  not found: $2" && sed 's/^/  | /' "$1"
    return 1
}

# matches FILE PATTERN: a line of FILE matches the extended regular expression.
matches() {
    grep -qE -- "$2" "$1" && return 0
    echo "  nothing matches: $2" && sed 's/^/  | /' "$1"
    return 1
}

# lacks FILE TEXT
lacks() {
    grep -qF -- "$2" "$1" || return 0
    echo "  found, and should not be there: $2" && sed 's/^/  | /' "$1"
    return 1
}

# plain_ascii FILE: no byte of FILE is a control character (apart from line ends and tabs) or above 0x7E.
plain_ascii() {
    LC_ALL=C grep -qP '[^\t\x20-\x7E]' "$1" || return 0
    echo "  bytes that are no plain ASCII:" && LC_ALL=C grep -P '[^\t\x20-\x7E]' "$1" | cat -v | sed 's/^/  | /'
    return 1
}

# in_order FILE TEXT…: the texts stand in FILE in this order, each on a line after the one before.
in_order() {
    local file=$1 line=0 found text
    shift
    for text in "$@"; do
        found=$(tail -n +$((line + 1)) "$file" | grep -nF -m 1 -- "$text" | cut -d: -f1)
        if [ -z "$found" ]; then
            echo "  not found after line $line: $text" && sed 's/^/  | /' "$file"
            return 1
        fi
        line=$((line + found))
    done
}

# exits CODE COMMAND…: the command ends within half a minute, with this exit code. What it prints goes to $out and
# $err, for the checks that follow.
out=$scratch/out
err=$scratch/err
exits() {
    local expected=$1 code=0
    shift
    timeout 30 "$@" >"$out" 2>"$err" || code=$?
    [ "$code" -eq "$expected" ] && return 0
    echo "  exit code $code, expected $expected: $*" && sed 's/^/  | /' "$out" "$err"
    return 1
}

# ends CODE LINES ARGUMENTS…: the program with these lines as its input (\n between them), and then as `exits`.
ends() {
    local expected=$1
    printf '%b' "$2" >"$scratch/in"
    shift 2
    exits "$expected" "$smtpx" "$@" <"$scratch/in"
}

# is_gone PID: the process, a child of this script, has ended.
is_gone() { ! kill -0 "$1" 2>/dev/null; }

# until_true SECONDS COMMAND…: asks again and again until the command succeeds or the time is over.
until_true() {
    local end=$((SECONDS + $1 + 1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || return 1
        read -r -t 0.05 <> <(:) || true
    done
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        listens "$port" || { echo "$port" && return; }
    done
}

# start_postfix: a real Postfix with a configuration of its own; sets $postfix_port. It takes mail for
# student@lab.example (kept in a Maildir), refuses every other recipient there, and relays nothing.
start_postfix() {
    local home=$scratch/postfix
    postfix_port=$(free_port)
    postfix_home=$home
    mkdir -p "$home/config" "$home/queue" "$home/data" "$home/mail"
    $sudo chown postfix "$home/data"
    $sudo chown nobody "$home/mail"
    cat >"$home/config/main.cf" <<CF
compatibility_level = 3.6
queue_directory = $home/queue
data_directory = $home/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
maillog_file = $home/data/maillog
maillog_file_prefixes = $home
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.lab.example
mydestination =
mynetworks = 192.0.2.1/32
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
virtual_mailbox_domains = lab.example
virtual_mailbox_base = $home/mail
virtual_mailbox_maps = inline:{student@lab.example=student/}
virtual_uid_maps = static:$(id -u nobody)
virtual_gid_maps = static:$(id -g nobody)
virtual_minimum_uid = 1
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions = reject_unlisted_recipient
CF
    cat >"$home/config/master.cf" <<CF
127.0.0.1:$postfix_port inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
CF
    at_exit+=("$sudo /usr/sbin/postfix -c '$home/config' stop")
    $sudo /usr/sbin/postfix -c "$home/config" start >"$scratch/postfix.start" 2>&1
    until_true 20 listens "$postfix_port" || { cat "$scratch/postfix.start" "$home/data/maillog"; echo "FAIL Postfix did not start"; exit 1; }
}

# start_sink [OPTIONS…]: smtp-sink on $sink_port.
start_sink() {
    sink_port=$(free_port)
    local user=()
    [ "$(id -u)" -ne 0 ] || user=(-u nobody)
    (cd "$scratch" && exec /usr/sbin/smtp-sink "${user[@]}" "$@" "127.0.0.1:$sink_port" 100) >"$scratch/sink.log" 2>&1 &
    at_exit+=("kill $!")
    until_true 10 listens "$sink_port" || { cat "$scratch/sink.log"; echo "FAIL smtp-sink did not start"; exit 1; }
}

# start_fake STEPS: a server that does exactly these steps (see fake-server) with one client; sets $fake_port, and writes
# what it hears to $fake_log.
start_fake() {
    fake_log=$scratch/fake.$((++fakes)).log
    printf '%s\n' "$1" >"$scratch/fake.$fakes.steps"
    "$repository/Tests/Interop/fake-server" "$scratch/fake.$fakes.steps" "$fake_log" >"$scratch/fake.$fakes.port" &
    at_exit+=("kill $!")
    until_true 10 test -s "$scratch/fake.$fakes.port" || { echo "FAIL the fake server did not start"; exit 1; }
    fake_port=$(cat "$scratch/fake.$fakes.port")
}
fakes=0

# start_practice_server [OPTIONS…]: the program's own server on $practice_port, as process $practice_pid. Its log is
# $practice_log.
start_practice_server() {
    practice_log=$scratch/practice.log
    "$smtpx" serve --listen 127.0.0.1:0 "$@" >"$practice_log" 2>&1 &
    practice_pid=$!
    at_exit+=("kill $practice_pid")
    until_true 10 grep -q '^listening on' "$practice_log" || { cat "$practice_log"; echo "FAIL smtpx serve did not start"; exit 1; }
    practice_port=$(sed -nE 's/^listening on .* port ([0-9]+)$/\1/p' "$practice_log")
}

# delivery: what stands in the student's Maildir, once it is there.
delivery() { $sudo sh -c "cat '$postfix_home'/mail/student/new/*"; }
has_delivery() { $sudo sh -c "ls '$postfix_home'/mail/student/new/* 2>/dev/null | grep -q ."; }
