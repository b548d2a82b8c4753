#include "common/base/ending.h"

#include <signal.h>

static sigset_t endings(void)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

void ending_setup(void)
{
    const sigset_t signals = endings();
    pthread_sigmask(SIG_BLOCK, &signals, NULL); /* inherited by every thread */
    signal(SIGPIPE, SIG_IGN);
}

void ending_wait(void)
{
    const sigset_t signals = endings();
    sigwait(&signals, &(int){ 0 });
}
