#include "api/http/media.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char white[] = " \t";

/* Characters of the type itself, without parameters and white space: "text/plain; q=1" has 10. */
static size_t type_length(const char *media)
{
    return strcspn(media, " \t;,");
}

static bool is_type(const char *media, const char *type)
{
    return type_length(media) == strlen(type) && strncasecmp(media, type, strlen(type)) == 0;
}

/* The value of a parameter up to the next comma, NULL when there is none. */
static const char *parameter(const char *media, const char *name)
{
    const char *at = media + type_length(media);
    for (;;) {
        at += strspn(at, white);
        if (*at != ';')
            return NULL;
        at += 1 + strspn(at + 1, white);
        if (strncasecmp(at, name, strlen(name)) == 0 && at[strlen(name)] == '=')
            return at + strlen(name) + 1;
        at += strcspn(at, ";,");
    }
}

bool media_is_json(const char *content_type)
{
    const char *media = content_type + strspn(content_type, white);
    if (!is_type(media, "application/json") || strchr(media, ','))
        return false;
    const char *charset = parameter(media, "charset");
    if (!charset)
        return true;
    const bool is_utf_8 = is_type(charset, "utf-8") || is_type(charset, "\"utf-8\"");
    return is_utf_8 && !parameter(charset, "charset");
}

/* "application/json" is matched by itself, by "application" followed by a star, by two stars. */
static bool matches(const char *range, const char *type)
{
    const size_t main_length = strcspn(type, "/") + 1;
    if (is_type(range, "*/*") || is_type(range, "*"))
        return true;
    if (type_length(range) == main_length + 1 && range[main_length] == '*')
        return strncasecmp(range, type, main_length) == 0;
    return type_length(range) == type_length(type) &&
           strncasecmp(range, type, type_length(type)) == 0;
}

double media_quality(const char *accept, const char *content_type)
{
    double best = 0;
    if (!accept || !accept[strspn(accept, white)])
        return 1;
    while (*accept) {
        accept += strspn(accept, " \t,");
        const char *given = parameter(accept, "q");
        const double quality = given ? strtod(given, NULL) : 1;
        if (*accept && quality > best && matches(accept, content_type))
            best = quality;
        accept += strcspn(accept, ",");
    }
    return best;
}

bool media_accepts(const char *accept, const char *content_type)
{
    return media_quality(accept, content_type) > 0;
}
