#include "api/http/connections.h"

#include "common/base/clock.h"
#include "common/base/memory.h"
#include "common/base/rounds.h"

#include <poll.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/socket.h>
#include <ulfius.h>

enum { WATCH_MS = 200, DRAIN_STEP_MS = 10 };

/* One open connection. */
struct watched {
    struct watched *before, *after;
    struct MHD_Connection *connection;
    void *request;      /* Ulfius's, from its arrival to its completion */
    const char *target; /* of that request, where it arrived */
    int socket;
    bool is_new; /* no request of it has arrived yet: its first deadline is not put off */
    atomic_bool is_resting;     /* between requests */
    _Atomic int64_t late_at_ms; /* monotonic */
};

static const int64_t never_ms = INT64_MAX;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* of the list and its sockets */
static struct watched *first;
static struct rounds watch;
static int64_t allowed_ms;
static atomic_bool is_draining;
static atomic_long open_count, in_flight_count;

static _Thread_local struct watched *current; /* of a connection's own thread */

/* 'how' is SHUT_RD to let a reply go, SHUT_RDWR to cut off. */
static void shut(bool (*is_due)(const struct watched *, int64_t), int how)
{
    const int64_t now_ms = clock_monotonic_ms();
    pthread_mutex_lock(&lock);
    for (struct watched *watched = first; watched; watched = watched->after)
        if (is_due(watched, now_ms))
            shutdown(watched->socket, how);
    pthread_mutex_unlock(&lock);
}

static bool is_late(const struct watched *watched, int64_t now_ms)
{
    return atomic_load(&watched->late_at_ms) <= now_ms;
}

static bool rests(const struct watched *watched, int64_t now_ms)
{
    (void)now_ms;
    return atomic_load(&watched->is_resting);
}

static void cut_off_late_ones(void)
{
    shut(is_late, SHUT_RDWR);
}

void connections_start(unsigned request_seconds)
{
    allowed_ms = (int64_t)request_seconds * 1000;
    atomic_store(&is_draining, false);
    rounds_start(&watch, cut_off_late_ones, WATCH_MS);
}

void connections_stop(void)
{
    rounds_stop(&watch);
}

void connections_drain(unsigned most_seconds)
{
    const int64_t until_ms = clock_monotonic_ms() + (int64_t)most_seconds * 1000;
    atomic_store(&is_draining, true);
    while (atomic_load(&open_count) && clock_monotonic_ms() < until_ms) {
        /* What has arrived can still be read; then the connection ends. */
        shut(rests, SHUT_RD);
        poll(NULL, 0, DRAIN_STEP_MS);
    }
}

bool connections_are_draining(void)
{
    return atomic_load(&is_draining);
}

long connections_open(void)
{
    return atomic_load(&open_count);
}

long connections_in_flight(void)
{
    return atomic_load(&in_flight_count);
}

static void add(struct watched *watched)
{
    pthread_mutex_lock(&lock);
    watched->after = first;
    if (first)
        first->before = watched;
    first = watched;
    pthread_mutex_unlock(&lock);
    atomic_fetch_add(&open_count, 1);
}

/* Comes before libmicrohttpd closes the socket, so that its number is nobody else's yet. */
static void take_away(struct watched *watched)
{
    pthread_mutex_lock(&lock);
    if (watched->before)
        watched->before->after = watched->after;
    else
        first = watched->after;
    if (watched->after)
        watched->after->before = watched->before;
    pthread_mutex_unlock(&lock);
    atomic_fetch_sub(&open_count, 1);
}

/* What the other side does not read would stay in the system's memory after the close. */
static void close_by_reset(const struct watched *watched)
{
    const struct linger at_once = { .l_onoff = 1 };
    setsockopt(watched->socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

/* libmicrohttpd (0.9.75) tells of no completion when a request does not fit its memory. */
static void complete(struct watched *watched, enum MHD_RequestTerminationCode how)
{
    if (!watched->request)
        return;
    if (how != MHD_REQUEST_TERMINATED_COMPLETED_OK && is_late(watched, clock_monotonic_ms()))
        close_by_reset(watched);
    mhd_request_completed(NULL, watched->connection, &watched->request, how);
    watched->request = NULL;
    atomic_store(&watched->late_at_ms, clock_monotonic_ms() + allowed_ms);
    atomic_store(&watched->is_resting, true);
    atomic_fetch_sub(&in_flight_count, 1);
}

static struct watched *watched_of(struct MHD_Connection *connection)
{
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

void connections_notify(void *nothing, struct MHD_Connection *connection, void **watched,
                        enum MHD_ConnectionNotificationCode code)
{
    (void)nothing;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        complete(*watched, MHD_REQUEST_TERMINATED_WITH_ERROR);
        take_away(*watched);
        memory_release(watched);
        return;
    }
    struct watched *arrived = NEW(NULL, struct watched);
    arrived->connection = connection;
    arrived->socket =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    arrived->is_new = true;
    atomic_store(&arrived->is_resting, true);
    atomic_store(&arrived->late_at_ms, clock_monotonic_ms() + allowed_ms);
    *watched = arrived;
    add(arrived);
}

void *connections_arrival(void *nothing, const char *uri, struct MHD_Connection *connection)
{
    current = watched_of(connection);
    complete(current, MHD_REQUEST_TERMINATED_WITH_ERROR);
    if (!current->is_new)
        atomic_store(&current->late_at_ms, clock_monotonic_ms() + allowed_ms);
    current->is_new = false;
    current->target = uri;
    current->request = ulfius_uri_logger(nothing, uri);
    if (current->request) {
        atomic_store(&current->is_resting, false);
        atomic_fetch_add(&in_flight_count, 1);
    }
    return current->request;
}

struct MHD_Connection *connections_serve(void)
{
    atomic_store(&current->late_at_ms, never_ms);
    return current->connection;
}

const char *connections_target(void)
{
    return current->target;
}

void connections_reply(void)
{
    atomic_store(&current->late_at_ms, clock_monotonic_ms() + allowed_ms);
}

void connections_completion(void *nothing, struct MHD_Connection *connection, void **request,
                            enum MHD_RequestTerminationCode how)
{
    (void)nothing;
    complete(watched_of(connection), how);
    *request = NULL;
}
