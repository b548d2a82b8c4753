/* The rules of legal redress that every organisation starts with, unconfirmed. Rule: C13. */
#ifndef ADMIN_REDRESS_H
#define ADMIN_REDRESS_H

#include "common/casework/redress_rules.h"

/* Takes them over in the open transaction; op->scope must hold the organisation. */
enum fault redress_rules_import_default(struct op *op, const struct uuid *organisation_id) CHECKED;

#endif
