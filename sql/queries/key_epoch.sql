-- name: key_epoch_confirm
-- rows: one
-- Notes the check value of the first key ring that is used with an epoch; whether this is that one.
-- $1 epoch, $2 check value
update key_epoch
   set check_value = coalesce(check_value, $2)
 where epoch = $1::integer
returning check_value = $2 as is_same;
