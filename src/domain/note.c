/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/note.h"

#include <string.h>

Note *
note_new(void)
{
    Note *note = g_new0(Note, 1);

    note->kind = g_strdup("");
    note->text = g_strdup("");
    note->openness = g_strdup("");
    note->source = g_strdup("");
    return note;
}

void
note_free(Note *note)
{
    if (note == NULL)
        return;
    g_free(note->kind);
    g_free(note->text);
    g_free(note->openness);
    g_free(note->source);
    g_free(note);
}

const char *const note_openness_table[] = { "open", "confidence", "internal", NULL };

gboolean
note_openness_is_known(const char *openness)
{
    return g_strv_contains(note_openness_table, openness);
}

/* Place in the table; beyond its end for a word that is none. */
static gsize
strictness(const char *openness)
{
    gsize i = 0;

    while (note_openness_table[i] != NULL && strcmp(note_openness_table[i], openness) != 0)
        i++;
    return i;
}

const char *
note_openness_stricter(const char *one, const char *other)
{
    gsize last = G_N_ELEMENTS(note_openness_table) - 2;
    gsize stricter = MAX(strictness(one), strictness(other));

    return note_openness_table[MIN(stricter, last)];
}

gboolean
note_may_leave(const Note *note)
{
    return strcmp(note->openness, "open") == 0;
}

gboolean
note_is_open_promise(const Note *note)
{
    return note->done_at == 0 &&
           (strcmp(note->kind, "promise_mine") == 0 || strcmp(note->kind, "promise_theirs") == 0);
}
