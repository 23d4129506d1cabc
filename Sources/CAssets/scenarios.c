#include "CAssets.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

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

static const struct asset scenarios[] = {
    {"Assets/Scenarios/standard.scenario", standard_bytes, sizeof standard_bytes},
    {"Assets/Scenarios/starttls-injection.scenario", starttls_injection_bytes, sizeof starttls_injection_bytes},
    {"Assets/Scenarios/starttls-stripped.scenario", starttls_stripped_bytes, sizeof starttls_stripped_bytes},
    {"Assets/Scenarios/starttls-pipelining.scenario", starttls_pipelining_bytes, sizeof starttls_pipelining_bytes},
    {"Assets/Scenarios/expired.scenario", expired_bytes, sizeof expired_bytes},
    {"Assets/Scenarios/not-yet-valid.scenario", not_yet_valid_bytes, sizeof not_yet_valid_bytes},
    {"Assets/Scenarios/wrong-name.scenario", wrong_name_bytes, sizeof wrong_name_bytes},
    {"Assets/Scenarios/self-signed.scenario", self_signed_bytes, sizeof self_signed_bytes},
    {"Assets/Scenarios/unknown-authority.scenario", unknown_authority_bytes, sizeof unknown_authority_bytes},
    {"Assets/Scenarios/tls1.0.scenario", tls1_0_bytes, sizeof tls1_0_bytes},
    {"Assets/Scenarios/auth-downgrade.scenario", auth_downgrade_bytes, sizeof auth_downgrade_bytes},
    {"Assets/Scenarios/greylist.scenario", greylist_bytes, sizeof greylist_bytes},
    {"Assets/Scenarios/mailbox-full.scenario", mailbox_full_bytes, sizeof mailbox_full_bytes},
    {"Assets/Scenarios/rate-limit.scenario", rate_limit_bytes, sizeof rate_limit_bytes},
    {"Assets/Scenarios/tarpit.scenario", tarpit_bytes, sizeof tarpit_bytes},
    {"Assets/Scenarios/auth-required.scenario", auth_required_bytes, sizeof auth_required_bytes},
    {"Assets/Scenarios/tls-required.scenario", tls_required_bytes, sizeof tls_required_bytes},
    {"Assets/Scenarios/size.scenario", size_bytes, sizeof size_bytes},
    {"Assets/Scenarios/content-refused.scenario", content_refused_bytes, sizeof content_refused_bytes},
    {"Assets/Scenarios/blocklist.scenario", blocklist_bytes, sizeof blocklist_bytes},
    {"Assets/Scenarios/sender-policy.scenario", sender_policy_bytes, sizeof sender_policy_bytes},
    {"Assets/Scenarios/callback.scenario", callback_bytes, sizeof callback_bytes},
    {"Assets/Scenarios/shutting-down.scenario", shutting_down_bytes, sizeof shutting_down_bytes},
    {"Assets/Scenarios/disconnects.scenario", disconnects_bytes, sizeof disconnects_bytes},
    {"Assets/Scenarios/bare-lf.scenario", bare_lf_bytes, sizeof bare_lf_bytes},
};

size_t asset_scenario_count(void) { return sizeof scenarios / sizeof scenarios[0]; }

struct asset asset_scenario(size_t index) { return scenarios[index]; }
