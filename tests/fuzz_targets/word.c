/* Readers of single words: days and times, identifiers, keys, codes, addresses, settings. What is
 * read is written again as the same. */
#include "common/base/duration.h"
#include "common/base/host.h"
#include "common/base/words.h"
#include "common/domain/key.h"
#include "common/quota/policy.h"
#include "common/seal/credential.h"
#include "common/seal/receipt.h"
#include "common/stream/queue_address.h"
#include "common/web/fetch.h"
#include "tests/fuzz_targets/fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void read_times(const char *text)
{
    char written[INSTANT_TEXT > DAY_WORDS ? INSTANT_TEXT : DAY_WORDS];
    const day on = day_read(text);
    const instant at = instant_read(text);
    if (on != NO_DAY) {
        day_text(on, written);
        assert(strcmp(written, text) == 0 && day_weekday(on) >= 0 && day_weekday(on) < 7);
        day_in_words(on, written);
    }
    if (at != NO_INSTANT) {
        instant_text(at, written);
        assert(instant_read(written) == at);
    }
}

static void read_identifiers(const char *text)
{
    struct uuid id;
    char written[UUID_TEXT], reference[REFERENCE_TEXT], again[REFERENCE_TEXT], digits[12];
    unsigned char bytes[32];
    if (uuid_read(text, &id)) {
        struct uuid same;
        uuid_text(&id, written);
        assert(uuid_read(written, &same) && uuid_equal(&id, &same));
    }
    if (reference_read(text, reference))
        assert(reference_read(reference, again) && strcmp(reference, again) == 0);
    else
        assert(!*reference);
    if (base32_read(text, 10, bytes)) {
        base32_text(bytes, 10, digits);
        assert(base32_read(digits, 10, bytes));
    }
    (void)reference_prefix_is_valid(text);
}

static void read_secrets(const char *text)
{
    unsigned char hash[HASH_BYTES];
    enum credential_kind kind;
    if (credential_read(text, &kind, hash))
        assert(strlen(text) == CREDENTIAL_TEXT - 1);
    const bool is_code = receipt_hash(text, hash);
    assert(receipt_matches(text, hash) == is_code);
    assert(!receipt_matches(text, NULL));
}

static void read_places(const char *text)
{
    void *memory = memory_new();
    struct host host;
    struct networks networks;
    struct queue_address address;
    if (networks_read(memory, text, &networks) && host_read(text, &host))
        assert(networks_hold(&networks, &host));
    if (queue_address_read(memory, text, &address))
        assert(address.path || (address.host && address.port > 0 && address.port < 65536));
    memory_release(&memory);
}

/* Settings and options. */
static void read_settings(const char *text)
{
    void *memory = memory_new();
    int64_t duration;
    struct rate rate;
    size_t count, length = 0;
    if (duration_read(text, &duration))
        assert(*text == 'P' && duration >= 0);
    if (rate_read(text, &rate))
        assert((rate.quota > 0 && rate.seconds > 0 && rate.interval > 0) ||
               strcmp(text, "off") == 0);
    const char **words = words_read(memory, text, ' ', &count);
    for (size_t i = 0; i < count; i++)
        length += strlen(words[i]) + (i > 0);
    assert(length == strlen(text));
    memory_release(&memory);
}

static void read_addresses(const char *text)
{
    if (origin_is_valid(text))
        assert(fetch_same_origin(text, text) && !strpbrk(text, " *,"));
    if (fetch_may_ask(text))
        assert(fetch_same_origin(text, text) && strlen(text) <= 500);
    (void)fetch_same_origin(text, "https://login.example.org/realms/demo");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool is_ready;
    if (!is_ready) {
        time_zone_setup();
        load_ring();
        fetch_setup(true);
        is_ready = true;
    }
    char *text = text_of(data, size);
    read_times(text);
    read_identifiers(text);
    read_secrets(text);
    read_places(text);
    read_settings(text);
    read_addresses(text);
    free(text);
    return 0;
}
