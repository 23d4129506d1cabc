#ifndef CASSETS_H
#define CASSETS_H

#include <stddef.h>
#include <stdint.h>

/// One file of `Assets/`, compiled in. The bytes live as long as the program and never change.
struct asset {
    /// The file's path in the repository, for messages.
    const char *path;
    /// Its bytes. They are not terminated by a zero.
    const uint8_t *bytes;
    /// How many bytes there are.
    size_t count;
};

struct asset asset_reply_codes(void);
struct asset asset_enhanced_codes(void);
struct asset asset_commands(void);
struct asset asset_command_replies(void);
struct asset asset_extensions(void);
struct asset asset_auth_mechanisms(void);
struct asset asset_software(void);
struct asset asset_context(void);
struct asset asset_digits(void);
struct asset asset_anomalies(void);
struct asset asset_reasons(void);
struct asset asset_wordings(void);
struct asset asset_tls_cipher_suites(void);
struct asset asset_tls_groups(void);
struct asset asset_tls_alerts(void);

/// The lessons, by name.
size_t asset_lesson_count(void);
struct asset asset_lesson(size_t index);

/// The practice scenarios, the usual one first.
size_t asset_scenario_count(void);
struct asset asset_scenario(size_t index);

/// How other mail software answers, for the practice server to imitate.
size_t asset_likeness_count(void);
struct asset asset_likeness(size_t index);

#endif
