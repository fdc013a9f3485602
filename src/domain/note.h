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
    char *kind; /* note, achievement, promise_mine, promise_theirs, recommendation */
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

/* I2's words, the strictest last: open, confidence, internal. NULL-terminated. */
extern const char *const note_openness_table[];

gboolean
note_openness_is_known(const char *openness);

/* The stricter of two; a word that is not known counts as the strictest. Constant text. */
const char *
note_openness_stricter(const char *one, const char *other);

/* I2: TRUE when it may reach an outgoing text. What is not clearly open may not. */
gboolean
note_may_leave(const Note *note);

/* A6: TRUE for a promise, either way, that is not yet kept. */
gboolean
note_is_open_promise(const Note *note);
