// What Swift cannot reach of the system by itself.

#ifndef CUNIX_H
#define CUNIX_H

#include "cu_file_facts.h"
#include "cu_hidden_input.h"
#include "cu_process.h"

#endif
