/*
 * Settings from the environment: config.def, one row each. A secret may be
 * given as NAME_FILE, the path of a file that holds it.
 *
 * config_load says everything that is missing or malformed, not the first
 * mistake only. Settings are constant afterwards.
 */
#ifndef BASE_CONFIG_H
#define BASE_CONFIG_H

#include <stdbool.h>
#include <stdio.h>

/* OWNER is the heed program as the owner of the database: heed migrate. */
enum program { API = 1, WORKER = 2, ADMIN = 4, OWNER = 8 };

enum setting {
#define SETTING(name, kind, otherwise, programs, meaning) name,
#include "common/base/config.def"
#undef SETTING
    SETTING_COUNT
};

/* Reads the settings of one program; false after telling standard error what is wrong. */
bool config_load(enum program program);

/* NULL when the setting has no default and was not given. */
const char *config_text(enum setting setting);
long config_number(enum setting setting);

/* Wipes a secret that has been taken over, so that it does not lie about in memory; it then reads
 * as "". */
void config_forget(enum setting setting);

/* A table of the settings of these programs, for --help; as Markdown rows when 'markdown'. */
void config_describe(FILE *out, unsigned programs, bool markdown);

#endif
