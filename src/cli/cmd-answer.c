/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/messages.h"
#include "actions/people.h"
#include "base/tk-error.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *
kind_word(const char *outcome)
{
    if (strcmp(outcome, "yes") == 0)
        return _("Lovely. The next step is on the list.");
    if (strcmp(outcome, "later") == 0)
        return _("Noted: later, then.");
    return _("Noted. A no is an answer, too.");
}

/* Words that name a person mean what went out to them last and has no answer yet: a reminder that
 * is drafted already cannot be answered. */
static gboolean
find_sent(const Call *call, const char *words, TkId *out_message, GError **error)
{
    TkId person = 0;

    if (tk_id_from_text(words, out_message) || !call_find_person(call, words, &person, NULL))
        return call_find_message(call, words, out_message, error);
    g_autoptr(TkJson) shown = show_person(call->workspace, person, error);
    const TkJson *newest = NULL, *meetings;

    if (shown == NULL)
        return FALSE;
    meetings = json_object_get(shown, "meetings");
    for (size_t i = 0; i < json_array_size(meetings); i++) {
        const TkJson *heads = json_object_get(json_array_get(meetings, i), "messages");

        for (size_t j = 0; j < json_array_size(heads); j++) {
            const TkJson *head = json_array_get(heads, j);

            if (strcmp(tk_json_get_text(head, "state", ""), "sent") == 0 &&
                (newest == NULL || strcmp(tk_json_get_text(head, "sent_at", ""),
                                          tk_json_get_text(newest, "sent_at", "")) > 0))
                newest = head;
        }
    }
    if (newest == NULL)
        return call_find_message(call, words, out_message, error);
    return call_find_message(call, tk_json_get_text(newest, "id", ""), out_message, error);
}

static gboolean
run_answer(const Call *call, GError **error)
{
    static const char *const outcomes[] = { "yes", "no", "later", NULL };
    const char *outcome = call_word(call, call_word_count(call) - 1);
    g_autofree char *words = call_words(call, 0);
    TkId id = 0;
    int64_t at = 0;

    if (!g_strv_contains(outcomes, outcome))
        return tk_failf(error, TK_ERROR_INVALID, "word-not-among", "%s: yes|no|later", outcome);
    words[strlen(words) - strlen(outcome) - 1] = '\0';
    if (!find_sent(call, words, &id, error) ||
        !call_instant(call, call_text(call, "at"), &at, error))
        return FALSE;
    g_autoptr(TkJson) answer = record_answer(call->workspace, id, outcome, at, error);

    if (answer == NULL)
        return FALSE;
    call_print_done(call, answer, kind_word(outcome));
    return TRUE;
}

static const CommandOption options[] = {
    { "at", 0, OPTION_TEXT, "TIME", N_("When it came; else now") },
    { 0 },
};

const Command cmd_answer = {
    .name = "answer",
    .group = GROUP_WRITING,
    .summary = N_("Say what they answered when it did not come by mail"),
    .synopsis = "MESSAGE yes|no|later [--at TIME]",
    .details = N_("Answers by mail are found by themselves when you import your mail again."),
    .example = "tokopp answer Kari Holm yes",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .least = 2,
    .options = options,
    .run = run_answer,
};
