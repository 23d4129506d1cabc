#!/usr/bin/env bash
# What other people's scanners find at the practice server: nmap its keywords, testssl.sh its versions, certificate and holes.
source "$(dirname "$0")/servers.sh"

authority=$scratch/authority.pem

# scan_by_nmap: what nmap finds, in $out. The + runs a script at a port that is not 25, too.
scan_by_nmap() {
    exits 0 nmap -n -Pn -p "$practice_port" --script '+smtp-commands,+smtp-open-relay' \
        --script-args 'smtp-commands.domain=lab.example,smtp-open-relay.domain=lab.example' 127.0.0.1
}

# scan_by_testssl OPTION…: what testssl.sh finds behind STARTTLS, in $scratch/found as id, tab, severity, tab, finding.
scan_by_testssl() {
    rm -f "$scratch/found.csv"
    timeout 180 testssl --quiet --color 0 --warnings batch --nodns none --ip 127.0.0.1 --add-ca "$authority" \
        --csvfile "$scratch/found.csv" -t smtp "$@" "127.0.0.1:$practice_port" </dev/null >"$out" 2>&1
    python3 -c 'import csv, sys
for row in csv.DictReader(open(sys.argv[1])): print(row["id"], row["severity"], row["finding"], sep="\t")' "$scratch/found.csv" >"$scratch/found"
}

# finds ID SEVERITY PATTERN
finds() { matches "$scratch/found" "^$1"$'\t'"$2"$'\t'"$3"; }

# offers VERSION…: of all versions of TLS and SSL, exactly these are offered.
offers() {
    local found
    found=$(awk -F '\t' '$1 ~ /^(SSLv|TLS1)/ && $3 ~ /^offered/ { print $1 }' "$scratch/found" | paste -sd ' ')
    [ "$found" = "$*" ] || { echo "  offered: $found" && sed 's/^/  | /' "$scratch/found"; return 1; }
}

start_practice_server --ca-file "$authority"
check "nmap talks to it" scan_by_nmap
check "and lists the keywords of EHLO" matches "$out" 'smtp-commands: mail\.practice\.test .*SIZE 10485760, 8BITMIME, PIPELINING, .*STARTTLS, AUTH .*PLAIN'
check "it finds no open relay" holds "$out" "Server doesn't seem to be an open relay, all tests failed"
check "PS19: none of its tries left a message" lacks "$practice_log" ' message '

check "testssl.sh looks at TLS behind STARTTLS" scan_by_testssl -p -S -H -I -BB -R -O -F
check "only TLS 1.2 and 1.3 are offered" offers TLS1_2 TLS1_3
check "the certificate is for this address" finds cert_trust OK 'Ok via SAN'
check "and the authority vouches for it" finds cert_chain_of_trust OK 'passed'
check "and has not expired" finds cert_expirationStatus '[A-Z]+' 'expires'
for hole in heartbleed CCS ROBOT secure_renego secure_client_renego POODLE_SSL FREAK; do
    check "$hole: not vulnerable" finds "$hole" OK '(not vulnerable|supported)'
done
# Its certificate lives for a month, and nobody can revoke it, both of which testssl.sh dislikes.
check "and it finds nothing else that is worse than low" \
    eval '! grep -v ^cert_ "$scratch/found" | grep -E "\s(MEDIUM|HIGH|CRITICAL|FATAL)\s"'
check "after all that an honest client is served" ends 0 'EHLO lab.example\nNOOP\nQUIT\n' "127.0.0.1:$practice_port"

rm "$authority"
start_practice_server --scenario expired --ca-file "$authority"
check "testssl.sh looks at the scenario expired" scan_by_testssl -S
check "whose certificate has expired" finds cert_expirationStatus CRITICAL expired

start_practice_server --scenario starttls-stripped
check "nmap talks to the scenario starttls-stripped" scan_by_nmap
check "and finds no STARTTLS in the reply to EHLO" eval 'holds "$out" "SIZE 10485760, 8BITMIME" && ! grep -q "smtp-commands:.*STARTTLS, AUTH" "$out"'
