/* Keeps the API's time and newest calendar version those of the database (clock.h). */
#ifndef API_REFRESH_H
#define API_REFRESH_H

/* Reads them ten times a second in a thread of its own, once before this returns when it can. */
void refresh_start(void);
void refresh_stop(void);

#endif
