/*
 * Webhooks: typed calls for sql/queries/webhook.sql. All of it lies behind
 * row-level security. Addresses and secrets are sealed with the directory key.
 * Rule: B10.
 */
#ifndef STORE_WEBHOOK_STORE_H
#define STORE_WEBHOOK_STORE_H

#include "common/domain/webhook.h"
#include "common/store/query.h"

struct webhook_endpoint {
    struct uuid organisation_id;
    struct uuid id;
    struct uuid site_id;
    const char *site_name;
    const char *url;
    instant created_at;
    instant disabled_at;     /* NO_INSTANT while it is in use */
    const char *disabled_by; /* "administrator", or "endpoint" when it answered 410 */
    bool site_reads; /* a key lets its site read how its cases stand: else nothing is sent */
    int secrets;     /* that sign: more than one while they rotate */
};

/* Makes an endpoint of a site: organisation_id, id, site_id, url. Nothing signs for it yet. */
enum fault webhook_endpoint_add(struct op *op, const struct webhook_endpoint *endpoint) CHECKED;
/* By age; 'only' nil does not filter. Errors: SEAL_BROKEN. */
enum fault webhook_endpoint_list(struct op *op, const struct uuid *organisation_id,
                                 const struct uuid *only, struct webhook_endpoint **endpoints,
                                 size_t *count) CHECKED;
/* Errors, these three: NOT_FOUND when it is that already, or there is none. */
enum fault webhook_endpoint_disable(struct op *op, const struct uuid *organisation_id,
                                    const struct uuid *id, const char *by) CHECKED;
enum fault webhook_endpoint_enable(struct op *op, const struct uuid *organisation_id,
                                   const struct uuid *id) CHECKED;
enum fault webhook_endpoint_delete(struct op *op, const struct uuid *organisation_id,
                                   const struct uuid *id) CHECKED;

/* From now on 'secret' signs too, and those that did until then end at 'others_end_at'. */
enum fault webhook_secret_add(struct op *op, const struct webhook_endpoint *endpoint,
                              const char *secret, instant others_end_at) CHECKED;

/* A secret that signs for an endpoint. */
struct webhook_secret {
    struct uuid endpoint_id;
    const char *text;
};
/* By endpoint, of each the newest first, as far as they can be opened. */
enum fault webhook_secrets(struct op *op, const struct uuid *endpoint_ids, size_t endpoint_count,
                           struct webhook_secret **secrets, size_t *count) CHECKED;

/* An endpoint that is to hear of a case, and as much of the case as that needs. */
struct webhook_listener {
    struct case_file file;
    struct uuid endpoint_id;
    instant tells_from; /* what changed before is not told */
};
/* Of some cases, by case; they are held. Rule: D12. */
enum fault webhook_listeners(struct op *op, const struct uuid *case_ids, size_t case_count,
                             struct webhook_listener **listeners, size_t *count) CHECKED;

/* What an endpoint is to be told. */
struct webhook_telling {
    const struct webhook_listener *listener;
    int seq; /* of the entry that changed what its site sees */
    enum webhook_type type;
    enum state state; /* that the site believes in after it */
    instant changed_at;
    const char *traceparent; /* NULL: none */
};
/* Makes messages of those that were not told before. */
enum fault webhook_deliveries_add(struct op *op, const struct webhook_telling *tellings,
                                  size_t count) CHECKED;

/* A message whose turn it is. */
struct webhook_due {
    struct webhook_delivery delivery;
    struct uuid organisation_id;
    const char *url;         /* NULL: it could not be opened */
    const char *traceparent; /* NULL: none */
};
struct webhook_lease {
    size_t limit;        /* at most so many */
    int of_one_endpoint; /* that are under way at one time, in all workers */
    int seconds;         /* after which another worker may try */
};
/* Takes messages for one try each. What a site may not know of is dropped: all, while no key lets
 * it read how its cases stand. Rule: A12, D12. */
enum fault webhook_claim(struct op *op, const struct webhook_lease *lease, struct webhook_due **due,
                         size_t *count) CHECKED;

/* What came of a try. */
struct webhook_try {
    struct uuid organisation_id, id, endpoint_id;
    int attempt;
    instant began_at; /* the fence: no two tries of a message have it in common */
    bool is_taken;
    bool is_last; /* no other follows, whatever is left */
    int status;   /* of HTTP, 0: no answer */
    const char *outcome;
};
/* Nothing changes when another worker has it by now. */
enum fault webhook_record(struct op *op, const struct webhook_try *done) CHECKED;
/* Takes a try back that was broken off. */
enum fault webhook_give_back(struct op *op, const struct webhook_try *begun) CHECKED;

/* Which messages: none values do not filter. */
struct webhook_filter {
    struct uuid organisation_id;
    struct uuid site_id; /* of this site, as far as it may know of the cases */
    struct uuid after;   /* older than this one */
    struct uuid only;
    enum webhook_state state;
    int limit;
};
/* Newest first. */
enum fault webhook_delivery_list(struct op *op, const struct webhook_filter *filter,
                                 struct webhook_delivery **deliveries, size_t *count) CHECKED;
/* Lets a message that came to its end begin again; one that did not is left alone. */
enum fault webhook_replay(struct op *op, const struct uuid *organisation_id,
                          const struct uuid *id) CHECKED;

#endif
