#include "common/fetch/fetch.h"

#include "common/base/memory.h"

#include <curl/curl.h>
#include <stdatomic.h>
#include <string.h>
#include <strings.h>

enum { CONNECT_MS = 2000, WHOLE_MS = 3000, MAX_BYTES = 64 * 1024, MAX_CHARS = 500 };

static const struct {
    const char *code, *meaning;
} outcomes[] = {
    [FETCHED] = { "fetched", "fetched" },
#define FETCH_OUTCOME(name, code, meaning) [FETCH_##name] = { code, meaning },
#include "common/fetch/fetch_outcome.def"
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

/* A part of an address; "" when it has none. */
static const char *part_of(void *memory, CURLU *address, CURLUPart part)
{
    char *text = NULL;
    const bool has_part = curl_url_get(address, part, &text, CURLU_DEFAULT_PORT) == CURLUE_OK;
    const char *copy = memory_text(memory, has_part ? text : "");
    curl_free(text);
    return copy;
}

/* NULL when it is no address. */
static CURLU *address_read(const char *text)
{
    CURLU *address = curl_url();
    if (address && curl_url_set(address, CURLUPART_URL, text, 0) == CURLUE_OK)
        return address;
    curl_url_cleanup(address);
    return NULL;
}

static bool is_this_machine(const char *host)
{
    return strcmp(host, "127.0.0.1") == 0 || strcmp(host, "[::1]") == 0 ||
           strcasecmp(host, "localhost") == 0;
}

static bool is_allowed(void *memory, CURLU *address)
{
    static const CURLUPart unwanted[] = { CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_FRAGMENT };
    const char *scheme = part_of(memory, address, CURLUPART_SCHEME);
    for (size_t i = 0; i < COUNT(unwanted); i++)
        if (*part_of(memory, address, unwanted[i]))
            return false;
    return strcmp(scheme, "https") == 0 ||
           (may_be_loopback && strcmp(scheme, "http") == 0 &&
            is_this_machine(part_of(memory, address, CURLUPART_HOST)));
}

bool fetch_may_ask(const char *text)
{
    SCOPED_MEMORY memory = memory_new();
    CURLU *address = strlen(text) <= MAX_CHARS ? address_read(text) : NULL;
    const bool may_ask = address && is_allowed(memory, address);
    curl_url_cleanup(address);
    return may_ask;
}

bool fetch_same_origin(const char *one, const char *other)
{
    static const CURLUPart origin[] = { CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_PORT };
    SCOPED_MEMORY memory = memory_new();
    CURLU *a = address_read(one), *b = address_read(other);
    bool is_same = a && b;
    for (size_t i = 0; is_same && i < COUNT(origin); i++)
        is_same = strcasecmp(part_of(memory, a, origin[i]), part_of(memory, b, origin[i])) == 0;
    curl_url_cleanup(a);
    curl_url_cleanup(b);
    return is_same;
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
    curl_easy_setopt(curl, CURLOPT_URL, address);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, may_be_loopback ? "http,https" : "https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)WHOLE_MS);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "heed/" HEED_VERSION);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, taking);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, ends_early);
}

static enum fetch_outcome outcome_of(CURLcode code, const struct taking *taking, long status)
{
    if (taking->is_too_large)
        return FETCH_TOO_LARGE;
    if (code == CURLE_OPERATION_TIMEDOUT)
        return FETCH_TIMED_OUT;
    if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE)
        return FETCH_UNTRUSTED;
    if (code)
        return FETCH_UNREACHABLE;
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
