"""Requests made from the contract: to every operation, about one's own and others' cases."""

from urllib.parse import quote

from any_value import HOSTILE_TEXTS, bodies, valid
from hypothesis import strategies as st

HEADER_TEXTS = [
    text
    for text in HOSTILE_TEXTS
    if text.strip() and text.isprintable() and text.isascii() and len(text) < 1000
]
TYPES = ["application/json"] * 9 + [
    "text/plain",
    "application/xml",
    "application/json; charset=utf-16",
]
ACCEPTED = ["*/*"] * 6 + ["application/json", "text/html", "image/png", "x/y;q=nine"]


def one_of_these(texts):
    return st.sampled_from(sorted(texts))


@st.composite
def requests(draw, operations, scene):
    """(operation, arguments of httpx build_request, whether it names the other organisation)"""
    operation = operations[draw(st.sampled_from(sorted(operations) + ["create_case"] * 4))]
    is_careful = draw(st.integers(0, 3)) > 0  # only its body, or its case, may be wrong
    path, is_others = draw(paths(operation, scene))
    headers = draw(
        careful_headers(operation, scene) if is_careful else all_headers(operation, scene)
    )
    content = None
    if operation.body is not None:
        content = draw(bodies(operation.body))
        headers["Content-Type"] = TYPES[0] if is_careful else draw(st.sampled_from(TYPES))
    query = "" if is_careful else draw(queries(operation))
    return (
        operation,
        {
            "method": operation.method
            if is_careful
            else draw(st.sampled_from([operation.method] * 9 + ["PUT"])),
            "url": path + ("?" + query if query else ""),
            "headers": headers,
            "content": content,
        },
        is_others,
    )


@st.composite
def paths(draw, operation, scene):
    path, is_others = operation.path, False
    for parameter in operation.parameters:
        if parameter["in"] != "path":
            continue
        name = parameter["name"]
        own, others = scene.own.get(name, ["x"]), scene.others.get(name, ["x"])
        text = draw(
            st.one_of(
                st.sampled_from(own),
                st.sampled_from(own),
                st.sampled_from(others),
                st.sampled_from(HOSTILE_TEXTS),
            )
        )
        is_others = is_others or text in others
        path = path.replace("{" + name + "}", quote(text[:1500], safe="") or "%20")
    return path, is_others


@st.composite
def careful_headers(draw, operation, scene):
    """Of somebody who knows the contract."""
    headers = {}
    schemes = [name for one in operation.security for name in one] or ["nobody"]
    scheme = draw(st.sampled_from(schemes))
    if scheme in scene.credentials:
        headers["Authorization"] = "Bearer " + draw(one_of_these(scene.credentials[scheme]))
    elif scheme != "nobody":
        headers["Receipt-Code"] = draw(st.sampled_from(scene.codes))
    for parameter in operation.parameters:
        if parameter["name"] == "If-Match":
            headers["If-Match"] = "*"
        if parameter["name"] == "Idempotency-Key":
            headers["Idempotency-Key"] = draw(st.uuids().map(str))
    return headers


@st.composite
def all_headers(draw, operation, scene):
    headers = {"Accept": draw(st.sampled_from(ACCEPTED))}
    by = draw(st.sampled_from([*scene.credentials, "complainant", "nobody", "hostile"]))
    if by == "complainant":
        headers["Receipt-Code"] = draw(st.sampled_from(scene.codes + HEADER_TEXTS))
    elif by == "hostile":
        headers["Authorization"] = "Bearer " + draw(st.sampled_from(HEADER_TEXTS)).strip()
    elif by != "nobody":
        headers["Authorization"] = "Bearer " + draw(one_of_these(scene.credentials[by]))
    for parameter in operation.parameters:
        if parameter["in"] != "header" or parameter["name"] in headers or not draw(st.booleans()):
            continue
        text = draw(
            st.one_of(
                st.just(parameter.get("example", "*")),
                valid(parameter["schema"]),
                st.sampled_from(HEADER_TEXTS),
            )
        )
        headers[parameter["name"]] = (
            str(text)
            .encode("ascii", "replace")
            .decode()
            .replace("\n", " ")
            .replace("\r", " ")
            .strip()[:900]
        )
    if "If-Match" not in headers and draw(st.booleans()):
        headers["If-Match"] = "*"
    return headers


@st.composite
def queries(draw, operation):
    pairs = []
    for parameter in operation.parameters:
        if parameter["in"] == "query" and draw(st.booleans()):
            text = draw(
                st.one_of(
                    valid(parameter["schema"]),
                    valid(parameter["schema"]),
                    st.sampled_from(HOSTILE_TEXTS),
                )
            )
            pairs.append(parameter["name"] + "=" + quote(str(text)[:1500], safe=""))
    if draw(st.integers(0, 19)) == 0:
        pairs.append(
            draw(
                st.sampled_from(
                    ["colour=red", "limit=1&limit=1", "%00=1", "a=%c3%28", "&&", "=", "id=B"]
                )
            )
        )
    return "&".join(pairs)
