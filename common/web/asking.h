/* What all that is asked of other services has in common, as options of libcurl. */
#ifndef WEB_ASKING_H
#define WEB_ASKING_H

#include "common/web/fetch.h"

#include <curl/curl.h>

/* No redirection is followed, no proxy and no credential of the environment used, certificates are
 * verified; http:// is spoken only where it may be. libcurl copies the address. */
void asking_prepare(CURL *curl, const char *address, bool may_be_plain);

/* Why nothing came back. */
enum fetch_outcome asking_failure(CURLcode code);

#endif
