/*
 * What every case is judged by and seldom changes. Procedures and calendars are
 * parsed once and kept: they are immutable, so any thread may read them for as
 * long as the program runs. Organisations are read again after a while.
 */
#ifndef CASEWORK_REFERENCE_DATA_H
#define CASEWORK_REFERENCE_DATA_H

#include "common/base/op.h"
#include "common/domain/procedure.h"
#include "common/store/organisation_store.h"

/* A version of an organisation's procedure. op->scope must hold the organisation.
 * Errors: BUG (there is no such version, or its document is wrong), BUSY, DATABASE. */
enum fault procedure_of(struct op *op, const struct uuid *organisation_id, int version,
                        const struct procedure **procedure) CHECKED;

/* The newest calendar of the organisation's nation with its own closures.
 * Errors: BUG (there is none), BUSY, DATABASE. */
enum fault calendar_of(struct op *op, const struct uuid *organisation_id,
                       const struct calendar **calendar) CHECKED;

/* The organisation, not older than three seconds. Errors: NOT_FOUND, BUSY, DATABASE. */
enum fault organisation_of(struct op *op, const struct uuid *organisation_id,
                           struct organisation *organisation) CHECKED;

/* The next organisation_of reads it anew: something has shown that it may have changed. */
void organisation_forget(const struct uuid *organisation_id);

#endif
