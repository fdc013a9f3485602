/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/milestones.h"

#include "actions/change-message.h"
#include "actions/compose-draft.h"
#include "actions/due-keeper.h"
#include "actions/milestone-draft.h"
#include "actions/milestone-keeper.h"
#include "actions/open-meeting.h"
#include "actions/people.h"
#include "actions/search-keeper.h"
#include "actions/views.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"
#include "domain/due.h"
#include "store/queries.h"
#include "store/tables.h"

static const char *const states[] = { "", "waiting", "offered", "open", "done", "dropped", NULL };

static gboolean
waits(const Milestone *milestone)
{
    return g_str_equal(milestone->state, "open") || g_str_equal(milestone->state, "offered");
}

/* A row of the list: whose it is stands with it. */
static TkJson *
row_json(const Workspace *workspace, const Milestone *milestone)
{
    TkJson *row = milestone_json(milestone);

    tk_json_set_take(row, "person", view_person_ref(workspace, milestone->person_id));
    return row;
}

TkJson *
list_milestones(const Workspace *workspace, const char *state, const char *after, unsigned limit,
                GError **error)
{
    unsigned most = limit == 0 || limit > TK_LIMIT_PAGE ? TK_LIMIT_PAGE : limit;
    g_autoptr(GPtrArray) found = milestone_array_new();
    TkId before = G_MAXINT64;

    if (state == NULL)
        state = "";
    if (!g_strv_contains(states, state))
        return tk_fail_null(error, TK_ERROR_INVALID, "milestone-state-unknown", state);
    if (after != NULL && !tk_id_from_text(after, &before))
        return tk_fail_null(error, TK_ERROR_INVALID, "cursor-malformed", after);
    const DbValue values[] = { DB_VALUE_TEXT(state), DB_VALUE_NUMBER(before),
                               DB_VALUE_NUMBER((int64_t) most + 1) };

    if (!store_run(workspace->store, &SQL_MILESTONE_PAGE, values, G_N_ELEMENTS(values),
                   milestone_collect, found, error))
        return NULL;
    TkJson *rows = json_array();
    TkJson *answer = json_object();

    for (guint at = 0; at < MIN(found->len, most); at++)
        json_array_append_new(rows, row_json(workspace, g_ptr_array_index(found, at)));
    tk_json_set_take(answer, "rows", rows);
    if (found->len > most) {
        const Milestone *last = g_ptr_array_index(found, most - 1);

        tk_json_set_id(answer, "next", last->id);
    } else {
        json_object_set_new(answer, "next", json_null());
    }
    return answer;
}

gboolean
find_milestone(const Workspace *workspace, const char *words, TkId *out_milestone, GError **error)
{
    g_autoptr(GPtrArray) found = NULL;
    TkId person = 0;

    if (tk_id_from_text(words, out_milestone)) {
        g_autoptr(Milestone) milestone = milestone_load(workspace->store, *out_milestone, NULL);

        if (milestone != NULL)
            return TRUE;
    }
    if (!find_person(workspace, words, &person, error))
        return FALSE;
    found = milestones_of_person(workspace, person, TK_LIMIT_PAGE, error);
    if (found == NULL)
        return FALSE;
    for (guint at = 0; at < found->len; at++) {
        const Milestone *milestone = g_ptr_array_index(found, at);

        if (waits(milestone)) {
            *out_milestone = milestone->id;
            return TRUE;
        }
    }
    return tk_fail(error, TK_ERROR_NOT_FOUND, "no-such-milestone", words);
}

/* The draft that is written already and has not left. */
static gboolean
load_draft(const Workspace *workspace, const Milestone *milestone, Message **out_message,
           GError **error)
{
    g_autoptr(Message) message = NULL;

    *out_message = NULL;
    if (milestone->message_id == 0)
        return TRUE;
    message = message_load(workspace->store, milestone->message_id, error);
    if (message == NULL)
        return FALSE;
    if (g_str_equal(message->state, "draft") || g_str_equal(message->state, "approved"))
        *out_message = g_steal_pointer(&message);
    return TRUE;
}

