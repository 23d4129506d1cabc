#include "lessons.h"

// `#embed` came with C23; the compiler has it in every mode and only says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

// Each file has its array, and a row in the list below.
#define LESSON(name, file) {"Assets/Lessons/" file, name##_bytes, sizeof name##_bytes}

static const uint8_t say_hello_bytes[] = {
#embed "../../Assets/Lessons/say-hello.lesson"
};

static const struct asset lessons[] = {
    LESSON(say_hello, "say-hello.lesson"),
};

size_t asset_lesson_count(void) { return sizeof lessons / sizeof lessons[0]; }

struct asset asset_lesson(size_t index) { return lessons[index]; }
