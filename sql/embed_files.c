/*
 * Build tool: writes each file as a row
 *
 *     EMBEDDED("001_organisation.sql", 1234, "\151\156...")
 *
 * so that the programs carry it with them.
 *
 * Usage: embed_files FILE... > files.def
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void embed(const char *path)
{
    const char *slash = strrchr(path, '/');
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    printf("EMBEDDED(\"%s\", %ld,\n\"", slash ? slash + 1 : path, ftell(file));
    rewind(file);
    int count = 0;
    for (int byte = fgetc(file); byte != EOF; byte = fgetc(file), count++)
        printf("%s\\%03o", count && count % 24 == 0 ? "\"\n\"" : "", (unsigned)byte);
    printf("\")\n");
    fclose(file);
}

int main(int count, char *paths[])
{
    puts("/* Made by sql/embed_files.c. */");
    for (int i = 1; i < count; i++)
        embed(paths[i]);
    return EXIT_SUCCESS;
}
