#include "common/json/provider_shapes.h"

enum { URL_CHARS = 500, CLAIM_CHARS = 200, ROLES_MAX = 200 };

static const struct field provider_role_fields[] = {
    FIELD(struct provider_role_text, value, TEXT, .required = true, .single_line = true,
          .max_chars = URL_CHARS),
    FIELD(struct provider_role_text, role, WORD, .required = true, .words = &roles),
};
static const struct shape provider_role_shape =
    SHAPE(struct provider_role_text, provider_role_fields);

static const struct field provider_text_fields[] = {
    FIELD(struct provider_text, issuer, TEXT, .required = true, .single_line = true,
          .max_chars = URL_CHARS),
    FIELD(struct provider_text, audience, TEXT, .required = true, .single_line = true,
          .max_chars = URL_CHARS),
    FIELD(struct provider_text, keys_url, TEXT, .single_line = true, .max_chars = URL_CHARS),
    FIELD(struct provider_text, subject_claim, TEXT, .single_line = true, .max_chars = CLAIM_CHARS),
    FIELD(struct provider_text, roles_claim, TEXT, .single_line = true, .max_chars = CLAIM_CHARS),
    FIELD(struct provider_text, needs_access_type, BOOLEAN),
    FIELD(struct provider_text, admits_newcomers, BOOLEAN),
    LIST(struct provider_text, roles, role_count, OBJECT, .required = true, .max_items = ROLES_MAX,
         .shape = &provider_role_shape),
};
const struct shape provider_text_shape = SHAPE(struct provider_text, provider_text_fields);
