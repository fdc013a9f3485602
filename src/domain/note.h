/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * note.h - what was said or learned, and whether it may leave the house (I2).
 */
#pragma once

#include "base/tk-id.h"

#include <glib.h>
#include <stdint.h>

typedef struct {
    TkId id;
    TkId person_id;
    TkId meeting_id;
    char *kind; /* note, achievement, promise_mine, promise_theirs, recommendation, milestone */
    char *text;
    char *openness; /* open, confidence, internal (I2) */
    char *source;
    int64_t at;
    int64_t done_at;
} Note;

/* An empty one: every text "", every number 0. Caller owns it. */
Note *
note_new(void);

void
note_free(Note *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Note, note_free)
