/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/open-meeting.h"

#include "actions/due-keeper.h"
#include "actions/search-keeper.h"
#include "actions/workspace-private.h"
#include "base/tk-day.h"
#include "base/tk-text.h"
#include "domain/campaign.h"
#include "domain/due.h"
#include "store/queries.h"
#include "store/tables.h"

/* A person with more meetings than this on their way at once has none that we would miss. */
#define LOOK_BACK 5

gboolean
open_meeting_find(const Workspace *workspace, TkId person, Meeting **out_meeting, GError **error)
{
    g_autoptr(GPtrArray) meetings = meeting_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(LOOK_BACK) };

    *out_meeting = NULL;
    if (!store_run(workspace->store, &SQL_MEETING_OF_PERSON, values, G_N_ELEMENTS(values),
                   meeting_collect, meetings, error))
        return FALSE;
    for (guint at = 0; at < meetings->len; at++) {
        const Meeting *meeting = g_ptr_array_index(meetings, at);
        const MeetingStage *stage = meeting_stage_find(meeting->stage);

        if (stage == NULL || !stage->ended) {
            *out_meeting = g_ptr_array_steal_index(meetings, at);
            return TRUE;
        }
    }
    return TRUE;
}

Meeting *
open_meeting_new(const Workspace *workspace, const Person *person)
{
    Meeting *meeting = meeting_new();

    meeting->id = store_new_id(workspace->store);
    meeting->person_id = person->id;
    tk_text_set(&meeting->stage, "idea");
    tk_text_set(&meeting->form, "coffee");
    meeting->minutes = 45;
    tk_text_set(&meeting->asked_by, "me");
    tk_text_set(&meeting->zone, workspace_zone(workspace));
    meeting->created_at = workspace_now(workspace);
    meeting->stage_at = meeting->created_at;
    return meeting;
}

