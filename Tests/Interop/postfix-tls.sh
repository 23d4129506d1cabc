# Sourced after servers.sh: Postfix with TLS, and with passwords that Dovecot knows.
# shellcheck shell=bash

# shellcheck source=certificates.sh
source "$repository/Tests/Interop/certificates.sh"
# shellcheck source=dovecot-sasl.sh
source "$repository/Tests/Interop/dovecot-sasl.sh"

# start_postfix_tls [NAME…]: one Postfix with these services:
#   $postfix_port        STARTTLS, and AUTH only under TLS
#   $postfix_tls_port    implicit TLS, as on port 465
#   $postfix_open_port   STARTTLS, and AUTH in the clear too
#   ${postfix_with[NAME]}  STARTTLS with that certificate (see make_certificates)
# shellcheck disable=SC2034
start_postfix_tls() {
    local services name
    [ -d "$certificates" ] || make_certificates
    start_dovecot
    postfix_tls_port=$(free_port)
    postfix_open_port=$(free_port)
    services="tlsmgr unix - - n 1000? 1 tlsmgr
127.0.0.1:$postfix_tls_port inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
127.0.0.1:$postfix_open_port inet n - n - - smtpd -o smtpd_tls_auth_only=no"
    declare -gA postfix_with=()
    for name in "$@"; do
        postfix_with[$name]=$(free_port)
        services+="
127.0.0.1:${postfix_with[$name]} inet n - n - - smtpd -o smtpd_tls_chain_files=$certificates/$name.key,$certificates/$name.chain"
    done
    start_postfix "smtpd_tls_security_level = may
smtpd_tls_chain_files = $certificates/server.key, $certificates/server.chain
smtpd_tls_auth_only = yes
smtpd_tls_loglevel = 1
smtpd_tls_received_header = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = $dovecot_socket
smtpd_sasl_security_options = noanonymous
smtpd_sasl_authenticated_header = yes" "$services"
}
