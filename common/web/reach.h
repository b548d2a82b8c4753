/*
 * Which hosts may be connected to at addresses that somebody else chose: those of
 * the internet (network.def), and those that an administrator lists. A host is
 * looked at when it is connected to, after its name was resolved, so that no
 * name, however often it changes, leads into a network of one's own.
 *
 * An IPv4 address counts the same however it is written, as IPv6 maps it too.
 */
#ifndef WEB_REACH_H
#define WEB_REACH_H

#include "common/base/host.h"

/* Call once in main, before threads: lists the networks that may be reached although they are
 * reserved. False when 'allowed' is no such list. */
bool reach_setup(const char *allowed) CHECKED;

/* Whether any network is listed. */
bool reach_lists_any(void);

/* Whether the host is in a network that is listed. */
bool reach_lists(const struct host *host);

/* Whether the host may be connected to. */
bool reach_allows(const struct host *host);

#endif
