/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * sentences.h - the sentence for a key and its facts, in the language of the terminal.
 *
 * Below a door nobody writes sentences: an error, a finding, a reason or a row of the journal is a
 * key and facts. Their English stands in share/sentences/, the other languages in po/.
 */
#pragma once

#include "base/tk-day.h"
#include "base/tk-json.h"

#include <glib.h>

/* A row of share/sentences/, made into C by tools/sentences.py. */
typedef struct {
    const char *key;
    const char *one;  /* with places such as {days} */
    const char *many; /* for more than one of what the first place names, or NULL */
} Sentence;

extern const Sentence sentence_table[]; /* sorted by key */
extern const unsigned sentence_count;

/* The sentence with its places filled from `facts` (may be NULL): texts and numbers as they are,
 * days and instants as a day in words, objects by their "name", lists with commas. A key without a
 * sentence comes out as itself, a place without a fact as "…". Never NULL; caller frees. */
char *
sentence(const char *key, const TkJson *facts);
/* The sentence whose only place is {subject}. */
char *
sentence_about(const char *key, const char *subject);

gboolean
sentence_exists(const char *key);

/* The word for a stable word of a kind: word_for("act", "follow_up") -> "Follow up". The word
 * itself where there is none; "" for "". Borrowed. */
const char *
word_for(const char *kind, const char *word);

/* Fills the places of any translated text; the second from pairs of name and value, NULL at the
 * end: filled(_("Kept {name}."), "name", name, NULL). */
char *
places_fill(const char *text, const TkJson *facts);
char *
filled(const char *text, ...) G_GNUC_NULL_TERMINATED;

/* "7 December 2026" and "Monday 7 December 2026" in the language of the terminal. */
char *
day_in_words(TkDay day);
char *
weekday_in_words(TkDay day);
/* The day in words of "2026-12-07" or "2026-12-07T09:30:00Z"; other texts as they are, "" for NULL.
 */
char *
time_in_words(const char *text, const char *zone);
