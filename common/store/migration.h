/*
 * Brings the database's schema up to date: numbered files, forward only.
 *
 * This is the one place that runs SQL text which is not a named query: a schema
 * file is run whole, as the owner of the database, in a transaction of its own
 * together with its row in table schema_migration (number, name, SHA-256,
 * applied_at). Two that run at the same time wait for each other.
 *
 * Row-level security is forced on the owner too: a file that has to change rows
 * of organisations must first set heed.organisations.
 */
#ifndef STORE_MIGRATION_H
#define STORE_MIGRATION_H

#include "common/base/op.h"

struct schema_file {
    int number; /* 1 upwards */
    const char *name;
    const char *text; /* ends with NUL */
    size_t length;
    instant applied_at; /* answered: NO_INSTANT while it is pending */
};

/*
 * Notes in the files when each was applied. Nothing is changed.
 * Errors: as schema_migrate.
 */
enum fault schema_status(struct op *op, const char *owner_database_url, struct schema_file *files,
                         size_t count) CHECKED;

/*
 * Makes the roles heed_api and heed_worker where they are missing, then applies
 * the pending files in their order; 'files' is ascending by number. Notes in
 * them what was applied before; 'applied' counts those applied now, also when a
 * later one fails.
 *
 * Nothing is applied when the database and the program differ. Every error is
 * told in op->mistakes, the file's name as its pointer.
 * Errors: VERSION_STALE (an applied file was changed or is not known here: the
 * database is newer; or a file lies before one already applied), DATABASE.
 */
enum fault schema_migrate(struct op *op, const char *owner_database_url, struct schema_file *files,
                          size_t count, size_t *applied) CHECKED;

#endif
