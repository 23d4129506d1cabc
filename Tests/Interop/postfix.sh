# Sourced by servers.sh: Postfix, and what it delivers.
# shellcheck shell=bash

# start_postfix [SETTINGS [SERVICES]]: a real Postfix with a configuration of its own, and more lines of main.cf and
# master.cf; sets $postfix_port. It takes mail for student@lab.example (kept in a Maildir), refuses every other recipient
# there, and relays nothing.
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
${1-}
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
${2-}
CF
    at_exit+=("$sudo /usr/sbin/postfix -c '$home/config' stop")
    $sudo /usr/sbin/postfix -c "$home/config" start >"$scratch/postfix.start" 2>&1
    until_true 20 listens "$postfix_port" || { cat "$scratch/postfix.start" "$home/data/maillog"; echo "FAIL Postfix did not start"; exit 1; }
}

# delivery: what stands in the student's Maildir, once it is there.
delivery() { $sudo sh -c "cat '$postfix_home'/mail/student/new/*"; }
has_delivery() { $sudo sh -c "ls '$postfix_home'/mail/student/new/* 2>/dev/null | grep -q ."; }
