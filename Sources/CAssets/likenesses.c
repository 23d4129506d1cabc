#include "CAssets.h"

// `#embed` came with C23; the compiler has it in every mode and only says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

// Each file has its array, and a row in the list below.
#define LIKENESS(name) {"Assets/Likenesses/" #name ".tsv", name##_bytes, sizeof name##_bytes}

static const uint8_t postfix_bytes[] = {
#embed "../../Assets/Likenesses/postfix.tsv"
};

static const uint8_t exim_bytes[] = {
#embed "../../Assets/Likenesses/exim.tsv"
};

static const uint8_t sendmail_bytes[] = {
#embed "../../Assets/Likenesses/sendmail.tsv"
};

static const uint8_t opensmtpd_bytes[] = {
#embed "../../Assets/Likenesses/opensmtpd.tsv"
};

static const uint8_t exchange_bytes[] = {
#embed "../../Assets/Likenesses/exchange.tsv"
};

static const uint8_t gmail_bytes[] = {
#embed "../../Assets/Likenesses/gmail.tsv"
};

static const uint8_t qmail_bytes[] = {
#embed "../../Assets/Likenesses/qmail.tsv"
};

static const struct asset likenesses[] = {
    LIKENESS(postfix), LIKENESS(exim), LIKENESS(sendmail), LIKENESS(opensmtpd), LIKENESS(exchange), LIKENESS(gmail),
    LIKENESS(qmail),
};

size_t asset_likeness_count(void) {
    return sizeof likenesses / sizeof likenesses[0];
}

struct asset asset_likeness(size_t index) {
    return likenesses[index];
}
