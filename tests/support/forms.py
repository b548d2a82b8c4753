"""A page's own form: filled in from nothing but what the form's definition says."""

DAY = "2026-05-20"


def fill(field):
    """The longest, or the last, that the field takes."""
    if field["datatype"] == "choice":
        return field["values"][-1]["code"]
    if field["datatype"] in ("string", "text"):
        return "é" * field["max_length"]
    return {"date": DAY, "boolean": True}[field["datatype"]]


def put(body, pointer, value):
    """The same body with this value there."""
    *parents, name = pointer.removeprefix("/").split("/")
    place = body
    for parent in parents:
        place = place.setdefault(parent, {})
    place[name] = value
    return body


def shown(form):
    """Which notices a page says that it has shown."""
    return [{"code": one["code"], "version": one["version"]} for one in form["notices"]]


def body(form, only=lambda field: True):
    made = put({}, form["notices_pointer"], shown(form))
    for field in form["fields"]:
        if only(field):
            put(made, field["pointer"], fill(field))
    return made
