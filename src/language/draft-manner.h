/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * draft-manner.h - how a person writes: their own greeting, sign-off and turns of phrase, learnt
 * from what they changed in earlier letters. A draft in their manner begins and ends as they do.
 */
#pragma once

#include "language/share.h"

/* A letter as it went out, what had been proposed for it ("" for nothing: then all of it is their
 * own), and to whom. Borrowed. */
typedef struct {
    const char *body, *proposed;
    const char *receiver_name, *receiver_given_name;
} DraftWritten;

typedef struct {
    char *greeting;    /* "Hallo {receiver_given_name}!"; "" where they leave it as proposed */
    char *closing;     /* "Klem\nOla": sign-off and name; "" the same */
    GHashTable *pairs; /* two words that follow each other in sentences of their own */
} DraftManner;

/* From letters in one language, the newest first: the newest greeting and sign-off of their own
 * count. Caller owns it. */
DraftManner *
draft_manner_learn(const LanguageShare *share, const DraftWritten *written, guint count,
                   const char *language);
void
draft_manner_free(DraftManner *manner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DraftManner, draft_manner_free)

/* How many of the text's pairs of words are theirs: 0 (none, or nothing known) to 1. */
double
draft_manner_nearness(const DraftManner *manner, const char *text);
