#include "common/domain/nation.h"

static const char *const nations_texts[] = {
    "",
#define NATION(name, text, title) text,
#include "common/domain/nation.def"
#undef NATION
};
VOCABULARY(nations);

static const char *const titles[] = {
    "",
#define NATION(name, text, title) title,
#include "common/domain/nation.def"
#undef NATION
};

const char *nation_text(enum nation nation)
{
    return vocabulary_text(&nations, (int)nation);
}

const char *nation_title(enum nation nation)
{
    return titles[nation];
}

enum nation nation_read(const char *text)
{
    return (enum nation)vocabulary_read(&nations, text);
}
