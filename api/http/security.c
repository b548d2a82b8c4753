#include "api/http/security.h"

#include "api/http/exchange_state.h"

#include <string.h>

struct header {
    const char *name, *value;
};

static const struct header on_every_answer[] = {
    { "X-Content-Type-Options", "nosniff" },
    { "Referrer-Policy", "no-referrer" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
};

static const struct header on_pages[] = {
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Permissions-Policy", "camera=(), display-capture=(), fullscreen=(), geolocation=(), "
                            "microphone=(), payment=(), usb=()" },
    { "X-Frame-Options", "DENY" },
};

static void add(struct exchange *exchange, const struct header *headers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        reply_header(exchange, headers[i].name, headers[i].value);
}

static bool is_page(const struct exchange *exchange)
{
    const char *type = u_map_get_case(exchange->response->map_header, "Content-Type");
    return type && (strncmp(type, "text/html", strlen("text/html")) == 0 ||
                    strcmp(type, "image/svg+xml") == 0);
}

void security_headers(struct exchange *exchange)
{
    const struct server_settings *settings = exchange->settings;
    const bool page = is_page(exchange);
    add(exchange, on_every_answer, COUNT(on_every_answer));
    if (page)
        add(exchange, on_pages, COUNT(on_pages));
    reply_header(exchange, "Content-Security-Policy",
                 page ? settings->page_policy : "default-src 'none'; frame-ancestors 'none'");
    if (strncmp(settings->public_url, "https://", strlen("https://")) == 0)
        reply_header(exchange, "Strict-Transport-Security", "max-age=31536000");
}
