#include "api/http/server.h"

#include "api/http/connections.h"
#include "api/http/dispatch.h"
#include "common/base/log.h"

#include <errno.h>
#include <netdb.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <ulfius.h>
#include <unistd.h>

enum {
    CONNECTION_MEMORY_BYTES = 64 * 1024, /* all headers of a request */
    THREAD_STACK_BYTES = 256 * 1024,
    DRAIN_SECONDS = 10
};

static struct _u_instance instance;

/* Tells the kind of message only: its values are the caller's, so they are neither formatted nor
 * kept, and never taken for a format. */
static void note_library_message(void *nothing, const char *format, va_list values)
{
    (void)nothing, (void)values;
    LOG(NULL, LOG_DEBUG, "http_library", log_code("message", format));
}

static bool find_address(const struct server_settings *settings, struct addrinfo **address)
{
    const struct addrinfo wanted = { .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
                                     .ai_socktype = SOCK_STREAM };
    char port[8];
    snprintf(port, sizeof port, "%u", settings->port);
    return getaddrinfo(settings->address, port, &wanted, address) == 0;
}

static struct MHD_OptionItem option(enum MHD_OPTION name, intptr_t value, void *pointer)
{
    return (struct MHD_OptionItem){ name, value, pointer };
}

/* Everything here is a callback or a limit; ulfius.h names the callbacks that it cannot do without.
 */
static int listen_on(const struct server_settings *settings, struct sockaddr *address)
{
    const unsigned flags = MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD |
                           MHD_USE_POLL | MHD_USE_ERROR_LOG |
                           (address->sa_family == AF_INET6 ? MHD_USE_DUAL_STACK : 0);
    struct MHD_OptionItem options[] = {
        option(MHD_OPTION_EXTERNAL_LOGGER, (intptr_t)note_library_message, NULL),
        option(MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)connections_notify, NULL),
        option(MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)connections_arrival, NULL),
        option(MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)connections_completion, NULL),
        option(MHD_OPTION_SOCK_ADDR, 0, address),
        option(MHD_OPTION_CONNECTION_LIMIT, (intptr_t)settings->max_connections, NULL),
        option(MHD_OPTION_PER_IP_CONNECTION_LIMIT, (intptr_t)settings->max_connections_per_address,
               NULL),
        option(MHD_OPTION_CONNECTION_TIMEOUT, (intptr_t)settings->request_seconds, NULL),
        option(MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_MEMORY_BYTES, NULL),
        option(MHD_OPTION_THREAD_STACK_SIZE, THREAD_STACK_BYTES, NULL),
        option(MHD_OPTION_END, 0, NULL),
    };
    return ulfius_start_framework_with_mhd_options(&instance, flags, options);
}

/* Ulfius keeps no routes: its matching forgives "//" and small letters in methods, so that every
 * request goes to its default endpoint and dispatch finds the route. */
static bool prepare_instance(const struct server_settings *settings)
{
    if (ulfius_init_instance(&instance, settings->port, NULL, NULL) != U_OK)
        return false;
    instance.allowed_post_processor = 0;
    instance.check_utf8 = 0; /* it would leave out what is not UTF-8 without a word */
    instance.max_post_body_size = settings->max_body_bytes + 1;
    return ulfius_set_default_endpoint(&instance, dispatch, NULL) == U_OK;
}

static enum fault cannot_listen(const struct server_settings *settings, const char *why)
{
    fprintf(stderr, "cannot listen on %s, port %u: %s\n", settings->address, settings->port, why);
    return FAULT_BUG;
}

enum fault server_start(const struct server_settings *settings)
{
    struct addrinfo *address;
    if (!find_address(settings, &address))
        return cannot_listen(settings, "not a numeric address");

    dispatch_setup(settings);
    connections_start(settings->request_seconds);
    errno = 0;
    const bool is_listening =
        prepare_instance(settings) && listen_on(settings, address->ai_addr) == U_OK;
    const int error = errno;
    freeaddrinfo(address);
    if (is_listening)
        return OK;
    connections_stop();
    ulfius_clean_instance(&instance);
    return cannot_listen(settings, strerror(error));
}

void server_stop(void)
{
    const int socket = MHD_quiesce_daemon(instance.mhd_daemon);
    if (socket >= 0)
        shutdown(socket, SHUT_RDWR); /* callers are refused at once, not left waiting */
    connections_drain(DRAIN_SECONDS);
    ulfius_stop_framework(&instance);
    ulfius_clean_instance(&instance);
    if (socket >= 0)
        close(socket);
    connections_stop();
}

struct server_counts server_counts(void)
{
    struct server_counts counts = { .open_connections = connections_open(),
                                    .in_flight = connections_in_flight() };
    dispatch_count(&counts);
    return counts;
}
