/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/messages.h"
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
    if (!call_find_message(call, words, &id, error) ||
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
    .summary = N_("Say what they answered, when it did not come by mail"),
    .synopsis = "MESSAGE yes|no|later [--at TIME]",
    .details = N_("Answers by mail are found by themselves when you import your mail again."),
    .example = "tokopp answer Kari Holm yes",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .least = 2,
    .options = options,
    .run = run_answer,
};
