/* Readers of single words: days and times, identifiers, keys, codes, addresses. What is read is
 * written again as the same. */
#include "common/base/host.h"
#include "common/seal/credential.h"
#include "common/seal/receipt.h"
#include "common/stream/queue_address.h"
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

static void load_ring(void)
{
    void *memory = memory_new();
    if (!key_ring_load(key_ring_generate(memory), stderr))
        abort();
    memory_release(&memory);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool is_ready;
    if (!is_ready) {
        time_zone_setup();
        load_ring();
        is_ready = true;
    }
    char *text = text_of(data, size);
    read_times(text);
    read_identifiers(text);
    read_secrets(text);
    read_places(text);
    free(text);
    return 0;
}
