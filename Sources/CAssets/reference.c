#include "CAssets.h"

// `#embed` came with C23; the compiler has it in every mode and only says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

// `#embed` takes no macro in its place, so each file has its array, and one macro makes the function around it.
#define ASSET(name, file) \
    struct asset asset_##name(void) { \
        return (struct asset){"Assets/Reference/" file, name##_bytes, sizeof name##_bytes}; \
    }

static const uint8_t reply_codes_bytes[] = {
#embed "../../Assets/Reference/reply_codes.tsv"
};
ASSET(reply_codes, "reply_codes.tsv")

static const uint8_t enhanced_codes_bytes[] = {
#embed "../../Assets/Reference/enhanced_codes.tsv"
};
ASSET(enhanced_codes, "enhanced_codes.tsv")

static const uint8_t commands_bytes[] = {
#embed "../../Assets/Reference/commands.tsv"
};
ASSET(commands, "commands.tsv")

static const uint8_t command_replies_bytes[] = {
#embed "../../Assets/Reference/command_replies.tsv"
};
ASSET(command_replies, "command_replies.tsv")

static const uint8_t extensions_bytes[] = {
#embed "../../Assets/Reference/extensions.tsv"
};
ASSET(extensions, "extensions.tsv")

static const uint8_t auth_mechanisms_bytes[] = {
#embed "../../Assets/Reference/auth_mechanisms.tsv"
};
ASSET(auth_mechanisms, "auth_mechanisms.tsv")

static const uint8_t software_bytes[] = {
#embed "../../Assets/Reference/software.tsv"
};
ASSET(software, "software.tsv")

static const uint8_t context_bytes[] = {
#embed "../../Assets/Reference/context.tsv"
};
ASSET(context, "context.tsv")

static const uint8_t digits_bytes[] = {
#embed "../../Assets/Reference/digits.tsv"
};
ASSET(digits, "digits.tsv")

static const uint8_t anomalies_bytes[] = {
#embed "../../Assets/Reference/anomalies.tsv"
};
ASSET(anomalies, "anomalies.tsv")

static const uint8_t reasons_bytes[] = {
#embed "../../Assets/Reference/reasons.tsv"
};
ASSET(reasons, "reasons.tsv")

static const uint8_t wordings_bytes[] = {
#embed "../../Assets/Reference/wordings.tsv"
};
ASSET(wordings, "wordings.tsv")

static const uint8_t tls_cipher_suites_bytes[] = {
#embed "../../Assets/Reference/tls_cipher_suites.tsv"
};
ASSET(tls_cipher_suites, "tls_cipher_suites.tsv")

static const uint8_t tls_groups_bytes[] = {
#embed "../../Assets/Reference/tls_groups.tsv"
};
ASSET(tls_groups, "tls_groups.tsv")

static const uint8_t tls_alerts_bytes[] = {
#embed "../../Assets/Reference/tls_alerts.tsv"
};
ASSET(tls_alerts, "tls_alerts.tsv")