/* The board of each campaign that the person is on comes along. */
static gboolean
move_targets(const Workspace *workspace, const Meeting *meeting, GError **error)
{
    g_autoptr(GPtrArray) targets = target_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(meeting->person_id) };

    if (!store_run(workspace->store, &SQL_TARGET_OF_PERSON, values, G_N_ELEMENTS(values),
                   target_collect, targets, error))
        return FALSE;
    for (guint at = 0; at < targets->len; at++) {
        Target *target = g_ptr_array_index(targets, at);
        gboolean path_known = campaign_step_rank(target->step) >= campaign_step_rank("path");
        const char *step = campaign_step_for(meeting->stage, path_known);

        if (g_str_equal(step, target->step))
            continue;
        tk_text_set(&target->step, step);
        if (!target_put(workspace->store, target, NULL, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
message_is_open_request(const Message *message)
{
    const MessageKind *kind = message_kind_find(message->kind);

    return kind != NULL && kind->opens &&
           (g_str_equal(message->state, "draft") || g_str_equal(message->state, "approved"));
}

static gboolean
has_open_request(const Workspace *workspace, const Meeting *meeting, gboolean *out_has,
                 GError **error)
{
    g_autoptr(GPtrArray) messages = meeting_messages(workspace, meeting->id, error);

    *out_has = FALSE;
    for (guint at = 0; messages != NULL && at < messages->len; at++)
        *out_has |= message_is_open_request(g_ptr_array_index(messages, at));
    return messages != NULL;
}

/* The row that the stage asks for. Where the request is written already, its own row stands for
 * "ask". */
static gboolean
row_of_stage(const Workspace *workspace, const Meeting *meeting, const char *name, Due **out_due,
             GError **error)
{
    gboolean drafted = FALSE;
    MethodLimits limits;

    *out_due = NULL;
    if (g_str_equal(meeting->stage, "valued") &&
        !has_open_request(workspace, meeting, &drafted, error))
        return FALSE;
    if (drafted)
        return TRUE;
    workspace_limits(workspace, &limits);
    *out_due =
        g_str_equal(meeting->stage, "resting")
            ? due_for_rest(meeting, name, &limits, workspace_zone(workspace))
            : due_for_meeting(meeting, name, workspace_today(workspace), workspace_zone(workspace));
    return TRUE;
}

/* P4: once it is known how it went, whoever opened the door is told; whoever had not yet opened it
 * need not any more (P5). */
static gboolean
end_introductions(const Workspace *workspace, const Meeting *meeting, const char *name,
                  GError **error)
{
    static const char *const outcomes[] = {
        "held", "thanked", "kept", "declined", "cancelled", NULL
    };
    g_autoptr(GPtrArray) introductions = NULL;

    if (!g_strv_contains(outcomes, meeting->stage))
        return TRUE;
    introductions = meeting_introductions(workspace, meeting->id, error);
    if (introductions == NULL)
        return FALSE;
    for (guint at = 0; at < introductions->len; at++) {
        Introduction *introduction = g_ptr_array_index(introductions, at);
        g_autoptr(Person) introducer = NULL;

        if (introduction_is_open(introduction) && !g_str_equal(introduction->state, "drafted") &&
            !(introduction_go(introduction, "declined", workspace_now(workspace), error) &&
              introduction_put(workspace->store, introduction, NULL, error)))
            return FALSE;
        if (!introduction_owes_report(introduction))
            continue;
        introducer = person_load(workspace->store, introduction->introducer_id, error);
        if (introducer == NULL ||
            !due_replace(workspace, "introduction", introduction->id, "dropped",
                         due_for_report_back(introduction, introducer->name, name,
                                             workspace_today(workspace)),
                         error))
            return FALSE;
    }
    return TRUE;
}

/* A meeting with a time asks for other things on its day and on the day after; those rows wait
 * beside the present one, for nothing else happens by itself when a day begins. */
static gboolean
add_rows_of_days(const Workspace *workspace, const Meeting *meeting, const char *name,
                 GError **error)
{
    const char *zone = *meeting->zone != '\0' ? meeting->zone : workspace_zone(workspace);
    TkDay today = workspace_today(workspace);

    if (meeting->starts_at == 0 ||
        (!g_str_equal(meeting->stage, "placed") && !g_str_equal(meeting->stage, "prepared")))
        return TRUE;
    TkDay day = tk_day_of(meeting->starts_at, zone);

    for (TkDay later = day; later <= day + 1; later++) {
        gboolean there =
            later <= today || (later == day && g_str_equal(meeting->stage, "prepared"));

        if (!there && !due_add(workspace, due_for_meeting(meeting, name, later, zone), error))
            return FALSE;
    }
    return TRUE;
}

gboolean
meeting_keep(const Workspace *workspace, const Meeting *meeting, GError **error)
{
    g_autoptr(Person) person = person_load(workspace->store, meeting->person_id, error);
    Due *due = NULL;

    if (person == NULL || !meeting_put(workspace->store, meeting, NULL, error) ||
        !meeting_index(workspace, meeting, error) ||
        !row_of_stage(workspace, meeting, person->name, &due, error))
        return FALSE;
    return due_replace(workspace, "meeting", meeting->id, "done", due, error) &&
           add_rows_of_days(workspace, meeting, person->name, error) &&
           end_introductions(workspace, meeting, person->name, error) &&
           move_targets(workspace, meeting, error);
}

GPtrArray *
meeting_messages(const Workspace *workspace, TkId meeting, GError **error)
{
    g_autoptr(GPtrArray) messages = message_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(meeting) };

    if (!store_run(workspace->store, &SQL_MESSAGE_OF_MEETING, values, G_N_ELEMENTS(values),
                   message_collect, messages, error))
        return NULL;
    return g_steal_pointer(&messages);
}

GPtrArray *
meeting_introductions(const Workspace *workspace, TkId meeting, GError **error)
{
    g_autoptr(GPtrArray) introductions = introduction_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(meeting) };

    if (!store_run(workspace->store, &SQL_INTRODUCTION_OF_MEETING, values, G_N_ELEMENTS(values),
                   introduction_collect, introductions, error))
        return NULL;
    return g_steal_pointer(&introductions);
}

const char *
country_of(const Workspace *workspace, const Person *person)
{
    if (*person->country != '\0')
        return person->country;
    return tk_settings_text(workspace->settings, "me.country");
}

const char *
zone_of(const Workspace *workspace, const Person *person)
{
    const char *zone = *person->zone != '\0' ? person->zone : tk_zone_of_country(person->country);

    return *zone != '\0' ? zone : workspace_zone(workspace);
}

const char *
language_for(const Workspace *workspace, const Person *person)
{
    static const struct {
        const char *country, *language;
    } table[] = { { "NO", "nb" }, { "DK", "da" }, { "SE", "sv" }, { "GB", "en" },
                  { "US", "en" }, { "FI", "en" }, { "DE", "en" } };

    if (*person->language != '\0')
        return person->language;
    for (size_t at = 0; at < G_N_ELEMENTS(table); at++)
        if (g_str_equal(person->country, table[at].country))
            return table[at].language;
    const char *own = tk_settings_text(workspace->settings, "me.language");

    return *own != '\0' ? own : "en";
}
