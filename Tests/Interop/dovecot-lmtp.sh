# Sourced after servers.sh: Dovecot, only to take mail by LMTP.
# shellcheck shell=bash

# start_dovecot_lmtp: sets $lmtp_socket. It has a mailbox for student@lab.example, and one for stuck@lab.example that cannot
# be written to; it knows nobody else.
start_dovecot_lmtp() {
    local home=$scratch/lmtp settings= pid owner
    lmtp_socket=$home/lmtp
    lmtp_home=$home
    owner=$(id -u nobody):$(id -g nobody)
    mkdir -p "$home/mail/student"
    # Without root, all of it runs as the one user there is.
    [ "$(id -u)" -eq 0 ] || {
        settings="default_internal_user = $(id -un)
default_internal_group = $(id -gn)
default_login_user = $(id -un)"
        owner=$(id -u):$(id -g)
    }
    [ "$(id -u)" -ne 0 ] || chown -R "$owner" "$home/mail"
    printf 'student@lab.example::%s::%s/mail/student::\nstuck@lab.example::%s::/proc/nowhere::\n' \
        "$owner" "$home" "$owner" >"$home/users"
    cat >"$home/dovecot.conf" <<CF
base_dir = $home/run
state_dir = $home/state
log_path = $home/log
protocols = lmtp
ssl = no
hostname = lmtp.lab.example
postmaster_address = postmaster@lab.example
mail_location = maildir:~/Maildir
first_valid_uid = 1
passdb {
  driver = passwd-file
  args = $home/users
}
userdb {
  driver = passwd-file
  args = $home/users
}
service anvil {
  chroot =
}
service lmtp {
  unix_listener $lmtp_socket {
    mode = 0666
  }
}
$settings
CF
    chmod 644 "$home/users"
    /usr/sbin/dovecot -F -c "$home/dovecot.conf" >"$scratch/lmtp.start" 2>&1 &
    pid=$!
    at_exit+=("kill $pid; wait $pid")
    until_true 20 test -S "$lmtp_socket" || { cat "$scratch/lmtp.start" "$home/log"; echo "FAIL Dovecot did not start"; exit 1; }
}
