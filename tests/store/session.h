/* An operation with its transaction, begun and ended by hand. */
#ifndef TESTS_STORE_SESSION_H
#define TESTS_STORE_SESSION_H

#include "tests/store/scene.h"

struct session {
    struct op op;
    struct tx tx;
};

static inline struct session begin(void)
{
    struct session session = { .op = op_begin() };
    return session;
}

static inline void start(struct session *session)
{
    assert_int_equal(tx_begin(&session->op, &session->tx), OK);
}

static inline void commit(struct session *session)
{
    assert_int_equal(tx_commit(&session->tx), OK);
    op_end(&session->op);
}

static inline void undo(struct session *session)
{
    tx_end(&session->tx);
    op_end(&session->op);
}

#endif
