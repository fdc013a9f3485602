/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/messages.h"
#include "base/tk-error.h"
#include "cli/render.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* "code=reason" of each --overrule, cut in two in place. */
static gboolean
read_overrules(char **texts, OverruleWish *wishes, GError **error)
{
    for (unsigned i = 0; texts[i] != NULL; i++) {
        char *equals = strchr(texts[i], '=');

        if (equals == NULL || equals == texts[i] || equals[1] == '\0')
            return tk_fail(error, TK_ERROR_INVALID, "overrule-without-reason", texts[i]);
        *equals = '\0';
        wishes[i] = (OverruleWish) { .code = texts[i], .reason = equals + 1 };
    }
    return TRUE;
}

/* Approves what is not approved already; the message as it stands then. */
static TkJson *
approve(const Call *call, TkId id, GError **error)
{
    g_autofree const char **given = call_list(call, "overrule");
    g_auto(GStrv) texts = g_strdupv((char **) given);
    unsigned count = g_strv_length(texts);
    g_autofree OverruleWish *wishes = g_new0(OverruleWish, count + 1);
    g_autoptr(TkJson) message = NULL;

    if (!read_overrules(texts, wishes, error))
        return NULL;
    message = show_message(call->workspace, id, error);
    if (message == NULL)
        return NULL;
    if (count == 0 && strcmp(tk_json_get_text(message, "state", ""), "approved") == 0)
        return g_steal_pointer(&message);
    return approve_message(call->workspace, id, wishes, count, error);
}

/* The bytes of the mail into a file; "-" is standard output. */
static gboolean
write_eml(const Call *call, TkId id, const char *file, GError **error)
{
    g_autofree char *eml = message_as_eml(call->workspace, id, error);

    if (eml == NULL)
        return FALSE;
    if (strcmp(file, "-") == 0) {
        fputs(eml, stdout);
        return TRUE;
    }
    if (!g_file_set_contents_full(file, eml, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "file-unwritable", file);
    return TRUE;
}

/* Takes the approved message out by the ways that were asked for; what came of it goes into
 * `answer`.
 */
static gboolean
take_out(const Call *call, TkId id, TkJson *answer, GError **error)
{
    const char *eml = call_text(call, "eml"), *drafts = call_text(call, "drafts");

    if (eml != NULL) {
        if (!write_eml(call, id, eml, error))
            return FALSE;
        tk_json_set_text(answer, "eml", eml);
    }
    if (call_flag(call, "mailto")) {
        g_autofree char *mailto = message_as_mailto(call->workspace, id, error);

        if (mailto == NULL)
            return FALSE;
        tk_json_set_text(answer, "mailto", mailto);
    }
    if (drafts != NULL) {
        g_autofree char *path =
            message_into_drafts(call->workspace, id, *drafts != '\0' ? drafts : NULL, error);

        if (path == NULL)
            return FALSE;
        tk_json_set_text(answer, "drafts", path);
    }
    return TRUE;
}

static void
print_taken_out(const TkJson *answer)
{
    const char *eml = tk_json_get_text(answer, "eml", NULL);
    const char *mailto = tk_json_get_text(answer, "mailto", NULL);
    const char *drafts = tk_json_get_text(answer, "drafts", NULL);

    if (eml != NULL) {
        g_autofree char *line = filled(_("The email is in {file}."), "file", eml, NULL);

        g_print("%s\n", line);
    }
    if (mailto != NULL)
        g_print("%s\n", mailto);
    if (drafts != NULL) {
        g_autofree char *line =
            filled(_("It is among your mail program's drafts: {file}"), "file", drafts, NULL);

        g_print("%s\n", line);
    }
}

static gboolean
run_approve(const Call *call, GError **error)
{
    g_autofree char *words = call_words(call, 0);
    const char *eml = call_text(call, "eml");
    TkId id = 0;

    if (!call_find_message(call, words, &id, error))
        return FALSE;
    g_autoptr(TkJson) answer = approve(call, id, error);

    if (answer == NULL || !take_out(call, id, answer, error))
        return FALSE;
    /* Standard output belongs to the mail then. */
    if (eml != NULL && strcmp(eml, "-") == 0)
        return TRUE;
    if (call_answered(call, answer))
        return TRUE;
    if (eml == NULL && call_text(call, "drafts") == NULL && !call_flag(call, "mailto"))
        render_message(call, answer);
    print_taken_out(answer);
    return TRUE;
}

static const CommandOption options[] = {
    { "overrule", 0, OPTION_LIST, "CODE=REASON", N_("Keep what a finding is about, and say why") },
    { "eml", 0, OPTION_FILE, "FILE", N_("Write the email to a file") },
    { "mailto", 0, OPTION_FLAG, NULL, N_("Print a mailto: address that opens in a mail program") },
    { "drafts", 0, OPTION_MAYBE, "MAILDIR", N_("Put it among the drafts of a Maildir") },
    { 0 },
};

const Command cmd_approve = {
    .name = "approve",
    .group = GROUP_WRITING,
    .summary = N_("Approve a draft, word by word, and take it out"),
    .synopsis = "MESSAGE [--eml FILE] [--mailto] [--drafts[=MAILDIR]]",
    .details =
        N_("tokopp sends nothing by itself: take the mail out, send it as you always do, and say "
           "tokopp sent. Errors hold an approval back until they are mended or overruled with a "
           "reason. Without a folder --drafts takes the setting mail.drafts."),
    .example = "tokopp approve Kari Holm --eml kari.eml",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .least = 1,
    .options = options,
    .run = run_approve,
};
