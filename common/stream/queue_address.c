#include "common/stream/queue_address.h"

#include "common/base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_PORT = 6379 };

static int hexadecimal_value(char digit)
{
    return isdigit((unsigned char)digit) ? digit - '0' : tolower((unsigned char)digit) - 'a' + 10;
}

/* A copy of the text with %41 read as A. */
static const char *decoded(void *memory, const char *text)
{
    char *copy = memory_text(memory, text), *to = copy;
    for (const char *from = copy; *from; from++) {
        if (*from == '%' && isxdigit((unsigned char)from[1]) && isxdigit((unsigned char)from[2])) {
            *to++ = (char)(hexadecimal_value(from[1]) * 16 + hexadecimal_value(from[2]));
            from += 2;
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
    return copy;
}

static bool number_read(const char *text, int lowest, int highest, int *number)
{
    char *end;
    const long value = strtol(text, &end, 10);
    *number = (int)value;
    return isdigit((unsigned char)*text) && !*end && value >= lowest && value <= highest;
}

static void credentials_read(void *memory, char *text, struct queue_address *address)
{
    char *password = strchr(text, ':');
    if (password) {
        *password = '\0';
        address->password = decoded(memory, password + 1);
    }
    if (*text)
        address->user = decoded(memory, text);
}

/* "host", "host:port", "[::1]:port" */
static bool host_read(char *text, struct queue_address *address)
{
    char *port;
    address->host = text;
    if (*text == '[') {
        char *end = strchr(text, ']');
        if (!end || (end[1] && end[1] != ':'))
            return false;
        *end = '\0';
        address->host = text + 1;
        port = end[1] ? end + 1 : NULL;
    } else {
        port = strchr(text, ':');
    }
    address->port = DEFAULT_PORT;
    if (!port)
        return *address->host != '\0';
    *port = '\0';
    return *address->host && number_read(port + 1, 1, 65535, &address->port);
}

bool queue_address_read(void *memory, const char *url, struct queue_address *address)
{
    static const char redis[] = "redis://", local[] = "unix://";
    *address = (struct queue_address){ 0 };
    if (strncmp(url, local, strlen(local)) == 0) {
        address->path = memory_text(memory, url + strlen(local));
        return *address->path == '/';
    }
    if (strncmp(url, redis, strlen(redis)) != 0)
        return false;

    char *rest = memory_text(memory, url + strlen(redis));
    char *host = strrchr(rest, '@');
    if (host) {
        *host++ = '\0';
        credentials_read(memory, rest, address);
    } else {
        host = rest;
    }
    char *database = strchr(host, '/');
    if (database)
        *database++ = '\0';
    if (database && *database && !number_read(database, 0, 1000, &address->database))
        return false;
    return host_read(host, address);
}
