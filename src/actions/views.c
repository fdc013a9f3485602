/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/views.h"

#include "actions/judge-message.h"
#include "actions/workspace-private.h"
#include "base/tk-day.h"
#include "base/tk-text.h"
#include "language/judge.h"
#include "language/proposal.h"
#include "store/queries.h"
#include "store/tables.h"

TkJson *
view_instant(int64_t at)
{
    g_autofree char *text = at != 0 ? tk_instant_to_text(at) : NULL;

    return text != NULL ? json_string(text) : json_null();
}

TkJson *
view_day(int64_t day)
{
    g_autofree char *text = day != 0 ? tk_day_to_text(day) : NULL;

    return text != NULL ? json_string(text) : json_null();
}

static TkJson *
person_ref(TkId id, const char *name)
{
    if (id == 0)
        return json_null();
    TkJson *answer = json_object();

    tk_json_set_id(answer, "id", id);
    tk_json_set_text(answer, "name", name);
    return answer;
}

static gboolean
take_name(const DbRow *row, gpointer data, GError **error)
{
    char **name = data;

    (void) error;
    tk_text_set(name, db_row_text(row, "name"));
    return TRUE;
}

TkJson *
view_person_ref(const Workspace *workspace, TkId id)
{
    g_autofree char *name = NULL;
    const DbValue values[] = { DB_VALUE_NUMBER(id) };

    if (id != 0)
        store_run(workspace->store, &SQL_PERSON_NAME, values, G_N_ELEMENTS(values), take_name,
                  &name, NULL);
    return person_ref(id, name != NULL ? name : "");
}

static TkJson *
view_campaign_ref(const Workspace *workspace, TkId id)
{
    g_autoptr(Campaign) campaign = id != 0 ? campaign_load(workspace->store, id, NULL) : NULL;

    if (campaign == NULL)
        return json_null();
    TkJson *answer = json_object();

    tk_json_set_id(answer, "id", id);
    tk_json_set_text(answer, "name", campaign->name);
    return answer;
}

static TkJson *
message_head(const Message *message, TkJson *person_take)
{
    TkJson *answer = json_object();

    tk_json_set_id(answer, "id", message->id);
    tk_json_set_text(answer, "kind", message->kind);
    tk_json_set_take(answer, "person", person_take);
    tk_json_set_text(answer, "subject", message->subject);
    tk_json_set_text(answer, "state", message->state);
    tk_json_set_take(answer, "due", view_day(message->due_day));
    tk_json_set_take(answer, "sent_at", view_instant(message->sent_at));
    return answer;
}

TkJson *
view_message_head(const Workspace *workspace, const Message *message)
{
    return message_head(message, view_person_ref(workspace, message->person_id));
}

/* Only the columns of a head, borrowed from the row. */
static gboolean
append_head(const DbRow *row, gpointer data, GError **error)
{
    const Message message = {
        .id = db_row_number(row, "id"),
        .kind = (char *) db_row_text(row, "kind"),
        .subject = (char *) db_row_text(row, "subject"),
        .state = (char *) db_row_text(row, "state"),
        .due_day = db_row_number(row, "due_day"),
        .sent_at = db_row_number(row, "sent_at"),
        .person_id = db_row_number(row, "person_id"),
    };
    TkJson *person = person_ref(message.person_id, db_row_text(row, "person_name"));

    (void) error;
    json_array_append_new(data, message_head(&message, person));
    return TRUE;
}

TkJson *
view_meeting(const Workspace *workspace, const Meeting *meeting, GError **error)
{
    g_autoptr(TkJson) heads = json_array();
    const DbValue values[] = { DB_VALUE_NUMBER(meeting->id) };

    if (!store_run(workspace->store, &SQL_MESSAGE_HEAD_OF_MEETING, values, G_N_ELEMENTS(values),
                   append_head, heads, error))
        return NULL;
    TkJson *answer = json_object();

    tk_json_set_id(answer, "id", meeting->id);
    tk_json_set_take(answer, "person", view_person_ref(workspace, meeting->person_id));
    tk_json_set_text(answer, "stage", meeting->stage);
    tk_json_set_text(answer, "purpose", meeting->purpose);
    tk_json_set_text(answer, "reason", meeting->reason);
    tk_json_set_text(answer, "value_for_them", meeting->value_for_them);
    tk_json_set_text(answer, "value_for_me", meeting->value_for_me);
    tk_json_set_text(answer, "form", meeting->form);
    tk_json_set_number(answer, "minutes", meeting->minutes);
    tk_json_set_take(answer, "campaign", view_campaign_ref(workspace, meeting->campaign_id));
    tk_json_set_take(answer, "messages", g_steal_pointer(&heads));
    return answer;
}

