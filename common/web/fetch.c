#include "common/web/fetch.h"

#include "common/base/memory.h"
#include "common/web/asking.h"
#include "common/web/web_address.h"

#include <stdatomic.h>
#include <string.h>
#include <strings.h>

enum { CONNECT_MS = 2000, WHOLE_MS = 3000, MAX_BYTES = 64 * 1024 };

static const struct {
    const char *code, *meaning;
} outcomes[] = {
    [FETCHED] = { "fetched", "fetched" },
#define FETCH_OUTCOME(name, code, meaning) [FETCH_##name] = { code, meaning },
#include "common/web/fetch_outcome.def"
#undef FETCH_OUTCOME
};

static bool may_be_loopback;
static atomic_bool stopping;

const char *fetch_outcome_code(enum fetch_outcome outcome)
{
    return outcomes[outcome].code;
}

const char *fetch_outcome_meaning(enum fetch_outcome outcome)
{
    return outcomes[outcome].meaning;
}

void fetch_setup(bool loopback)
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
    may_be_loopback = loopback;
}

void fetch_stop(void)
{
    atomic_store(&stopping, true);
}

static bool is_this_machine(const char *host)
{
    return strcmp(host, "127.0.0.1") == 0 || strcmp(host, "::1") == 0 ||
           strcasecmp(host, "localhost") == 0;
}

bool fetch_may_ask(const char *text)
{
    SCOPED_MEMORY memory = memory_new();
    struct web_address address;
    return web_address_read(memory, text, &address) &&
           (strcmp(address.scheme, "https") == 0 ||
            (may_be_loopback && strcmp(address.scheme, "http") == 0 &&
             is_this_machine(address.host)));
}

bool fetch_same_origin(const char *one, const char *other)
{
    SCOPED_MEMORY memory = memory_new();
    struct web_address a, b;
    return web_address_read(memory, one, &a) && web_address_read(memory, other, &b) &&
           strcasecmp(a.scheme, b.scheme) == 0 && strcasecmp(a.host, b.host) == 0 &&
           strcasecmp(a.port, b.port) == 0;
}

struct taking {
    char bytes[MAX_BYTES + 1];
    size_t length;
    bool is_too_large;
};

static size_t take(const char *bytes, size_t size, size_t count, void *to)
{
    struct taking *taking = to;
    if (size * count > MAX_BYTES - taking->length) {
        taking->is_too_large = true;
        return 0;
    }
    memcpy(taking->bytes + taking->length, bytes, size * count);
    taking->length += size * count;
    return size * count;
}

static int ends_early(void *nothing, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    (void)nothing, (void)a, (void)b, (void)c, (void)d;
    return atomic_load(&stopping);
}

static void prepare(CURL *curl, const char *address, struct taking *taking)
{
    asking_prepare(curl, address, may_be_loopback);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)WHOLE_MS);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, taking);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, ends_early);
}

static enum fetch_outcome outcome_of(CURLcode code, const struct taking *taking, long status)
{
    if (taking->is_too_large)
        return FETCH_TOO_LARGE;
    if (code)
        return asking_failure(code);
    return status == 200 ? FETCHED : FETCH_STATUS;
}

enum fetch_outcome fetch(void *memory, const char *address, struct fetched *fetched)
{
    struct taking *taking = NEW(memory, struct taking);
    *fetched = (struct fetched){ .text = "" };
    if (!fetch_may_ask(address))
        return FETCH_ADDRESS;
    CURL *curl = curl_easy_init();
    if (!curl)
        return FETCH_UNREACHABLE;
    prepare(curl, address, taking);
    const CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &fetched->status);
    curl_easy_cleanup(curl);
    const enum fetch_outcome outcome = outcome_of(code, taking, fetched->status);
    if (outcome == FETCHED) {
        fetched->text = taking->bytes;
        fetched->length = taking->length;
    }
    return outcome;
}
