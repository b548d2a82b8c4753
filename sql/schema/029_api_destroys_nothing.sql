-- The API changes of a case what its acts change. What a case was received as is for nobody to change,
-- and to destroy it for the worker. Rule: B6, B7, D18.

revoke update on case_file from heed_api;
grant update (stage, state, version, handler, point_of_contact, closed_at, sealed_off, hidden_from_site,
              public_state, public_stage, erasure_on, legal_hold, receipt_hash, receipt_generation)
    on case_file to heed_api;
