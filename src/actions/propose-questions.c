/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/propose-questions.h"

#include "actions/open-meeting.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "domain/campaign.h"
#include "domain/note.h"
#include "language/question-bank.h"
#include "language/which-language.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

#define LOOKED_AT 50 /* notes, messages and meetings, newest first */

/* What the questions are made of; texts live as long as this. */
typedef struct {
    Person *person;
    GPtrArray *notes, *meetings, *messages;
    Campaign *campaign;
    GString *asked;
} Dossier;

static void
dossier_clear(Dossier *dossier)
{
    person_free(dossier->person);
    campaign_free(dossier->campaign);
    g_clear_pointer(&dossier->notes, g_ptr_array_unref);
    g_clear_pointer(&dossier->meetings, g_ptr_array_unref);
    g_clear_pointer(&dossier->messages, g_ptr_array_unref);
    if (dossier->asked != NULL)
        g_string_free(dossier->asked, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Dossier, dossier_clear)

static const Meeting *
newest_meeting(const Dossier *dossier)
{
    return dossier->meetings->len > 0 ? g_ptr_array_index(dossier->meetings, 0) : NULL;
}

static gboolean
dossier_load(const Workspace *workspace, TkId id, Dossier *dossier, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(id), DB_VALUE_NUMBER(LOOKED_AT) };

    dossier->notes = note_array_new();
    dossier->meetings = meeting_array_new();
    dossier->messages = message_array_new();
    dossier->asked = g_string_new(NULL);
    dossier->person = person_load(workspace->store, id, error);
    if (dossier->person == NULL ||
        !store_run(workspace->store, &SQL_NOTE_OF_PERSON, values, G_N_ELEMENTS(values),
                   note_collect, dossier->notes, error) ||
        !store_run(workspace->store, &SQL_MEETING_OF_PERSON, values, G_N_ELEMENTS(values),
                   meeting_collect, dossier->meetings, error) ||
        !store_run(workspace->store, &SQL_MESSAGE_OF_PERSON, values, G_N_ELEMENTS(values),
                   message_collect, dossier->messages, error))
        return FALSE;
    for (guint i = 0; i < dossier->notes->len; i++)
        g_string_append_printf(dossier->asked, "%s\n",
                               ((const Note *) g_ptr_array_index(dossier->notes, i))->text);
    for (guint i = 0; i < dossier->messages->len; i++)
        g_string_append_printf(dossier->asked, "%s\n",
                               ((const Message *) g_ptr_array_index(dossier->messages, i))->body);
    const Meeting *newest = newest_meeting(dossier);

    if (newest != NULL && newest->campaign_id != 0)
        dossier->campaign = campaign_load(workspace->store, newest->campaign_id, NULL);
    return TRUE;
}

/* I2: what is quoted to them is open. Promises are a list of their own. */
static const char *
said_last(const Dossier *dossier)
{
    for (guint i = 0; i < dossier->notes->len; i++) {
        const Note *note = g_ptr_array_index(dossier->notes, i);

        if (note_may_leave(note) && strcmp(note->kind, "note") == 0)
            return note->text;
    }
    return "";
}

static const char *
theme_of(const Dossier *dossier)
{
    const Meeting *newest = newest_meeting(dossier);

    if (dossier->campaign != NULL && *dossier->campaign->theme != '\0')
        return dossier->campaign->theme;
    return newest != NULL ? newest->purpose : "";
}

static gboolean
was_held(const Dossier *dossier)
{
    static const char *const held[] = { "held", "thanked", "kept", NULL };

    for (guint i = 0; i < dossier->meetings->len; i++) {
        const Meeting *meeting = g_ptr_array_index(dossier->meetings, i);

        if (g_strv_contains(held, meeting->stage))
            return TRUE;
    }
    return FALSE;
}

static const char *
purpose_of(const Dossier *dossier)
{
    const Meeting *newest = newest_meeting(dossier);

    if (newest != NULL && strcmp(newest->asked_by, "them") == 0)
        return "host";
    if (was_held(dossier))
        return "second";
    return dossier->campaign != NULL ? "trends" : "learn";
}

static TkJson *
view_proposed(const QuestionWish *wish, const GPtrArray *questions)
{
    TkJson *answer = json_object(), *rows = json_array();

    for (guint i = 0; i < questions->len; i++)
        json_array_append_new(rows, json_string(g_ptr_array_index(questions, i)));
    tk_json_set_text(answer, "purpose", wish->purpose);
    tk_json_set_text(answer, "language", wish->language);
    tk_json_set_take(answer, "questions", rows);
    return answer;
}

TkJson *
propose_questions(const Workspace *workspace, TkId person, const QuestionsWish *wish,
                  GError **error)
{
    g_auto(Dossier) dossier = { 0 };

    if (wish->purpose != NULL && !g_strv_contains(question_purpose_table, wish->purpose))
        return tk_fail_null(error, TK_ERROR_INVALID, "purpose-unknown", wish->purpose);
    if (wish->language != NULL && language_number(wish->language) < 0)
        return tk_fail_null(error, TK_ERROR_INVALID, "language-unknown", wish->language);
    if (!dossier_load(workspace, person, &dossier, error))
        return NULL;
    const QuestionWish made = {
        .language =
            wish->language != NULL ? wish->language : language_for(workspace, dossier.person),
        .purpose = wish->purpose != NULL ? wish->purpose : purpose_of(&dossier),
        .role = dossier.person->title,
        .organisation = dossier.person->organisation_name,
        .theme = theme_of(&dossier),
        .said = said_last(&dossier),
        .asked = dossier.asked->str,
        .seed = (guint) (person & 0xffff) + wish->seed,
        .count = wish->count != 0 ? wish->count : QUESTIONS_PROPOSED,
    };
    g_autoptr(GPtrArray) questions = question_bank_propose(workspace->language, &made);

    return view_proposed(&made, questions);
}
