/* Lists that are kept or typed as one text: "ceo,handler". */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <stddef.h>

/* The words between the separators; none of NULL or "".
 * Between two separators in a row stands an empty one. Owner: memory. */
const char **words_read(void *memory, const char *text, char separator, size_t *count);

#endif
