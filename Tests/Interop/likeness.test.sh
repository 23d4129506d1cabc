#!/usr/bin/env bash
# The practice server's likenesses of Postfix and Exim, held against the real ones: the same dialogue with both, reply by
# reply. What may differ stands below with its reason, and has to differ, or else it must leave the list.
source "$(dirname "$0")/servers.sh"
# shellcheck source=postfix.sh
source "$repository/Tests/Interop/postfix.sh"
# shellcheck source=exim.sh
source "$repository/Tests/Interop/exim.sh"

dialogue() { "$repository/Tests/Interop/likeness-dialogue" "$@"; }

# reply_to NAME FILE: the lines of the reply in a dialogue's file.
reply_to() { awk -v name="$1:" '/^[^ ]/ { found = ($0 == name) } found && /^ / { sub(/ +$/, ""); print }' "$2"; }

same() { diff <(reply_to "$1" "$scratch/real") <(reply_to "$1" "$scratch/ours"); }
different() { ! diff -q <(reply_to "$1" "$scratch/real") <(reply_to "$1" "$scratch/ours") >/dev/null; }

# compare NAME: the real one's dialogue with the likeness's; `reasons` says what may differ, and why.
compare() {
    local software=$1 name
    start_practice_server --as "$software"
    check "$software: the start line says that it is an imitation" holds "$practice_log" "imitates"
    dialogue "$practice_port" practice.test mail.practice.test >"$scratch/ours"
    check "$software: the real one was asked to the end" matches "$scratch/real" '^QUIT with an argument:'
    while read -r name; do
        if [ -n "${reasons[$name]-}" ]; then
            check "$software: $name differs: ${reasons[$name]}" different "$name"
        else
            check "$software: $name" same "$name"
        fi
    done < <(sed -n 's/^\([^ ].*\):$/\1/p' "$scratch/real")
}

declare -A reasons

[ -d "$certificates" ] || make_certificates
start_postfix "mydestination = local.example
local_recipient_maps = inline:{student=x}
local_transport = discard:
smtpd_tls_security_level = may
smtpd_tls_chain_files = $certificates/server.key, $certificates/server.chain" \
    "tlsmgr unix - - n 1000? 1 tlsmgr"
dialogue "$postfix_port" local.example mx.lab.example >"$scratch/real"
reasons=(
    ["MAIL before EHLO"]="the practice server wants EHLO first, as RFC 5321 does; this Postfix is not told to"
    ["MAIL with a broken path"]="the practice server reads addresses as RFC 5321 writes them; Postfix is lenient"
    [EHLO]="the practice server has users who can log in, so it offers AUTH"
    ["AUTH without a mechanism"]="as above"
    ["AUTH with a foreign mechanism"]="as above"
    ["the last chunk"]="Postfix tells the octets there, too"
    ["BDAT without a number"]="Postfix closes the connection; the practice server explains"
    ["a line too long"]="the practice server's limit is RFC 5321's; Postfix's is larger"
    ["QUIT with an argument"]="the practice server takes QUIT alone; Postfix does not look"
)
compare postfix

# As in Exim's default configuration.
start_exim "  require message = relay not permitted
          domains = +local_domains
  require verify = recipient
  accept" "student:
  driver = redirect
  local_parts = student
  data = :blackhole:"
dialogue "$exim_port" lab.example exim.lab.example >"$scratch/real"
reasons=(
    [EHLO]="this Exim offers CRAM-MD5 in the clear; Debian's, which is imitated, offers AUTH under TLS only"
    ["AUTH without a mechanism"]="as above"
    ["AUTH with a foreign mechanism"]="as above"
    ["MAIL with a broken path"]="Exim has a text for each mistake in an address; the practice server has its own"
    ["RCPT with a broken path"]="as above"
    ["the last chunk"]="Exim tells the octets there, too"
)
compare exim
