/*
 * A standard of a procedure in plain words: how long, counted from when, for
 * what. Whatever is answered belongs to 'memory'.
 *
 * Rule: A7, C1, C11.
 */
#ifndef PUBLICATION_STANDARD_WORDS_H
#define PUBLICATION_STANDARD_WORDS_H

#include "common/domain/procedure.h"

/* "within 3 working days", "at least every 14 days", "at the next meeting of the Board of
 * Trustees; …". */
const char *standard_time(void *memory, const struct standard *standard);
/* Its first words: "within 3 working days". */
const char *standard_limit(void *memory, const struct standard *standard);

/* "when it reaches us or it is opened again". */
const char *standard_start(void *memory, const struct standard *standard);

/* "complaints by e-mail or by post (Data protection), at the stage: Board of Trustees";
 * "everything that you tell us" when it is for every kind. */
const char *standard_scope(void *memory, const struct procedure *procedure,
                           const struct standard *standard);

/* A promise of ours to whoever raised the case: neither a limit that is not ours nor one that is
 * kept between staff. Rule: C13, D17. */
bool standard_is_public(const struct standard *standard);
/* Whether it is, among others, for complaints; and then whatever they are about, and public. */
bool standard_covers_complaints(const struct standard *standard);
bool standard_is_for_complaints(const struct standard *standard);
bool standard_is_in_stage(const struct standard *standard, const char *stage);

#endif
