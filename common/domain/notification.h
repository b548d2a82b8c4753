/*
 * Whom of the staff a case is told about, and of what. Pure: it says which
 * roles, in which order; the records say who holds them.
 *
 * Nobody who is part of a case is told of it: the next in line is. Nobody who
 * is away is told either, while somebody is there: their deputy is, else the
 * next in line. A sealed case is told to safeguarding officers alone.
 *
 * Rule: A7, A13, C11, C13, C14, D9, D10.
 */
#ifndef DOMAIN_NOTIFICATION_H
#define DOMAIN_NOTIFICATION_H

#include "common/domain/case_file.h"

enum notification_type {
    NOTIFICATION_NONE,
#define NOTIFICATION_TYPE(name, text) NOTIFICATION_##name,
#include "common/domain/notification_type.def"
#undef NOTIFICATION_TYPE
};
extern const struct vocabulary notification_types;

/* What one member of staff was told: codes and days, nothing personal. */
struct notification {
    struct uuid id;
    const char *reference; /* NULL: its reader may not see the case; the type alone is told */
    enum notification_type type;
    const char *standard;     /* the promise that it is about; NULL: none */
    day due_on;               /* of that promise */
    struct uuid stood_in_for; /* who was away, when that is what ended; else nil */
    instant created_at;
    instant seen_at; /* NO_INSTANT: not yet */
};

/* Who comes before everybody in line. */
enum favourite {
    FAVOURITE_NONE,
    FAVOURITE_HANDLER,
    FAVOURITE_CONTACT, /* the point of contact, else the handler */
    FAVOURITE_OFFICER, /* whom a sealed case was handed to last */
    FAVOURITE_PERSON   /* the one whom the addressee names */
};

/* The favourite, else who has held the first role of the line longest, else the next. */
struct addressee {
    enum favourite favourite;
    struct uuid person; /* for FAVOURITE_PERSON */
    enum role role;     /* ROLE_NONE: nobody but the favourite */
    const enum role *substitutes;
    size_t substitute_count;
    bool everyone; /* all of the line are told, not only the first of it */
};

/* Something to tell somebody. */
struct telling {
    const struct case_file *file; /* organisation, id, kind, channel, category, stage, sealing */
    struct addressee to;
    enum notification_type type;
    const char *standard; /* NULL: about no promise */
    day due_on;
};

/* Whoever deals with the case, else whoever is responsible for its stage. */
struct addressee addressee_of_case(const struct procedure *procedure, const struct case_file *file);

/* The same, but first whom the complainant talks to. */
struct addressee addressee_of_contact(const struct procedure *procedure,
                                      const struct case_file *file);

/* Whoever is responsible for the stage that the case is in. */
struct addressee addressee_of_stage(const struct procedure *procedure,
                                    const struct case_file *file);

/* Who is told that somebody was named as part of the case: the CEO, else those above, else whoever
 * else may confirm it. */
struct addressee addressee_of_naming(const struct case_file *file);

/* Who may give somebody a role: all who do. Rule: D10. */
struct addressee addressee_of_vacancy(void);

/* The Chair, else who stands in. */
struct addressee addressee_of_chair(const struct case_file *file);

/* Whoever deputises for one who was named to investigate it and is away, else, and where they are
 * part of it, whoever names such people: the Chair, or who stands in. Rule: A17, C11, D9. */
struct addressee addressee_of_investigator(const struct case_file *file,
                                           const struct uuid *investigator);

/* Nobody but this person, there or away. */
struct addressee addressee_of_person(const struct uuid *person);

/* Who is there of those whom a sealed case was handed to, and of those who stand in for them. */
struct addressee addressee_of_stand_in(void);

/* Whom a promise is the business of: the Chair for a report of disadvantage, the CEO for a
 * confirmation, else who deals with the case. 'standard' is a code of the procedure. */
struct addressee addressee_of_promise(const struct procedure *procedure,
                                      const struct case_file *file, const char *standard);

enum { BREACH_TELLINGS = 2 };

/* What is told when a promise was not kept; answers how many. An unacknowledged hand-over alarms
 * every officer and the safeguarding trustee; a meeting's promise is told to the Chair too. */
size_t tellings_of_breach(const struct procedure *procedure, const struct case_file *file,
                          const char *standard, day due_on,
                          struct telling tellings[BREACH_TELLINGS]);

/* How many hours before the end of a promise of this code its warning goes out; 0: never. Where
 * several standards share the code, the longest of them. */
int procedure_warn_hours(const struct procedure *procedure, const char *standard);

#endif
