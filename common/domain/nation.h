/*
 * The parts of the United Kingdom that have bank holidays of their own, named
 * as the government's bank holiday data names them.
 *
 * Rule: B3.
 */
#ifndef DOMAIN_NATION_H
#define DOMAIN_NATION_H

#include "common/domain/vocabulary.h"

enum nation {
    NATION_NONE,
#define NATION(name, text, title) NATION_##name,
#include "common/domain/nation.def"
#undef NATION
};
extern const struct vocabulary nations;

/* "england-and-wales"; "" for NATION_NONE. */
const char *nation_text(enum nation nation);

/* "England and Wales", for people; "" for NATION_NONE. */
const char *nation_title(enum nation nation);

/* NATION_NONE when no nation has that text. */
enum nation nation_read(const char *text);

#endif
