/* JSON of the service at a glance. Rule: A22. */
#ifndef JSON_DASHBOARD_SHAPES_H
#define JSON_DASHBOARD_SHAPES_H

#include "common/domain/dashboard.h"
#include "common/json/shape.h"

extern const struct shape dashboard_shape;
extern const struct shape safeguarding_figures_shape;

#endif
