/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/import-files.h"
#include "base/tk-error.h"
#include "base/tk-text.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define BAR_COLUMNS   24
#define NAME_COLUMNS  24
#define LEFT_OUT_ROWS 20 /* shown; --json has all that the report names */
#define MEBIBYTE      (1 << 20)

/* One line on standard error that is drawn over again and wiped at the end. */
static gboolean
draw_progress(const char *file, int64_t done, int64_t total, gpointer data)
{
    g_autofree char *name = g_path_get_basename(file);
    g_autofree char *clean = terminal_clean(name);
    g_autofree char *shorter = tk_text_shorten(clean, NAME_COLUMNS);
    g_autofree char *padded = terminal_pad(shorter, NAME_COLUMNS);
    gboolean *drawn = data;

    *drawn = TRUE;
    if (total <= 0) {
        fprintf(stderr, "\r%s %" G_GINT64_FORMAT " MiB", padded, (gint64) (done / MEBIBYTE));
        return TRUE;
    }
    int64_t filled = MIN(done, total) * BAR_COLUMNS / total;
    g_autofree char *bar = g_strnfill((gsize) filled, '=');
    g_autofree char *rest = g_strnfill((gsize) (BAR_COLUMNS - filled), ' ');

    fprintf(stderr, "\r%s [%s%s] %3d %%  %.1f / %.1f MiB", padded, bar, rest,
            (int) (MIN(done, total) * 100 / total), (double) done / MEBIBYTE,
            (double) total / MEBIBYTE);
    return TRUE;
}

static void
print_counts(const Call *call, const TkJson *report)
{
    static const struct {
        const char *key;
        const char *label;
    } outcomes[] = {
        { "new", N_("New") },
        { "changed", N_("Changed") },
        { "same", N_("Same as before") },
    };
    g_autoptr(TerminalTable) table = terminal_table_new(4);

    terminal_table_add(table, "", _("People"), _("Organisations"), _("Emails and meetings"));
    for (unsigned i = 0; i < G_N_ELEMENTS(outcomes); i++) {
        const TkJson *counts = json_object_get(report, outcomes[i].key);
        g_autofree char *people =
            g_strdup_printf("%" G_GINT64_FORMAT, (gint64) tk_json_get_number(counts, "people", 0));
        g_autofree char *organisations = g_strdup_printf(
            "%" G_GINT64_FORMAT, (gint64) tk_json_get_number(counts, "organisations", 0));
        g_autofree char *interactions = g_strdup_printf(
            "%" G_GINT64_FORMAT, (gint64) tk_json_get_number(counts, "interactions", 0));

        terminal_table_add(table, _(outcomes[i].label), people, organisations, interactions);
    }
    terminal_table_print(table, &call->terminal, 0);
}

static void
print_left_out(const Call *call, const TkJson *report)
{
    const TkJson *rows = json_object_get(report, "left_out");
    size_t count = json_array_size(rows), shown = MIN(count, LEFT_OUT_ROWS);
    int64_t more = (int64_t) (count - shown) + tk_json_get_number(report, "left_out_more", 0);

    if (count == 0)
        return;
    g_print("\n%s%s%s\n", terminal_style(&call->terminal, STYLE_STRONG), _("Left out"),
            terminal_style(&call->terminal, STYLE_PLAIN));
    for (size_t i = 0; i < shown; i++) {
        const TkJson *row = json_array_get(rows, i);
        int64_t line = tk_json_get_number(row, "line", 0);
        g_autofree char *place =
            line > 0 ? g_strdup_printf(":%" G_GINT64_FORMAT, (gint64) line) : g_strdup("");
        g_autofree char *why = sentence_about(tk_json_get_text(row, "reason", ""),
                                              tk_json_get_text(row, "subject", ""));

        g_print("  %s%s: %s\n", tk_json_get_text(row, "file", ""), place, why);
    }
    if (more > 0) {
        g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, (gint64) more);
        g_autofree char *line =
            filled(ngettext("and one more; --json names them",
                            "and {count} more; --json names them", (unsigned long) more),
                   "count", number, NULL);

        g_print("  %s\n", line);
    }
}

