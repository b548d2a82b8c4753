#include "common/web/web_address.h"

#include "common/base/memory.h"

#include <curl/curl.h>
#include <string.h>

/* A part of an address; "" when it has none. */
static const char *part_of(void *memory, CURLU *address, CURLUPart part)
{
    char *text = NULL;
    const bool has_part = curl_url_get(address, part, &text, CURLU_DEFAULT_PORT) == CURLUE_OK;
    const char *copy = memory_text(memory, has_part ? text : "");
    curl_free(text);
    return copy;
}

static bool has_more(void *memory, CURLU *address)
{
    static const CURLUPart unwanted[] = { CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_FRAGMENT };
    for (size_t i = 0; i < COUNT(unwanted); i++)
        if (*part_of(memory, address, unwanted[i]))
            return true;
    return false;
}

static const char *without_brackets(void *memory, const char *host)
{
    const size_t length = strlen(host);
    return *host == '[' ? memory_printf(memory, "%.*s", (int)length - 2, host + 1) : host;
}

bool web_address_read(void *memory, const char *text, struct web_address *address)
{
    if (strlen(text) > WEB_ADDRESS_CHARS)
        return false;
    CURLU *read = curl_url();
    const bool is_one =
        read && curl_url_set(read, CURLUPART_URL, text, 0) == CURLUE_OK && !has_more(memory, read);
    if (is_one)
        *address = (struct web_address){
            .scheme = part_of(memory, read, CURLUPART_SCHEME),
            .host = without_brackets(memory, part_of(memory, read, CURLUPART_HOST)),
            .port = part_of(memory, read, CURLUPART_PORT),
        };
    curl_url_cleanup(read);
    return is_one;
}
