/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * confidence.h - does a text that is about to leave tell what a note holds back (I2)?
 *
 * Not only in the same words: in another order, inflection or way of writing a figure, and with
 * words that say the same (near-book.h). A note is cut into its statements; one is told where a
 * sentence of the text, or two that follow each other, have most of what it tells, each word by how
 * much it tells. The text may say much else. Linear in the text and in the notes.
 */
#pragma once

#include "language/share.h"

/* A text on its way out. Not to be shared between threads. */
typedef struct LeavingText LeavingText;

/* `language`: nb, da, sv, en; "" = find out. `text` is copied. Never fails: any bytes may come. */
LeavingText *
leaving_text_new(const LanguageShare *share, const char *text, const char *language);
void
leaving_text_free(LeavingText *leaving);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LeavingText, leaving_text_free)

/* A note that may not leave; texts may be "". */
typedef struct {
    const char *text;
    const char *person, *organisation; /* whom it is about: their names need not stand in it */
    gboolean to_person;                /* the text goes to that person: "you" is their name there */
} Confidence;

/* TRUE where the text tells it; then *out_from and *out_until are the bytes that do (both may be
 * NULL). */
gboolean
leaving_text_tells(LeavingText *leaving, const Confidence *confidence, gsize *out_from,
                   gsize *out_until);
