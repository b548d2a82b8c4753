-- What a review counts. Recomputed from the case, never incremented.

create table case_fact (
    organisation_id       uuid    not null,
    case_id               uuid    not null,
    version               integer not null,        -- of the case, when this was computed
    kind                  text    not null,
    channel               text    not null,
    category              text    not null,
    customer_type         text,
    stage                 text    not null,
    received_on           date    not null,
    closed_on             date,
    working_days_to_close integer,
    outcomes              text[]  not null,
    primary key (organisation_id, case_id),
    foreign key (organisation_id, case_id) references case_file
);
create index case_fact_received on case_fact (received_on, organisation_id);
create index case_fact_closed on case_fact (closed_on, organisation_id) where closed_on is not null;

-- How each standard fared on a case, by the day it was due.
create table case_fact_standard (
    organisation_id uuid    not null,
    case_id         uuid    not null,
    standard        text    not null,
    due_on          date    not null,
    started_by      integer not null,
    period          integer not null,
    result          text    not null check (result in ('running', 'met', 'breached', 'corrected', 'ended')),
    before_heed     boolean not null,
    primary key (organisation_id, case_id, standard, started_by, period),
    foreign key (organisation_id, case_id) references case_fact
);
create index case_fact_standard_due on case_fact_standard (due_on, organisation_id);

-- Every time a case came in or went out. Rule: B9.
create table case_movement (
    organisation_id uuid    not null,
    case_id         uuid    not null,
    seq             integer not null,
    movement        text    not null check (movement in ('received', 'closed', 'reopened', 'converted_in', 'converted_out')),
    kind            text    not null,
    moved_on        date    not null,
    primary key (organisation_id, case_id, seq, movement),
    foreign key (organisation_id, case_id, seq) references case_event
);
create index case_movement_day on case_movement (moved_on, organisation_id);
