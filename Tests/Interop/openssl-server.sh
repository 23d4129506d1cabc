# Sourced after servers.sh: a server whose TLS is openssl's, for what no mail server would do.
# shellcheck shell=bash

# shellcheck source=certificates.sh
source "$repository/Tests/Interop/certificates.sh"

# start_openssl STEPS [OPTIONS…]: implicit TLS by `openssl s_server` with these options, and behind it a fake server that
# does these steps (see fake-server) with one client; sets $openssl_port, and $openssl_log to what it hears.
start_openssl() {
    local here pid
    here=$scratch/openssl.$((++openssl_servers))
    [ -d "$certificates" ] || make_certificates
    openssl_port=$(free_port)
    openssl_log=$here.log
    printf '%s\n' "$1" >"$here.steps"
    shift
    mkfifo "$here.in" "$here.out"
    openssl s_server -accept "127.0.0.1:$openssl_port" -naccept 1 -quiet "$@" <"$here.in" >"$here.out" 2>"$here.errors" &
    at_exit+=("kill $!")
    "$repository/Tests/Interop/fake-server" "$here.steps" "$openssl_log" - >"$here.in" <"$here.out" &
    at_exit+=("kill $!")
    until_true 10 is_listening "$openssl_port" || { cat "$here.errors"; echo "FAIL openssl did not start"; exit 1; }
}
openssl_servers=0

# is_listening PORT: without connecting, which would use up the one client.
is_listening() { grep -qE "^ *[0-9]+: [0-9A-F]{8}:$(printf %04X "$1") 0{8}:0{4} 0A " /proc/net/tcp; }
