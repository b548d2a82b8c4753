/*
 * Build tool: turns sql/queries/ *.sql into queries.def, one line a query:
 *
 *     QUERY(case_lock, ONE, 1, "select ...")
 *
 * A query starts at "-- name:"; "-- rows:" says none, one or many; the number
 * of parameters is the highest $n used. Other comments stay behind.
 *
 * Usage: embed_queries FILE... > queries.def
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char text[64 * 1024], name[64], rows[8];
static size_t length;
static int parameters;

static void finish_query(void)
{
    if (!*name)
        return;
    if (!*rows || !length) {
        fprintf(stderr, "query %s has no %s\n", name, *rows ? "text" : "rows");
        exit(EXIT_FAILURE);
    }
    printf("QUERY(%s, %s, %d,\n%s)\n", name, rows, parameters, text);
    *name = *rows = *text = '\0';
    length = 0;
    parameters = 0;
}

static void add_line(const char *line)
{
    length += (size_t)snprintf(text + length, sizeof text - length, "    \"");
    for (const char *c = line; *c && *c != '\n'; c++) {
        if (*c == '$' && isdigit((unsigned char)c[1]) && (int)strtol(c + 1, NULL, 10) > parameters)
            parameters = (int)strtol(c + 1, NULL, 10);
        length += (size_t)snprintf(text + length, sizeof text - length,
                                   *c == '"' || *c == '\\' ? "\\%c" : "%c", *c);
    }
    length += (size_t)snprintf(text + length, sizeof text - length, "\\n\"\n");
    if (length >= sizeof text) {
        fprintf(stderr, "query %s is too long\n", name);
        exit(EXIT_FAILURE);
    }
}

static void read_file(const char *path)
{
    char line[1024];
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    while (fgets(line, sizeof line, file)) {
        char next[64];
        if (sscanf(line, "-- name: %63s", next) == 1) {
            finish_query();
            memcpy(name, next, sizeof name);
        } else if (sscanf(line, "-- rows: %7s", next) == 1) {
            for (size_t i = 0; i < sizeof rows; i++)
                rows[i] = (char)toupper((unsigned char)next[i]);
        } else if (strncmp(line, "--", 2) != 0 && *line != '\n') {
            add_line(line);
        }
    }
    finish_query();
    fclose(file);
}

int main(int count, char *paths[])
{
    puts("/* Made from sql/queries by sql/embed_queries.c. */");
    for (int i = 1; i < count; i++)
        read_file(paths[i]);
    return EXIT_SUCCESS;
}
