/*
 * What every answer tells a browser not to do: guess a type, run or load
 * anything, show it inside another site, tell other sites where it came from.
 * Pages say more. No cookie is ever set.
 */
#ifndef API_HTTP_SECURITY_H
#define API_HTTP_SECURITY_H

struct exchange;

/* Adds the headers; call when the reply has its type. */
void security_headers(struct exchange *exchange);

#endif