/* What the columns of a table that no program of ours is known to write were taken for. */
static void
print_tables(const TkJson *report)
{
    const TkJson *tables = json_object_get(report, "tables");

    for (size_t at = 0; at < json_array_size(tables); at++) {
        const TkJson *table = json_array_get(tables, at);
        const TkJson *columns = json_object_get(table, "columns");
        g_autoptr(GString) pairs = g_string_new("");

        if (*tk_json_get_text(table, "shape", "") != '\0')
            continue;
        for (size_t i = 0; i < json_array_size(columns); i++) {
            const TkJson *column = json_array_get(columns, i);

            g_string_append_printf(pairs, "%s%s=%s", i > 0 ? "," : "",
                                   tk_json_get_text(column, "name", ""),
                                   tk_json_get_text(column, "field", ""));
        }
        g_autofree char *clean = terminal_clean(pairs->str);

        g_print("%s\n  %s\n", _("The columns were taken as (--map changes it):"), clean);
    }
}

static void
print_bulk(int64_t mails)
{
    g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, (gint64) mails);
    g_autofree char *line =
        filled(ngettext("One email is from a list or a machine and says nothing about ties.",
                        "{count} emails are from lists and machines and say nothing about ties.",
                        (unsigned long) mails),
               "count", number, NULL);

    if (mails > 0)
        g_print("%s\n", line);
}

static void
print_report(const Call *call, const TkJson *report, gboolean dry_run)
{
    int64_t answers = tk_json_get_number(report, "answers", 0);

    if (dry_run)
        g_print("%s\n", _("Nothing was written; this is what would come in:"));
    print_counts(call, report);
    print_tables(report);
    if (answers > 0) {
        g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, (gint64) answers);
        g_autofree char *line = filled(ngettext("One answer to what you sent: see tokopp.",
                                                "{count} answers to what you sent: see tokopp.",
                                                (unsigned long) answers),
                                       "count", number, NULL);

        g_print("%s\n", line);
    }
    print_bulk(tk_json_get_number(report, "bulk", 0));
    print_left_out(call, report);
}

static gboolean
run_import(const Call *call, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    gboolean drawn = FALSE;
    ImportWish wish = {
        .dry_run = call_flag(call, "dry-run"),
        .keep_text =
            call_flag(call, "keep-text") || tk_settings_boolean(call->settings, "import.keep-text"),
        .mapping = call_text(call, "map"),
        .progress_data = &drawn,
    };

    if (call->terminal.progress && !call->json && !call->quiet)
        wish.progress = draw_progress;
    for (unsigned i = 0; i < call_word_count(call); i++)
        g_ptr_array_add(paths, (gpointer) call_word(call, i));
    g_ptr_array_add(paths, NULL);
    g_autoptr(TkJson) report =
        import_files(call->workspace, (const char *const *) paths->pdata, &wish, error);

    if (drawn)
        fprintf(stderr, "\r\033[K");
    if (report == NULL)
        return FALSE;
    if (call_answered(call, report))
        return TRUE;
    print_report(call, report, wish.dry_run);
    return TRUE;
}

static const CommandOption options[] = {
    { "dry-run", 0, OPTION_FLAG, NULL, N_("Only say what would come in") },
    { "map", 0, OPTION_TEXT, "COLUMN=FIELD,...",
      N_("Say what columns of a table are, such as Navn=name,Firma=organisation,E-post=email") },
    { "keep-text", 0, OPTION_FLAG, NULL,
      N_("Keep the text of all emails, not only of our own threads") },
    { 0 },
};

const Command cmd_import = {
    .name = "import",
    .group = GROUP_KEEPING,
    .summary = N_("Bring in contacts, mail and calendars"),
    .synopsis = "FILE...",
    .details =
        N_("LinkedIn's export (zip, folder or single CSV files), contact cards (.vcf), mail "
           "(mbox, gzipped too, Maildir, .eml), calendars (.ics): any mix, again and again. What "
           "is in already stays as it is. Of mails and meetings it keeps who, when and the "
           "subject, not the text."),
    .example = "tokopp import LinkedInExport.zip people.vcf archive.mbox ~/Maildir",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .words = WORDS_FILES,
    .least = 1,
    .options = options,
    .run = run_import,
};
