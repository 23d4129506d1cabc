#include "CAssets.h"

// `#embed` came with C23; the compiler has it in every mode and only says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

// Each file has its array, and a row in the list below.
#define SCENARIO(name, file) {"Assets/Scenarios/" file, name##_bytes, sizeof name##_bytes}

static const uint8_t standard_bytes[] = {
#embed "../../Assets/Scenarios/standard.scenario"
};

static const uint8_t starttls_injection_bytes[] = {
#embed "../../Assets/Scenarios/starttls-injection.scenario"
};

static const uint8_t starttls_stripped_bytes[] = {
#embed "../../Assets/Scenarios/starttls-stripped.scenario"
};

static const uint8_t starttls_pipelining_bytes[] = {
#embed "../../Assets/Scenarios/starttls-pipelining.scenario"
};

static const uint8_t expired_bytes[] = {
#embed "../../Assets/Scenarios/expired.scenario"
};

static const uint8_t not_yet_valid_bytes[] = {
#embed "../../Assets/Scenarios/not-yet-valid.scenario"
};

static const uint8_t wrong_name_bytes[] = {
#embed "../../Assets/Scenarios/wrong-name.scenario"
};

static const uint8_t self_signed_bytes[] = {
#embed "../../Assets/Scenarios/self-signed.scenario"
};

static const uint8_t unknown_authority_bytes[] = {
#embed "../../Assets/Scenarios/unknown-authority.scenario"
};

static const uint8_t tls1_0_bytes[] = {
#embed "../../Assets/Scenarios/tls1.0.scenario"
};

static const uint8_t auth_downgrade_bytes[] = {
#embed "../../Assets/Scenarios/auth-downgrade.scenario"
};

static const uint8_t greylist_bytes[] = {
#embed "../../Assets/Scenarios/greylist.scenario"
};

static const uint8_t mailbox_full_bytes[] = {
#embed "../../Assets/Scenarios/mailbox-full.scenario"
};

static const uint8_t rate_limit_bytes[] = {
#embed "../../Assets/Scenarios/rate-limit.scenario"
};

static const uint8_t tarpit_bytes[] = {
#embed "../../Assets/Scenarios/tarpit.scenario"
};

static const uint8_t auth_required_bytes[] = {
#embed "../../Assets/Scenarios/auth-required.scenario"
};

static const uint8_t tls_required_bytes[] = {
#embed "../../Assets/Scenarios/tls-required.scenario"
};

static const uint8_t size_bytes[] = {
#embed "../../Assets/Scenarios/size.scenario"
};

static const uint8_t content_refused_bytes[] = {
#embed "../../Assets/Scenarios/content-refused.scenario"
};

static const uint8_t blocklist_bytes[] = {
#embed "../../Assets/Scenarios/blocklist.scenario"
};

static const uint8_t sender_policy_bytes[] = {
#embed "../../Assets/Scenarios/sender-policy.scenario"
};

static const uint8_t callback_bytes[] = {
#embed "../../Assets/Scenarios/callback.scenario"
};

static const uint8_t shutting_down_bytes[] = {
#embed "../../Assets/Scenarios/shutting-down.scenario"
};

static const uint8_t disconnects_bytes[] = {
#embed "../../Assets/Scenarios/disconnects.scenario"
};

static const uint8_t bare_lf_bytes[] = {
#embed "../../Assets/Scenarios/bare-lf.scenario"
};

static const uint8_t relay_denied_bytes[] = {
#embed "../../Assets/Scenarios/relay-denied.scenario"
};

static const uint8_t smuggling_bytes[] = {
#embed "../../Assets/Scenarios/smuggling.scenario"
};

static const uint8_t hang_up_bytes[] = {
#embed "../../Assets/Scenarios/hang-up.scenario"
};

static const struct asset scenarios[] = {
    SCENARIO(standard, "standard.scenario"),
    SCENARIO(starttls_injection, "starttls-injection.scenario"),
    SCENARIO(starttls_stripped, "starttls-stripped.scenario"),
    SCENARIO(starttls_pipelining, "starttls-pipelining.scenario"),
    SCENARIO(expired, "expired.scenario"),
    SCENARIO(not_yet_valid, "not-yet-valid.scenario"),
    SCENARIO(wrong_name, "wrong-name.scenario"),
    SCENARIO(self_signed, "self-signed.scenario"),
    SCENARIO(unknown_authority, "unknown-authority.scenario"),
    SCENARIO(tls1_0, "tls1.0.scenario"),
    SCENARIO(auth_downgrade, "auth-downgrade.scenario"),
    SCENARIO(greylist, "greylist.scenario"),
    SCENARIO(mailbox_full, "mailbox-full.scenario"),
    SCENARIO(rate_limit, "rate-limit.scenario"),
    SCENARIO(tarpit, "tarpit.scenario"),
    SCENARIO(auth_required, "auth-required.scenario"),
    SCENARIO(tls_required, "tls-required.scenario"),
    SCENARIO(size, "size.scenario"),
    SCENARIO(content_refused, "content-refused.scenario"),
    SCENARIO(relay_denied, "relay-denied.scenario"),
    SCENARIO(blocklist, "blocklist.scenario"),
    SCENARIO(sender_policy, "sender-policy.scenario"),
    SCENARIO(callback, "callback.scenario"),
    SCENARIO(shutting_down, "shutting-down.scenario"),
    SCENARIO(disconnects, "disconnects.scenario"),
    SCENARIO(hang_up, "hang-up.scenario"),
    SCENARIO(bare_lf, "bare-lf.scenario"),
    SCENARIO(smuggling, "smuggling.scenario"),
};

size_t asset_scenario_count(void) { return sizeof scenarios / sizeof scenarios[0]; }

struct asset asset_scenario(size_t index) { return scenarios[index]; }
