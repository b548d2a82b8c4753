-- What the callers of an erased case called their requests is not kept with the messages to its site
-- either. Rule: B7.

grant update (traceparent) on webhook_delivery to heed_worker;
create index webhook_delivery_case on webhook_delivery (case_id, organisation_id);
