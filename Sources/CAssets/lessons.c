#include "CAssets.h"

// `#embed` came with C23; the compiler has it in every mode and only says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

// Each file has its array, and a row in the list below.
#define LESSON(name, file) {"Assets/Lessons/" file, name##_bytes, sizeof name##_bytes}

static const uint8_t auth_plain_bytes[] = {
#embed "../../Assets/Lessons/auth-plain.lesson"
};

static const uint8_t bad_sequence_bytes[] = {
#embed "../../Assets/Lessons/bad-sequence.lesson"
};

static const uint8_t bdat_bytes[] = {
#embed "../../Assets/Lessons/bdat.lesson"
};

static const uint8_t certificates_bytes[] = {
#embed "../../Assets/Lessons/certificates.lesson"
};

static const uint8_t dot_stuffing_bytes[] = {
#embed "../../Assets/Lessons/dot-stuffing.lesson"
};

static const uint8_t enhanced_codes_bytes[] = {
#embed "../../Assets/Lessons/enhanced-codes.lesson"
};

static const uint8_t envelope_and_header_bytes[] = {
#embed "../../Assets/Lessons/envelope-and-header.lesson"
};

static const uint8_t greylisting_bytes[] = {
#embed "../../Assets/Lessons/greylisting.lesson"
};

static const uint8_t mailbox_full_bytes[] = {
#embed "../../Assets/Lessons/mailbox-full.lesson"
};

static const uint8_t pipelining_bytes[] = {
#embed "../../Assets/Lessons/pipelining.lesson"
};

static const uint8_t quitting_well_bytes[] = {
#embed "../../Assets/Lessons/quitting-well.lesson"
};

static const uint8_t reading_a_bounce_bytes[] = {
#embed "../../Assets/Lessons/reading-a-bounce.lesson"
};

static const uint8_t reading_a_reply_bytes[] = {
#embed "../../Assets/Lessons/reading-a-reply.lesson"
};

static const uint8_t relaying_denied_bytes[] = {
#embed "../../Assets/Lessons/relaying-denied.lesson"
};

static const uint8_t say_hello_bytes[] = {
#embed "../../Assets/Lessons/say-hello.lesson"
};

static const uint8_t scram_bytes[] = {
#embed "../../Assets/Lessons/scram.lesson"
};

static const uint8_t size_bytes[] = {
#embed "../../Assets/Lessons/size.lesson"
};

static const uint8_t small_commands_bytes[] = {
#embed "../../Assets/Lessons/small-commands.lesson"
};

static const uint8_t smuggling_bytes[] = {
#embed "../../Assets/Lessons/smuggling.lesson"
};

static const uint8_t starttls_bytes[] = {
#embed "../../Assets/Lessons/starttls.lesson"
};

static const uint8_t starttls_injection_bytes[] = {
#embed "../../Assets/Lessons/starttls-injection.lesson"
};

static const uint8_t syntax_bytes[] = {
#embed "../../Assets/Lessons/syntax.lesson"
};

static const uint8_t your_first_message_bytes[] = {
#embed "../../Assets/Lessons/your-first-message.lesson"
};

static const struct asset lessons[] = {
    LESSON(auth_plain, "auth-plain.lesson"),
    LESSON(bad_sequence, "bad-sequence.lesson"),
    LESSON(bdat, "bdat.lesson"),
    LESSON(certificates, "certificates.lesson"),
    LESSON(dot_stuffing, "dot-stuffing.lesson"),
    LESSON(enhanced_codes, "enhanced-codes.lesson"),
    LESSON(envelope_and_header, "envelope-and-header.lesson"),
    LESSON(greylisting, "greylisting.lesson"),
    LESSON(mailbox_full, "mailbox-full.lesson"),
    LESSON(pipelining, "pipelining.lesson"),
    LESSON(quitting_well, "quitting-well.lesson"),
    LESSON(reading_a_bounce, "reading-a-bounce.lesson"),
    LESSON(reading_a_reply, "reading-a-reply.lesson"),
    LESSON(relaying_denied, "relaying-denied.lesson"),
    LESSON(say_hello, "say-hello.lesson"),
    LESSON(scram, "scram.lesson"),
    LESSON(size, "size.lesson"),
    LESSON(small_commands, "small-commands.lesson"),
    LESSON(smuggling, "smuggling.lesson"),
    LESSON(starttls, "starttls.lesson"),
    LESSON(starttls_injection, "starttls-injection.lesson"),
    LESSON(syntax, "syntax.lesson"),
    LESSON(your_first_message, "your-first-message.lesson"),
};

size_t asset_lesson_count(void) { return sizeof lessons / sizeof lessons[0]; }

struct asset asset_lesson(size_t index) { return lessons[index]; }