TkJson *
view_findings(const GPtrArray *findings, const Message *message)
{
    TkJson *rows = json_array();

    for (guint at = 0; at < findings->len; at++) {
        const Finding *finding = g_ptr_array_index(findings, at);
        TkJson *row = json_object();

        tk_json_set_text(row, "code", finding->code);
        tk_json_set_text(row, "severity", finding_severity_word(finding->severity));
        tk_json_set_number(row, "from", (int64_t) finding->from);
        tk_json_set_number(row, "until", (int64_t) finding->until);
        tk_json_set_text(row, "advice", finding->advice);
        tk_json_set_number(row, "figure", finding->figure);
        tk_json_set_number(row, "limit", finding->limit);
        tk_json_set_text(row, "subject", finding->subject);
        json_object_set_new(
            row, "overruled",
            json_boolean(message != NULL && finding_is_overruled(message, finding)));
        json_array_append_new(rows, row);
    }
    return rows;
}

void
view_proposals(TkJson *rows, const GPtrArray *proposals)
{
    for (guint at = 0; at < proposals->len; at++) {
        const Proposal *proposal = g_ptr_array_index(proposals, at);

        if (proposal == NULL)
            continue;
        TkJson *view = json_object();

        tk_json_set_number(view, "from", (int64_t) proposal->from);
        tk_json_set_number(view, "until", (int64_t) proposal->until);
        tk_json_set_text(view, "text", proposal->text);
        tk_json_set_take(json_array_get(rows, at), "proposal", view);
    }
}

static TkJson *
overruled_codes(const char *overruled)
{
    g_auto(GStrv) lines = g_strsplit(overruled, "\n", -1);
    TkJson *codes = json_array();

    for (size_t at = 0; lines[at] != NULL; at++) {
        g_auto(GStrv) parts = g_strsplit_set(lines[at], ":\t", 2);

        if (parts[0] != NULL && *parts[0] != '\0')
            json_array_append_new(codes, json_string(parts[0]));
    }
    return codes;
}

TkJson *
view_message(const Workspace *workspace, const Message *message, GError **error)
{
    g_autoptr(GPtrArray) findings = judge_kept_message(workspace, message, NULL, error);
    g_autoptr(Meeting) meeting =
        message->meeting_id != 0 ? meeting_load(workspace->store, message->meeting_id, NULL) : NULL;

    if (findings == NULL)
        return NULL;
    TkJson *answer = view_message_head(workspace, message);

    tk_json_set_text(answer, "language", message->language);
    tk_json_set_text(answer, "formality", message->formality);
    tk_json_set_id(answer, "meeting_id", message->meeting_id);
    tk_json_set_text(answer, "body", message->body);
    tk_json_set_number(answer, "number", message->number);
    tk_json_set_take(answer, "answered_at", view_instant(message->answered_at));
    tk_json_set_text(answer, "message_id", message->message_id);
    tk_json_set_text(answer, "in_reply_to", message->in_reply_to);
    tk_json_set_text(answer, "thread", message->thread);
    tk_json_set_take(answer, "findings", view_findings(findings, message));
    tk_json_set_take(answer, "overruled", overruled_codes(message->overruled));
    tk_json_set_text(answer, "purpose", meeting != NULL ? meeting->purpose : "");
    tk_json_set_text(answer, "reason", meeting != NULL ? meeting->reason : "");
    tk_json_set_text(answer, "value_for_them", meeting != NULL ? meeting->value_for_them : "");
    tk_json_set_text(answer, "value_for_me", meeting != NULL ? meeting->value_for_me : "");
    return answer;
}
