# Sourced after servers.sh: the certificates of a small authority, made anew for each run.
# shellcheck shell=bash

certificates=$scratch/certificates

# make_certificates: an authority, its intermediate, and what they and others have signed, all in $certificates. Of each
# NAME there are NAME.pem (the certificate alone), NAME.chain (with the intermediate) and NAME.key.
#   server       for localhost, mail.lab.example and 127.0.0.1, with an EC key
#   rsa          the same with an RSA key
#   expired      ended three days ago
#   future       begins in three days
#   soon         ends in five days
#   wrong-name   for other.example and *.other.example
#   name-only    localhost as common name, and no SAN
#   self-signed  for localhost, by itself; its chain is itself
#   client       of a client; client-encrypted.key is its key, which $client_passphrase opens
# And: authority.pem and stranger.pem (authorities; nobody here is signed by the stranger), unordered.chain and
# extra.chain (server's chain with the authority before the intermediate, and with a stranger's certificate in it).
make_certificates() {
    client_passphrase='open sesame'
    mkdir -p "$certificates/issued"
    : >"$certificates/index"
    cat >"$certificates/issuing.cnf" <<CNF
[ca]
default_ca = settings
[settings]
database = $certificates/index
new_certs_dir = $certificates/issued
rand_serial = yes
unique_subject = no
default_md = sha256
policy = anything
[anything]
commonName = supplied
organizationName = optional
CNF
    (
        set -e
        cd "$certificates"
        make_authority authority 'SMTP lab authority'
        make_authority stranger 'Somebody else'
        make_certificate intermediate 'SMTP lab intermediate' authority 'basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign'
        local names='DNS:localhost, DNS:mail.lab.example, IP:127.0.0.1'
        local urls='authorityInfoAccess = OCSP;URI:http://ocsp.lab.example/, caIssuers;URI:http://lab.example/intermediate.der'
        make_certificate server mail.lab.example intermediate "$(server_extensions "$names")
$urls"
        key_type=RSA make_certificate rsa mail.lab.example intermediate "$(server_extensions "$names")"
        begin='-30 days' end='-3 days' make_certificate expired mail.lab.example intermediate "$(server_extensions "$names")"
        begin='+3 days 1 hour' make_certificate future mail.lab.example intermediate "$(server_extensions "$names")"
        end='+5 days 1 hour' make_certificate soon mail.lab.example intermediate "$(server_extensions "$names")"
        make_certificate wrong-name other.example intermediate "$(server_extensions 'DNS:other.example, DNS:*.other.example')"
        make_certificate name-only localhost intermediate 'extendedKeyUsage = serverAuth'
        make_authority self-signed localhost "$(server_extensions "$names")"
        cp self-signed.pem self-signed.chain
        make_certificate client 'A client' authority 'extendedKeyUsage = clientAuth'
        openssl pkey -in client.key -aes256 -passout "pass:$client_passphrase" -out client-encrypted.key
        cat server.pem authority.pem intermediate.pem >unordered.chain
        cat server.pem intermediate.pem stranger.pem authority.pem >extra.chain
        # Servers read them as users of their own.
        chmod 644 ./*.key
        chmod 600 client*.key
    ) >"$scratch/certificates.log" 2>&1
    # Not "||": in its left side nothing ends at the first error.
    # shellcheck disable=SC2181
    [ $? -eq 0 ] || { cat "$scratch/certificates.log"; echo "FAIL no certificates"; exit 1; }
}

# pin NAME: the SHA-256 of the key of a certificate, in base64.
pin() { openssl x509 -in "$certificates/$1.pem" -noout -pubkey | openssl pkey -pubin -outform DER | openssl sha256 -binary | base64; }

# fingerprint NAME: the SHA-256 of a certificate, in hexadecimal digits and colons.
fingerprint() { openssl x509 -in "$certificates/$1.pem" -noout -fingerprint -sha256 | cut -d= -f2; }

server_extensions() {
    printf 'basicConstraints = critical, CA:FALSE\nkeyUsage = critical, digitalSignature, keyEncipherment\n'
    printf 'extendedKeyUsage = serverAuth\nsubjectAltName = %s\n' "$1"
}

make_key() {
    case ${key_type:-EC} in
        EC) openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" ;;
        RSA) openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$1.key" ;;
    esac
}

# make_authority NAME COMMON-NAME [EXTENSIONS]: a certificate signed by itself.
make_authority() {
    make_key "$1"
    {
        printf '[req]\nprompt = no\ndistinguished_name = name\nx509_extensions = extensions\n[name]\nCN = %s\n[extensions]\n' "$2"
        printf 'subjectKeyIdentifier = hash\n%s\n' "${3:-basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign}"
    } >"$1.cnf"
    openssl req -x509 -new -key "$1.key" -sha256 -days 60 -config "$1.cnf" -out "$1.pem"
}

# make_certificate NAME COMMON-NAME ISSUER EXTENSIONS: valid from $begin (else yesterday) to $end (else in 60 days).
make_certificate() {
    make_key "$1"
    printf 'subjectKeyIdentifier = hash\nauthorityKeyIdentifier = keyid\n%s\n' "$4" >"$1.extensions"
    openssl req -new -key "$1.key" -subj "/O=SMTP lab/CN=$2" -out "$1.request"
    openssl ca -batch -notext -config issuing.cnf -cert "$3.pem" -keyfile "$3.key" -in "$1.request" \
        -startdate "$(moment "${begin:--1 day}")" -enddate "$(moment "${end:-+60 days}")" \
        -extfile "$1.extensions" -out "$1.pem"
    cat "$1.pem" >"$1.chain"
    [ "$3" != intermediate ] || cat intermediate.pem >>"$1.chain"
}

moment() { date -u -d "$1" +%Y%m%d%H%M%SZ; }
