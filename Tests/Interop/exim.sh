# Sourced after servers.sh: Exim, from the folder where install-needs has unpacked it.
# shellcheck shell=bash

# shellcheck source=certificates.sh
source "$repository/Tests/Interop/certificates.sh"

# start_exim [CHECKS [ROUTERS]]: on $exim_port, with STARTTLS, and CRAM-MD5 for student, whose password is $password. It
# keeps what it takes in its queue. CHECKS are other rules for recipients, ROUTERS other routes than the one that defers.
start_exim() {
    local home=$scratch/exim pid
    [ -d "$certificates" ] || make_certificates
    password=${password:-canary-$RANDOM$RANDOM$RANDOM}
    exim_port=$(free_port)
    mkdir -p "$home/spool" "$home/log"
    # It runs itself again as a user who may not look into the cache folder.
    cp "${XDG_CACHE_HOME:-$HOME/.cache}/smtpx-tests/exim/usr/sbin/exim4" "$home/exim4"
    cat >"$home/config" <<CF
primary_hostname = exim.lab.example
domainlist local_domains = lab.example
spool_directory = $home/spool
log_file_path = $home/log/%slog
pid_file_path = $home/pid
keep_environment =
queue_only = true
local_interfaces = 127.0.0.1
rfc1413_query_timeout = 0s
tls_advertise_hosts = *
tls_certificate = $certificates/server.chain
tls_privatekey = $certificates/server.key
acl_smtp_rcpt = rcpt
acl_smtp_data = accept
prdr_enable = true
acl_smtp_data_prdr = verdict
begin acl
verdict:
  deny local_parts = refused
    message = this content is refused
  accept
rcpt:
${1-  accept domains = +local_domains
  accept authenticated = *
  deny message = relay not permitted}
begin routers
${2-hold:
  driver = redirect
  data = :defer:
  allow_defer}
begin authenticators
cram:
  driver = cram_md5
  public_name = CRAM-MD5
  server_secret = \${if eq{\$auth1}{student}{$password}fail}
  server_set_id = \$auth1
CF
    $sudo chown -R root:root "$home/config"
    $sudo chown -R Debian-exim:Debian-exim "$home/spool" "$home/log"
    $sudo "$home/exim4" -C "$home/config" -bdf -oX "127.0.0.1:$exim_port" >"$scratch/exim.start" 2>&1 &
    pid=$!
    at_exit+=("$sudo kill $pid; wait $pid")
    until_true 20 listens "$exim_port" || { $sudo cat "$scratch/exim.start" "$home"/log/*; echo "FAIL Exim did not start"; exit 1; }
}
