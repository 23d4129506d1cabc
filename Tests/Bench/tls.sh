# Sourced by `run`: TLS, beside swaks, openssl and curl, against one Postfix.
# shellcheck shell=bash

# shellcheck source=../Interop/postfix-tls.sh
source "$repository/Tests/Interop/postfix-tls.sh"

# In front of smtp-sink, Postfix is nothing but the TLS of a server that throws everything away.
start_discarding_postfix() {
    make_certificates
    start_sink
    discard_port=$(free_port)
    start_postfix "smtpd_tls_security_level = may
smtpd_tls_chain_files = $certificates/server.key, $certificates/server.chain
message_size_limit = 0" "tlsmgr unix - - n 1000? 1 tlsmgr
127.0.0.1:$discard_port inet n - n - - smtpd -o smtpd_proxy_filter=127.0.0.1:$sink_port"
}

# Each of these connects, starts TLS, verifies the server, says EHLO again, and quits.
hello_with_smtpx() { "$smtpx" --tls require-starttls --ca "$certificates/authority.pem" "127.0.0.1:$postfix_port" </dev/null; }
hello_with_swaks() {
    swaks --tls --tls-verify --tls-ca-path "$certificates/authority.pem" --quit-after EHLO --ehlo bench.lab.example \
        --server "127.0.0.1:$postfix_port"
}
hello_with_openssl() {
    printf 'EHLO bench.lab.example\r\nQUIT\r\n' | openssl s_client -quiet -ign_eof -starttls smtp -verify_return_error \
        -CAfile "$certificates/authority.pem" -verify_ip 127.0.0.1 -connect "127.0.0.1:$postfix_port"
}

# Each of these sends $scratch/message through STARTTLS.
send_with_transfer() {
    "$transfer_bench" "127.0.0.1:$discard_port" "$certificates/authority.pem" "$scratch/message" teacher@lab.example student@lab.example
}
send_with_curl() {
    curl -sS --ssl-reqd --cacert "$certificates/authority.pem" --mail-from teacher@lab.example --mail-rcpt student@lab.example \
        -T "$scratch/message" "smtp://127.0.0.1:$discard_port/bench.lab.example"
}

# median_of FUNCTION RUNS NAME…: runs FUNCTION_with_NAME of each in turn, so that all see the same machine, and sets
# median[NAME] in microseconds. The first round is not counted.
declare -A median
median_of() {
    local function=$1 runs=$2 round name begin end
    shift 2
    for name in "$@"; do : >"$scratch/times.$name"; done
    for ((round = 0; round <= runs; round++)); do
        for name in "$@"; do
            begin=$(date +%s%N)
            "${function}_with_$name" >"$scratch/bench.out" 2>&1 || { cat "$scratch/bench.out"; echo "FAIL ${function}_with_$name"; exit 1; }
            end=$(date +%s%N)
            [ "$round" -eq 0 ] || echo $(((end - begin) / 1000)) >>"$scratch/times.$name"
        done
    done
    for name in "$@"; do
        median[$name]=$(sort -n "$scratch/times.$name" | sed -n "$((runs / 2 + 1))p")
        printf '%-9s %8.1f ms (median of %d, fastest %.1f)\n' "$name" "${median[$name]}e-3" "$runs" \
            "$(sort -n "$scratch/times.$name" | head -n 1)e-3"
    done
}

# ratio NAME PEER HOLD
ratio() {
    awk -v mine="${median[$1]}" -v peer="${median[$2]}" -v name="$1/$2" -v hold="$3" \
        'BEGIN { printf "ratio %s %.2f (hold: at most %s)\n", name, mine / peer, hold }'
}

start_discarding_postfix

echo "== connect, STARTTLS, EHLO, QUIT"
median_of hello 31 smtpx swaks openssl
ratio smtpx swaks 1
ratio smtpx openssl 1.5

echo "== one message of 100 MB through STARTTLS"
# Each 57 bytes become a line of 78.
head -c 73076940 /dev/urandom | base64 -w 76 | sed 's/$/\r/' >"$scratch/message"
median_of send 7 transfer curl
ratio transfer curl 1.2
