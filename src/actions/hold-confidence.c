/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/hold-confidence.h"

#include "actions/judge-message.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "base/tk-text.h"
#include "language/confidence.h"
#include "language/judge.h"
#include "store/queries.h"

#include <string.h>

#define FOUND_MOST   10 /* more says nothing new */
#define NOTE_COLUMNS 60 /* of a note, where it is named */

/* The notes are looked at one by one as the store gives them. */
typedef struct {
    const ConfidenceText *text;
    LeavingText *leaving;
    gsize body_length;
    GPtrArray *findings;
    guint found;
} Look;

static gboolean
goes_to(const ConfidenceText *text, TkId person, const char *name)
{
    return (text->receiver != 0 && text->receiver == person) ||
           (text->receiver == 0 && *name != '\0' && g_str_equal(text->receiver_name, name));
}

static void
add_finding(Look *look, TkId note, const char *text, gsize from, gsize until)
{
    Finding *finding = g_new0(Finding, 1);
    g_autofree char *letters = tk_id_to_text(note);
    g_autofree char *line = g_strdelimit(g_strdup(text), "\r\n\t", ' ');

    finding->own_code = g_strconcat(CONFIDENCE_RULE, letters, NULL);
    finding->code = finding->own_code;
    finding->severity = FINDING_ERROR;
    finding->advice = "judge-tells-note";
    finding->subject = tk_text_shorten(line, NOTE_COLUMNS);
    /* What stands in the subject line points at the whole. */
    if (from < look->body_length) {
        finding->from = from;
        finding->until = MIN(until, look->body_length);
    } else {
        finding->until = look->body_length;
    }
    g_ptr_array_add(look->findings, finding);
    look->found++;
}

static gboolean
look_at_note(const DbRow *row, gpointer data, GError **error)
{
    Look *look = data;
    const char *text = db_row_text(row, "text"), *person = db_row_text(row, "person");
    const Confidence confidence = {
        .text = text,
        .person = person,
        .organisation = db_row_text(row, "organisation"),
        .to_person = goes_to(look->text, db_row_number(row, "person_id"), person),
    };
    gsize from = 0, until = 0;

    (void) error;
    if (look->found < FOUND_MOST && leaving_text_tells(look->leaving, &confidence, &from, &until))
        add_finding(look, db_row_number(row, "id"), text, from, until);
    return TRUE;
}

gboolean
confidence_find(const Workspace *workspace, const ConfidenceText *text, GPtrArray *findings,
                GError **error)
{
    g_autofree char *whole = g_strconcat(text->body, "\n\n", text->subject, NULL);
    g_autoptr(LeavingText) leaving = NULL;
    Look look = { .text = text, .body_length = strlen(text->body), .findings = findings };

    g_assert(workspace->language != NULL);
    leaving = leaving_text_new(workspace->language, whole, text->language);
    look.leaving = leaving;
    return store_run(workspace->store, &SQL_NOTE_HELD_BACK, NULL, 0, look_at_note, &look, error);
}

static void
finding_free_item(gpointer data)
{
    finding_free(data);
}

gboolean
confidence_may_leave(const Workspace *workspace, const Message *message, GError **error)
{
    g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(finding_free_item);
    const ConfidenceText text = {
        .language = message->language,
        .subject = message->subject,
        .body = message->body,
        .receiver = message->person_id,
        .receiver_name = "",
    };

    if (!confidence_find(workspace, &text, findings, error))
        return FALSE;
    for (guint at = 0; at < findings->len; at++) {
        const Finding *finding = g_ptr_array_index(findings, at);

        if (!finding_is_overruled(message, finding))
            return tk_failf(error, TK_ERROR_REFUSED, "tells-confidence", "%s, \"%s\"",
                            finding->code, finding->subject);
    }
    return TRUE;
}
