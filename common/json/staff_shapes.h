/* What is personal about a member of staff: the document that staff.sealed holds, and what of it
 * customers are told. */
#ifndef JSON_STAFF_SHAPES_H
#define JSON_STAFF_SHAPES_H

#include "common/json/shape.h"

enum { STAFF_NAME_CHARS = 200, STAFF_TELEPHONE_CHARS = 50, STAFF_EMAIL_CHARS = 200 };

struct staff_details {
    const char *name; /* as the customer is told it */
    const char *telephone,
        *email; /* at work, as the customer is told them; NULL: none. Rule: A15 */
};
extern const struct shape staff_details_shape;

/* Whom a customer turns to. Rule: A15. */
struct named_staff {
    const char *name, *telephone, *email;
    const struct named_staff *deputy; /* who stands in, and has none here; NULL: nobody */
};
extern const struct shape named_staff_shape;     /* without the deputy */
extern const struct shape deputised_staff_shape; /* with it */

#endif
