/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/shown.h"

#include "base/tk-error.h"
#include "base/tk-places.h"

#include <string.h>

#define STATE_FILE   "shown-rows"
#define MOST_LETTERS 4

/* Whose numbers these are: a second store has its own lists. */
static char *
owner_line(const TkSettings *settings)
{
    g_autofree char *digest =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, tk_settings_text(settings, "store"), -1);

    return g_steal_pointer(&digest);
}

static void
append_id(GString *text, TkId id)
{
    g_autofree char *letters = id != 0 ? tk_id_to_text(id) : g_strdup("-");

    g_string_append_printf(text, "%s ", letters);
}

void
shown_keep(const TkSettings *settings, const GArray *rows)
{
    g_autofree char *file = tk_place_state(STATE_FILE);
    g_autofree char *owner = owner_line(settings);
    g_autoptr(GString) text = g_string_new(owner);

    for (unsigned i = 0; i < rows->len; i++) {
        const ShownRow *row = &g_array_index(rows, ShownRow, i);

        g_string_append_c(text, '\n');
        append_id(text, row->due);
        append_id(text, row->person);
        append_id(text, row->message);
        append_id(text, row->milestone);
        append_id(text, row->pair);
    }
    /* Not forced onto the disk: after a power cut the numbers of the last list are no loss, but two
     * waits for the disk are most of what a list takes on a slow one. */
    if (file != NULL)
        g_file_set_contents_full(file, text->str, (gssize) text->len, G_FILE_SET_CONTENTS_NONE,
                                 0600, NULL);
}

gboolean
shown_number(const char *words, unsigned *out_number)
{
    guint64 number = 0;

    if (strlen(words) > MOST_LETTERS ||
        !g_ascii_string_to_unsigned(words, 10, 1, G_MAXUINT, &number, NULL))
        return FALSE;
    *out_number = (unsigned) number;
    return TRUE;
}

static TkId
id_of(const char *letters)
{
    TkId id = 0;

    return letters != NULL && tk_id_from_text(letters, &id) ? id : 0;
}

gboolean
shown_find(const TkSettings *settings, unsigned number, ShownRow *out_row, GError **error)
{
    g_autofree char *file = tk_place_state(STATE_FILE);
    g_autofree char *owner = owner_line(settings);
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;
    g_auto(GStrv) ids = NULL;

    if (file != NULL && g_file_get_contents(file, &text, NULL, NULL))
        lines = g_strsplit(text, "\n", -1);
    if (lines == NULL || g_strcmp0(lines[0], owner) != 0 || number >= g_strv_length(lines))
        return tk_failf(error, TK_ERROR_NOT_FOUND, "no-such-row", "%u", number);
    ids = g_strsplit(lines[number], " ", -1);
    if (g_strv_length(ids) < 5)
        return tk_failf(error, TK_ERROR_NOT_FOUND, "no-such-row", "%u", number);
    out_row->due = id_of(ids[0]);
    out_row->person = id_of(ids[1]);
    out_row->message = id_of(ids[2]);
    out_row->milestone = id_of(ids[3]);
    out_row->pair = id_of(ids[4]);
    return TRUE;
}

gboolean
shown_find_due(const TkSettings *settings, const char *words, TkId *out_due, GError **error)
{
    unsigned number = 0;
    ShownRow row = { 0 };

    if (!shown_number(words, &number)) {
        if (!tk_id_from_text(words, out_due))
            return tk_fail(error, TK_ERROR_INVALID, "not-a-row", words);
        return TRUE;
    }
    if (!shown_find(settings, number, &row, error))
        return FALSE;
    if (row.due == 0)
        return tk_fail(error, TK_ERROR_NOT_FOUND, "no-such-row", words);
    *out_due = row.due;
    return TRUE;
}

ShownRow
shown_row_of(const TkJson *row)
{
    const TkJson *person = json_object_get(row, "person");
    const TkJson *about = json_object_get(row, "about");
    ShownRow shown = { 0 };

    shown.person = id_of(tk_json_get_text(person, "id", NULL));
    if (about != NULL) {
        shown.due = id_of(tk_json_get_text(row, "id", NULL));
        if (strcmp(tk_json_get_text(about, "kind", ""), "message") == 0)
            shown.message = id_of(tk_json_get_text(about, "id", NULL));
        if (strcmp(tk_json_get_text(about, "kind", ""), "milestone") == 0)
            shown.milestone = id_of(tk_json_get_text(about, "id", NULL));
    } else {
        shown.message = id_of(tk_json_get_text(row, "id", NULL));
    }
    return shown;
}
