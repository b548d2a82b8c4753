/*
 * Cases as records: typed calls for sql/queries/case.sql.
 *
 * All of it lies behind row-level security (op->scope). What is answered
 * belongs to op->memory; what is personal stays sealed here.
 */
#ifndef STORE_CASE_STORE_H
#define STORE_CASE_STORE_H

#include "common/domain/case_file.h"
#include "common/domain/dashboard.h"
#include "common/seal/key_ring.h"
#include "common/store/query.h"

/* A case with what is sealed of it and the key to it. */
struct case_record {
    struct case_file file;
    struct bytes receipt_hash;
    int receipt_generation;       /* of the receipt code; 0: the one that it was received with */
    struct bytes sealed_content;  /* what it is about */
    struct bytes sealed_customer; /* who raised it; empty when unknown */
    int kek_epoch;
    struct bytes wrapped; /* empty when the case was erased */
};

/* Errors: NOT_FOUND. */
enum fault case_by_reference(struct op *op, const struct uuid *organisation_id,
                             const char *reference, struct case_record *record) CHECKED;
enum fault case_by_id(struct op *op, const struct uuid *organisation_id, const struct uuid *id,
                      struct case_record *record) CHECKED;

/* The same, held until the transaction ends. */
enum fault case_lock(struct op *op, const struct uuid *organisation_id, const char *reference,
                     struct case_record *record) CHECKED;

/* What a site may know of its own case: id, reference, kind, public state, received_at.
 * Errors: NOT_FOUND, also for another site's. */
enum fault case_status(struct op *op, const struct uuid *organisation_id, const char *reference,
                       const struct uuid *site_id, struct case_file *file) CHECKED;

/* Which cases to list: none values do not filter. */
struct case_filter {
    struct uuid organisation_id;
    struct uuid site_id;
    struct uuid after; /* cases older than this one */
    enum kind kind;
    const enum state *states; /* of the status asked for */
    size_t state_count;
    day received_from, received_to; /* both days count */
    const char *stage, *category;   /* NULL for every */
    enum channel channel;
    struct uuid handler;
    const char *standard; /* of a promise that is still open */
    enum standard_state standard_state;
    int limit;
};
enum fault case_list(struct op *op, const struct case_filter *filter, struct case_file **cases,
                     size_t *count) CHECKED;

/* Saves stage, state, version, sealing, handler, point of contact, closing time, and what is to be
 * erased and kept. */
enum fault case_save(struct op *op, const struct case_file *file) CHECKED;
/* Saves hash and generation of the receipt code: the one before is dead. Rule: B1. */
enum fault case_receipt_save(struct op *op, const struct case_record *record) CHECKED;
/* Saves the version alone, after an event that changes nothing else. */
enum fault case_version_save(struct op *op, const struct case_file *file) CHECKED;

/* The histories of some cases, by case and seq. */
struct case_mark {
    struct uuid case_id;
    struct mark mark; /* without facts and stage */
    instant recorded_at;
    const char *facts; /* JSON */
};
enum fault case_marks(struct op *op, const struct uuid *case_ids, size_t case_count,
                      struct case_mark **marks, size_t *count) CHECKED;

/* An entry of a case's history. Rule: B6. */
struct case_event {
    int seq;
    instant recorded_at, occurred_at;
    const char *actor_kind;
    struct uuid actor;
    enum event_type type;
    const char *facts;
    struct bytes sealed;       /* empty when nothing is */
    struct bytes content_hash; /* empty, or HASH_BYTES */
    struct bytes hash;
};
enum fault case_event_add(struct op *op, const struct case_file *file,
                          const struct case_event *event) CHECKED;
enum fault case_history(struct op *op, const struct uuid *organisation_id,
                        const struct uuid *case_id, struct case_event **events,
                        size_t *count) CHECKED;
/* When the last entry was recorded, and its hash; nothing else. Errors: BUG when there is none. */
enum fault case_event_last(struct op *op, const struct case_file *file,
                           struct case_event *last) CHECKED;

enum fault case_outcomes_add(struct op *op, const struct case_file *file, int seq,
                             const char *const *outcomes, size_t count) CHECKED;

#endif
