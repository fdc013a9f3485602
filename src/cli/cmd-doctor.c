/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/keep-safe.h"
#include "base/tk-error.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>
#include <string.h>

#define BACKUP "last-backup"

/* The sentence for one finding; the backup's is told by its day, or that there is none. */
static char *
finding_in_words(const Call *call, const TkJson *finding)
{
    const char *word = tk_json_get_text(finding, "key", "");
    const char *subject = tk_json_get_text(finding, "subject", "");
    g_autofree char *key = g_strdup_printf("doctor-%s", word);
    gint64 at = 0;

    if (strcmp(word, BACKUP) != 0)
        return sentence_about(key, subject);
    if (!g_ascii_string_to_signed(subject, 10, 1, G_MAXINT64, &at, NULL))
        return sentence("doctor-no-backup", NULL);
    g_autofree char *day = day_in_words(tk_day_of(at, call_zone(call)));

    return sentence_about(key, day);
}

/* A backup that is missing or old is a thing to do, and nothing that is broken. */
static gboolean
is_broken(const TkJson *finding)
{
    return !json_is_true(json_object_get(finding, "fine")) &&
           strcmp(tk_json_get_text(finding, "key", ""), BACKUP) != 0;
}

static void
print_finding(const Call *call, const TkJson *finding)
{
    gboolean good = json_is_true(json_object_get(finding, "fine"));
    TerminalStyle style = good ? STYLE_GOOD : is_broken(finding) ? STYLE_BAD : STYLE_WARN;
    g_autofree char *said = finding_in_words(call, finding);
    g_autofree char *wrapped = terminal_wrap(said, call->terminal.columns, 2);

    g_print("%s%s%s %s\n", terminal_style(&call->terminal, style),
            good                 ? "✓"
            : is_broken(finding) ? "✗"
                                 : "!",
            terminal_style(&call->terminal, STYLE_PLAIN), wrapped);
}

static gboolean
run_doctor(const Call *call, GError **error)
{
    g_autoptr(TkJson) answer =
        examine_store(call->workspace, call_flag(call, "search-anew"), error);
    const TkJson *findings;
    gboolean broken = FALSE, quiet;

    if (answer == NULL)
        return FALSE;
    quiet = call_answered(call, answer);
    findings = json_object_get(answer, "findings");
    for (size_t i = 0; i < json_array_size(findings); i++) {
        const TkJson *finding = json_array_get(findings, i);

        broken = broken || is_broken(finding);
        if (!quiet)
            print_finding(call, finding);
    }
    if (broken)
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-unwell", NULL);
    if (!quiet)
        g_print("%s\n", _("All is well."));
    return TRUE;
}

static const CommandOption options[] = {
    { "search-anew", 0, OPTION_FLAG, NULL,
      N_("Make the search index anew, whatever state it is in") },
    { 0 },
};

const Command cmd_doctor = {
    .name = "doctor",
    .group = GROUP_KEEPING,
    .summary = N_("Check that what is kept is sound"),
    .synopsis = "",
    .example = "tokopp doctor",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .options = options,
    .run = run_doctor,
};
