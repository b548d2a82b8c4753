#include "common/base/words.h"

#include "common/base/memory.h"

#include <string.h>

const char **words_read(void *memory, const char *text, char separator, size_t *count)
{
    const char separators[] = { separator, '\0' }, **words = NULL;
    char *rest = text && *text ? memory_text(memory, text) : NULL;
    size_t room = 0;
    *count = 0;
    for (char *word = strsep(&rest, separators); word; word = strsep(&rest, separators)) {
        GROW(memory, words, *count, room);
        words[(*count)++] = word;
    }
    return words;
}
