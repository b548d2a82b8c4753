#include "common/web/posting.h"

#include "common/base/memory.h"
#include "common/web/asking.h"
#include "common/web/reach.h"
#include "common/web/web_address.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { CONNECT_MS = 5000, MAX_BYTES = 64 * 1024 };

/* A place for one that is under way. */
struct place {
    CURL *curl; /* NULL: it is free */
    struct curl_slist *headers;
    size_t taken; /* bytes of the answer, its head included */
    bool is_plain, is_blocked, is_too_large;
};

struct postings {
    void *memory;
    CURLM *multi;
    size_t count;
    struct place places[POSTINGS_MAX];
};

static bool is_scheme(const struct web_address *address, const char *scheme)
{
    return strcmp(address->scheme, scheme) == 0;
}

bool posting_may_go(const char *text)
{
    SCOPED_MEMORY memory = memory_new();
    struct web_address address;
    struct host host;
    if (!web_address_read(memory, text, &address))
        return false;
    const bool is_plain = is_scheme(&address, "http");
    if (!is_scheme(&address, "https") && !(is_plain && reach_lists_any()))
        return false;
    return !host_read(address.host, &host) || (is_plain ? reach_lists(&host) : reach_allows(&host));
}

/* The one door: every connection of this file begins here, at the address that was resolved. */
static curl_socket_t open_socket(void *to, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct place *place = to;
    struct host host;
    (void)purpose;
    if (!host_of_socket(&address->addr, &host) ||
        !(place->is_plain ? reach_lists(&host) : reach_allows(&host))) {
        place->is_blocked = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t discard(const char *bytes, size_t size, size_t count, void *to)
{
    struct place *place = to;
    (void)bytes;
    place->taken += size * count;
    place->is_too_large = place->taken > MAX_BYTES;
    return place->is_too_large ? 0 : size * count;
}

struct postings *postings_open(void)
{
    void *memory = memory_new();
    struct postings *postings = NEW(memory, struct postings);
    postings->memory = memory;
    postings->multi = curl_multi_init();
    if (!postings->multi)
        abort();
    return postings;
}

static void free_place(struct postings *postings, struct place *place)
{
    curl_multi_remove_handle(postings->multi, place->curl);
    curl_easy_cleanup(place->curl);
    curl_slist_free_all(place->headers);
    *place = (struct place){ 0 };
    postings->count--;
}

void postings_close(struct postings *postings)
{
    for (size_t i = 0; i < POSTINGS_MAX; i++)
        if (postings->places[i].curl)
            free_place(postings, &postings->places[i]);
    curl_multi_cleanup(postings->multi);
    memory_release(&(void *){ postings->memory });
}

size_t postings_free(const struct postings *postings)
{
    return POSTINGS_MAX - postings->count;
}

static struct curl_slist *header_list(const struct posting *posting)
{
    struct curl_slist *list = curl_slist_append(NULL, "Expect:");
    for (size_t i = 0; list && i < posting->header_count; i++)
        list = curl_slist_append(list, posting->headers[i]);
    if (!list)
        abort();
    return list;
}

/* Names are resolved anew each time, and nothing waits for a resolver that hangs. */
static void prepare(struct place *place, const struct posting *posting)
{
    CURL *curl = place->curl;
    asking_prepare(curl, posting->address, place->is_plain);
    curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, posting->body);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, place->headers);
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, place);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, discard);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, place);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, discard);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, place);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, POSTING_SECONDS * 1000L);
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(curl, CURLOPT_DNS_CACHE_TIMEOUT, 0L);
    curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(curl, CURLOPT_PRIVATE, place);
}

size_t posting_begin(struct postings *postings, const struct posting *posting)
{
    SCOPED_MEMORY memory = memory_new();
    struct web_address address;
    struct place *place = postings->places;
    assert(postings_free(postings));
    while (place->curl)
        place++;
    place->curl = curl_easy_init();
    if (!place->curl)
        abort();
    place->is_plain =
        web_address_read(memory, posting->address, &address) && is_scheme(&address, "http");
    place->headers = header_list(posting);
    prepare(place, posting);
    curl_multi_add_handle(postings->multi, place->curl);
    postings->count++;
    return (size_t)(place - postings->places);
}

/* A status says it all, whatever became of the rest; those of 1xx are not the answer yet. */
static enum fetch_outcome outcome_of(const struct place *place, CURLcode code, long status)
{
    if (status >= 200)
        return status < 300 ? FETCHED : FETCH_STATUS;
    if (place->is_too_large)
        return FETCH_TOO_LARGE;
    if (code == CURLE_COULDNT_CONNECT && place->is_blocked)
        return FETCH_BLOCKED;
    return asking_failure(code);
}

static struct posted end_of(struct postings *postings, const CURLMsg *message)
{
    struct place *place;
    struct posted posted = { 0 };
    const CURLcode code = message->data.result;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &place);
    curl_easy_getinfo(message->easy_handle, CURLINFO_RESPONSE_CODE, &posted.status);
    posted.number = (size_t)(place - postings->places);
    posted.outcome = outcome_of(place, code, posted.status);
    free_place(postings, place);
    return posted;
}

size_t postings_go_on(struct postings *postings, int milliseconds,
                      struct posted finished[POSTINGS_MAX])
{
    int running, left;
    size_t count = 0;
    curl_multi_perform(postings->multi, &running);
    if ((size_t)running == postings->count) {
        curl_multi_poll(postings->multi, NULL, 0, milliseconds, NULL);
        curl_multi_perform(postings->multi, &running);
    }
    for (const CURLMsg *message; (message = curl_multi_info_read(postings->multi, &left));)
        if (message->msg == CURLMSG_DONE)
            finished[count++] = end_of(postings, message);
    return count;
}
