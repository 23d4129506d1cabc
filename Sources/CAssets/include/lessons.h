#ifndef CASSETS_LESSONS_H
#define CASSETS_LESSONS_H

#include "CAssets.h"

/// How many lessons are compiled in.
size_t asset_lesson_count(void);
/// One of them, counted from 0.
struct asset asset_lesson(size_t index);

#endif
