/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/set-value.h"

#include "actions/due-keeper.h"
#include "actions/open-meeting.h"
#include "actions/views.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"
#include "domain/due.h"
#include "domain/value.h"
#include "store/tables.h"

#include <string.h>

static const char *const forms[] = { "coffee", "call", "video", "lunch", NULL };

static gboolean
check_wish(const ValueWish *wish, GError **error)
{
    const char *const texts[] = { wish->purpose, wish->reason, wish->value_for_them,
                                  wish->value_for_me };

    for (size_t at = 0; at < G_N_ELEMENTS(texts); at++)
        if (texts[at] != NULL && strlen(texts[at]) > TK_LIMIT_FIELD)
            return tk_fail(error, TK_ERROR_TOO_LARGE, "text-too-large", NULL);
    if (wish->form != NULL && !g_strv_contains(forms, wish->form))
        return tk_fail(error, TK_ERROR_INVALID, "form-unknown", wish->form);
    if (wish->minutes < 0 || wish->minutes > 24 * 60)
        return tk_fail(error, TK_ERROR_INVALID, "minutes-out-of-range", NULL);
    return TRUE;
}

/* V4: each introducer who was told another purpose gets a row on the list; the answer names them.
 */
static TkJson *
tell_introducers(const Workspace *workspace, const Meeting *meeting, const Person *person,
                 GError **error)
{
    g_autoptr(GPtrArray) introductions = meeting_introductions(workspace, meeting->id, error);

    if (introductions == NULL)
        return NULL;
    g_autoptr(GPtrArray) told = value_told_otherwise(meeting, introductions);
    g_autoptr(TkJson) rows = json_array();

    for (guint at = 0; at < told->len; at++) {
        const Introduction *introduction = g_ptr_array_index(told, at);
        g_autoptr(Person) introducer =
            person_load(workspace->store, introduction->introducer_id, error);

        if (introducer == NULL ||
            !due_replace(workspace, "introduction", introduction->id, "dropped",
                         due_for_told_otherwise(introduction, introducer->name, person->name,
                                                meeting->purpose, workspace_today(workspace)),
                         error))
            return NULL;
        TkJson *row = json_object();

        tk_json_set_take(row, "person", view_person_ref(workspace, introducer->id));
        tk_json_set_text(row, "purpose", introduction->purpose_told);
        json_array_append_new(rows, row);
    }
    return g_steal_pointer(&rows);
}

static gboolean
take_wish(const Workspace *workspace, Meeting *meeting, const ValueWish *wish, GError **error)
{
    value_set(meeting, wish->purpose, wish->reason, wish->value_for_them, wish->value_for_me,
              workspace_now(workspace));
    if (wish->form != NULL) {
        tk_text_set(&meeting->form, wish->form);
    }
    if (wish->minutes > 0)
        meeting->minutes = wish->minutes;
    if (wish->campaign != 0) {
        g_autoptr(Campaign) campaign = campaign_load(workspace->store, wish->campaign, error);

        if (campaign == NULL)
            return FALSE;
        meeting->campaign_id = campaign->id;
    }
    return TRUE;
}

TkJson *
set_value(const Workspace *workspace, TkId person_id, const ValueWish *wish, GError **error)
{
    g_autoptr(Person) person = person_load(workspace->store, person_id, error);
    g_autoptr(StoreWork) work = NULL;
    g_autoptr(Meeting) meeting = NULL;

    if (person == NULL || !check_wish(wish, error))
        return NULL;
    work = store_begin(workspace->store, workspace->door, "set-value", person->name, error);
    if (work == NULL || !open_meeting_find(workspace, person_id, &meeting, error))
        return NULL;
    if (meeting == NULL)
        meeting = open_meeting_new(workspace, person);
    if (!take_wish(workspace, meeting, wish, error) || !meeting_keep(workspace, meeting, error))
        return NULL;
    g_autoptr(TkJson) told = tell_introducers(workspace, meeting, person, error);
    g_autoptr(TkJson) view = told != NULL ? view_meeting(workspace, meeting, error) : NULL;

    if (view == NULL)
        return NULL;
    TkId entry = store_work_entry(work);

    if (!store_commit(g_steal_pointer(&work), error))
        return NULL;
    TkJson *answer = json_object();

    tk_json_set_take(answer, "meeting", g_steal_pointer(&view));
    tk_json_set_take(answer, "told_otherwise", g_steal_pointer(&told));
    tk_json_set_id(answer, "undo", entry);
    return answer;
}