/* The milestone's own row gives way to the draft's. */
static Message *
make_draft(const Workspace *workspace, Milestone *milestone, const Person *person,
           const MilestoneWording *wording, GError **error)
{
    g_autoptr(Message) message = milestone_compose(workspace, milestone, person, wording, error);

    if (message == NULL)
        return NULL;
    milestone->message_id = message->id;
    if (!message_insert(workspace->store, message, error) ||
        !message_index(workspace, message, error) ||
        !milestone_put(workspace->store, milestone, NULL, error) ||
        !due_replace(workspace, "milestone", milestone->id, "dropped",
                     due_for_message(message, person->name, "", workspace_today(workspace)), error))
        return NULL;
    return g_steal_pointer(&message);
}

static Milestone *
load_waiting(const Workspace *workspace, TkId id, GError **error)
{
    g_autoptr(Milestone) milestone = milestone_load(workspace->store, id, error);

    if (milestone == NULL)
        return NULL;
    if (!waits(milestone)) {
        g_autoptr(Person) person = person_load(workspace->store, milestone->person_id, NULL);

        return tk_fail_null(error, TK_ERROR_CONFLICT, "milestone-ended",
                            person != NULL ? person->name : "");
    }
    return g_steal_pointer(&milestone);
}

static Message *
draft_within_work(const Workspace *workspace, Milestone *milestone, const Person *person,
                  const char *language, const char *formality, GError **error)
{
    g_autoptr(Message) message = NULL;
    const MilestoneWording wording = {
        .language = language != NULL ? language : language_for(workspace, person),
        .formality = draft_formality(workspace, person, formality),
    };

    if (!load_draft(workspace, milestone, &message, error))
        return NULL;
    return message != NULL ? g_steal_pointer(&message)
                           : make_draft(workspace, milestone, person, &wording, error);
}

TkJson *
draft_milestone(const Workspace *workspace, TkId id, const char *language, const char *formality,
                GError **error)
{
    g_autoptr(Milestone) milestone = load_waiting(workspace, id, error);
    g_autoptr(Person) person = NULL;
    g_autoptr(StoreWork) work = NULL;

    if (milestone == NULL || !draft_words_known(language, formality, error))
        return NULL;
    person = person_load(workspace->store, milestone->person_id, error);
    if (person == NULL)
        return NULL;
    work = store_begin(workspace->store, workspace->door, "draft-milestone", person->name, error);
    if (work == NULL)
        return NULL;
    g_autoptr(Message) message =
        draft_within_work(workspace, milestone, person, language, formality, error);

    return message != NULL ? finish_with_message(workspace, g_steal_pointer(&work), message, error)
                           : NULL;
}

static gboolean
end_within_work(const Workspace *workspace, Milestone *milestone, const char *state, GError **error)
{
    g_autoptr(Message) message = NULL;

    if (!load_draft(workspace, milestone, &message, error))
        return FALSE;
    tk_text_set(&milestone->state, state);
    milestone->ended_at = workspace_now(workspace);
    if (message != NULL)
        milestone->message_id = 0;
    if (!milestone_put(workspace->store, milestone, NULL, error) ||
        !due_replace(workspace, "milestone", milestone->id, state, NULL, error))
        return FALSE;
    return message == NULL || (message_drop(workspace, message, error) &&
                               message_put(workspace->store, message, NULL, error));
}

TkJson *
end_milestone(const Workspace *workspace, TkId id, const char *state, GError **error)
{
    g_autoptr(Milestone) milestone = load_waiting(workspace, id, error);
    g_autoptr(Person) person = NULL;
    g_autoptr(StoreWork) work = NULL;

    if (milestone == NULL)
        return NULL;
    g_assert(g_str_equal(state, "done") || g_str_equal(state, "dropped"));
    person = person_load(workspace->store, milestone->person_id, error);
    if (person == NULL)
        return NULL;
    work = store_begin(workspace->store, workspace->door,
                       g_str_equal(state, "done") ? "done" : "drop-milestone", person->name, error);
    if (work == NULL || !end_within_work(workspace, milestone, state, error))
        return NULL;
    TkId entry = store_work_entry(work);

    if (!store_commit(g_steal_pointer(&work), error))
        return NULL;
    TkJson *answer = row_json(workspace, milestone);

    tk_json_set_id(answer, "undo", entry);
    return answer;
}
