/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/export-data.h"
#include "base/tk-error.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

static gboolean
run_export(const Call *call, GError **error)
{
    const char *file = call_word(call, 0);
    const char *word = call_text(call, "format");
    ExportFormat format = EXPORT_VCARD;

    if (word == NULL)
        word = export_word_of_file(file);
    if (word == NULL)
        return tk_fail(error, TK_ERROR_INVALID, "export-format", file);
    if (!export_format_from_words(word, call_text(call, "cards"), &format, error))
        return FALSE;
    if (strcmp(file, "-") == 0) {
        g_auto(WorkspaceLook) look = { 0 };

        if (!workspace_look(call->workspace, &look, error))
            return FALSE;
        g_autoptr(TkJson) written =
            export_to_descriptor(call->workspace, format, STDOUT_FILENO, error);

        *call->answered = written != NULL; /* what went out is all that is said */
        return written != NULL;
    }
    g_autoptr(TkJson) answer =
        export_to_file(call->workspace, format, file, call_flag(call, "force"), error);

    if (answer == NULL)
        return FALSE;
    if (call_answered(call, answer))
        return TRUE;
    /* TRANSLATORS: keep {file}, {people} and {bytes} as they are */
    g_autofree char *line =
        places_fill(format == EXPORT_JSONL ? _("{file}: everything, {rows} rows, {bytes} bytes.")
                                           : _("{file}: {people} people, {bytes} bytes."),
                    answer);

    g_print("%s\n", line);
    return TRUE;
}

static const CommandOption options[] = {
    { "format", 0, OPTION_TEXT, "vcard|csv|jsonl",
      N_("What to write, if the file's name does not tell") },
    { "cards", 0, OPTION_TEXT, "4.0|3.0", N_("Which cards: 4.0, or 3.0 for older programs") },
    { "force", 0, OPTION_FLAG, NULL, N_("Write over a file that is there already") },
    { 0 },
};

const Command cmd_export = {
    .name = "export",
    .group = GROUP_KEEPING,
    .summary = N_("Take everything along: cards, a table, or all that is kept"),
    .synopsis = "FILE",
    .details = N_("The file's ending tells what is written: .vcf is a card for each person, .csv a "
                  "table for spreadsheets, .jsonl everything there is. \"-\" is standard output. "
                  "All of it can be brought in again with tokopp import."),
    .example = "tokopp export ~/people.vcf",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .words = WORDS_FILES,
    .least = 1,
    .most = 1,
    .options = options,
    .run = run_export,
};
