/*
 * A request's head as it stood on the wire.
 *
 * libmicrohttpd forgives what readers of HTTP take differently: "Content-Length :",
 * folded lines, lines that end in LF alone, NUL and CR inside them. A proxy in
 * front that reads such a head otherwise would send one request and see two
 * answered. So here whatever isn't written exactly so is refused:
 *
 *     METHOD SP target SP HTTP/1.x CRLF
 *     name ":" blanks value CRLF          any number of times
 *     CRLF
 *
 * libmicrohttpd (0.9.75) leaves the head where it arrived, with a NUL wherever
 * it divided it; what it found lies there without a gap, or something was hidden.
 * Two things cannot be told any more: that a NUL stood in the place of the CR
 * before an LF, and a line before the request's first that began with NUL, which
 * is passed over as an empty one. No proxy may pass a NUL on (RFC 9110, 5.5).
 */
#ifndef API_HTTP_HEAD_H
#define API_HTTP_HEAD_H

#include "common/base/op.h"

struct exchange;

/* Errors: MALFORMED. */
enum fault head_check(struct op *op, struct exchange *exchange) CHECKED;

#endif
