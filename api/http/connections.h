/*
 * The open connections and how long each may take.
 *
 * libmicrohttpd's own timeout counts inactivity only, so a client that sends
 * one byte now and then would keep its thread for ever. Here every step has an
 * absolute deadline: a request must arrive whole, and its reply be taken,
 * within request_seconds; a thread of its own cuts off what is late.
 *
 * Thread rule: one server a process; the callbacks run on libmicrohttpd's threads.
 */
#ifndef API_HTTP_CONNECTIONS_H
#define API_HTTP_CONNECTIONS_H

#include <microhttpd.h>
#include <stdbool.h>

/* Requests that have not arrived whole by then are cut off. */
void connections_start(unsigned request_seconds);

/* Lets nobody begin another request, waits until the last reply has gone, at most this long. */
void connections_drain(unsigned most_seconds);
bool connections_are_draining(void);

/* Call after the server has stopped. */
void connections_stop(void);

long connections_open(void);
long connections_in_flight(void);

/* MHD_OPTION_NOTIFY_CONNECTION. */
void connections_notify(void *nothing, struct MHD_Connection *connection, void **watched,
                        enum MHD_ConnectionNotificationCode code);
/* MHD_OPTION_URI_LOG_CALLBACK: a request's first line is there. Ulfius's own is called by it. */
void *connections_arrival(void *nothing, const char *uri, struct MHD_Connection *connection);
/* MHD_OPTION_NOTIFY_COMPLETED: the reply has gone, or never will. Ulfius's own is called by it. */
void connections_completion(void *nothing, struct MHD_Connection *connection, void **request,
                            enum MHD_RequestTerminationCode how);

/* The connection whose request this thread serves: it has arrived whole. */
struct MHD_Connection *connections_serve(void);
/* Where that request's target began in libmicrohttpd's memory; its bytes are no longer as sent. */
const char *connections_target(void);
/* The reply is ready to go. */
void connections_reply(void);

#endif
