# Sourced by the test scripts: checks, a scratch folder, and real servers on free loopback ports that end with the script.
# shellcheck shell=bash
set -uo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
smtpx=${SMTPX_BINARY:-$repository/.build/debug/smtpx}
sudo=
[ "$(id -u)" -eq 0 ] || sudo=$(command -v sudo)
# Servers look into it as users of their own.
umask 022
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

# free_port: a port where nobody listens, and never the same twice.
free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        ! listens "$port" && mkdir "$scratch/port.$port" 2>/dev/null && echo "$port" && return
    done
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

# start_practice_server [OPTIONS…]: the program's own server on $practice_port, and with TLS from the first byte on
# $practice_tls_port, as process $practice_pid. Its log is $practice_log.
start_practice_server() {
    practice_log=$scratch/practice.log
    # What an earlier one said must not be taken for news.
    : >"$practice_log"
    "$smtpx" serve --listen 127.0.0.1:0 "$@" >"$practice_log" 2>&1 &
    practice_pid=$!
    at_exit+=("kill $practice_pid")
    until_true 10 grep -q '^listening on' "$practice_log" || { cat "$practice_log"; echo "FAIL smtpx serve did not start"; exit 1; }
    practice_port=$(sed -nE 's/^listening on .* port ([0-9]+).*/\1/p' "$practice_log")
    # shellcheck disable=SC2034
    practice_tls_port=$(sed -nE 's/^listening on .* with TLS at once on ([0-9]+).*/\1/p' "$practice_log")
}

# shellcheck source=postfix.sh
source "$repository/Tests/Interop/postfix.sh"
