# Sourced after servers.sh: Dovecot, only to answer questions about passwords.
# shellcheck shell=bash

# start_dovecot: sets $dovecot_socket, where Postfix asks. It knows student, whose password is $password, and offers
# PLAIN, LOGIN, CRAM-MD5, SCRAM-SHA-1 and SCRAM-SHA-256.
start_dovecot() {
    local home=$scratch/dovecot settings= pid
    password=${password:-canary-$RANDOM$RANDOM$RANDOM}
    dovecot_socket=$home/auth
    mkdir -p "$home"
    # Without root, all of it runs as the one user there is.
    [ "$(id -u)" -eq 0 ] || settings="default_internal_user = $(id -un)
default_internal_group = $(id -gn)
default_login_user = $(id -un)"
    printf 'student:{PLAIN}%s\n' "$password" >"$home/users"
    cat >"$home/dovecot.conf" <<CF
base_dir = $home/run
state_dir = $home/state
log_path = $home/log
protocols =
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login cram-md5 scram-sha-1 scram-sha-256
auth_failure_delay = 0
passdb {
  driver = passwd-file
  args = scheme=PLAIN $home/users
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home=/nonexistent
}
# No waiting after a wrong password, and nothing that only root could do.
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service auth {
  unix_listener $dovecot_socket {
    mode = 0666
  }
}
$settings
CF
    chmod 644 "$home/users"
    /usr/sbin/dovecot -F -c "$home/dovecot.conf" >"$scratch/dovecot.start" 2>&1 &
    pid=$!
    at_exit+=("kill $pid; wait $pid")
    until_true 20 test -S "$dovecot_socket" || { cat "$scratch/dovecot.start" "$home/log"; echo "FAIL Dovecot did not start"; exit 1; }
}
