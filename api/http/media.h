/* Types of bodies: what a request sends and what it wants to be answered with. */
#ifndef API_HTTP_MEDIA_H
#define API_HTTP_MEDIA_H

#include <stdbool.h>

/* "application/json", in UTF-8 if it names a character set. */
bool media_is_json(const char *content_type);

/* How much an Accept header (NULL takes everything alike) wants this type, from 0 (not at all)
 * to 1. */
double media_quality(const char *accept, const char *content_type);

/* Whether an Accept header (NULL accepts everything) allows this type. */
bool media_accepts(const char *accept, const char *content_type);

#endif
