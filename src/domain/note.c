/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/note.h"

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
