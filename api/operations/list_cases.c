#include "api/operations/list_cases.h"

#include "api/operations/cursor.h"
#include "common/domain/access.h"
#include "common/store/case_store.h"

#include <string.h>

/* Every state that the outside sees as this status. */
static size_t states_of(int status, enum state into[])
{
    size_t count = 0;
    for (size_t i = 1; status && i < statuses.count; i++)
        if (strcmp(statuses.texts[i], statuses.texts[status]) == 0)
            into[count++] = (enum state)i;
    return count;
}

static struct case_line line_of(const struct op *op, const struct case_file *file)
{
    struct case_line line = { .reference = file->reference,
                              .kind = file->kind,
                              .status = actor_is_outside(&op->actor)
                                            ? case_public_status(file)
                                            : vocabulary_text(&statuses, (int)file->state),
                              .received_at = file->received_at,
                              .closed_at = NO_INSTANT };
    if (actor_is_outside(&op->actor))
        return line;
    line.channel = file->channel;
    line.category = *file->category ? file->category : NULL;
    line.stage = file->stage;
    line.state = file->state;
    line.handler = file->handler;
    line.closed_at = file->closed_at;
    return line;
}

enum fault list_cases(struct op *op, const struct cases_request *request, struct case_page *page)
{
    enum state wanted[16];
    struct case_file *files;
    size_t count;
    struct case_filter filter = { .organisation_id = op->actor.organisation_id,
                                  .kind = request->kind,
                                  .states = wanted,
                                  .state_count = states_of(request->status, wanted),
                                  .received_from = request->received_from,
                                  .received_to = request->received_to,
                                  .stage = request->stage,
                                  .category = request->category,
                                  .channel = request->channel,
                                  .handler = request->handler,
                                  .standard = request->standard,
                                  .standard_state = request->standard_state,
                                  .limit = request->page.limit + 1 };
    if (op->actor.kind == ACTOR_SITE)
        filter.site_id = op->actor.id;
    TRY(cursor_read(op, request->page.starting_after, &filter.after));
    TRY(case_list(op, &filter, &files, &count));

    *page = (struct case_page){ .case_count = page_length(count, request->page.limit),
                                .end = PAGE_END(op, files, count, request->page.limit) };
    struct case_line *lines = NEW_ARRAY(op->memory, struct case_line, page->case_count);
    for (size_t i = 0; i < page->case_count; i++)
        lines[i] = line_of(op, &files[i]);
    page->cases = lines;
    return OK;
}
