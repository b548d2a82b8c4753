/* Columns that hold a word of a vocabulary, read into its enum; 0 for null or an unknown word. */
#ifndef STORE_WORD_READERS_H
#define STORE_WORD_READERS_H

#include "common/store/query.h"

column_reader read_kind, read_channel, read_customer_type, read_state, read_event_type, read_nation,
    read_role, read_topic, read_due_by, read_body, read_key_kind, read_key_change,
    read_reading_part, read_webhook_type, read_webhook_state;

/* Words separated by spaces, as bits of enum key_scope. */
column_reader read_key_scopes;

#endif
