/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * letters.h - makes foreign bytes safe to read and words comparable, without moving a byte.
 *
 * A finding points at bytes of the text as the user has it, so nothing here changes the length of
 * what it levels: what cannot be read becomes a blank in the same place.
 */
#pragma once

#include <glib.h>

#define LETTERS_WORD_MOST 48 /* bytes of a word that are compared; no word of ours is longer */

/* A copy of the same length that is valid UTF-8: each bad byte becomes '?', control signs a space,
 * tags of HTML mail a line end (paragraphs, breaks) or spaces. Caller frees with g_free(). */
char *
letters_level(const char *body, gsize length);

/* Appends the form in which words are compared: lower case, accents off but å ä ö æ ø kept apart,
 * typographic apostrophe as '. At most LETTERS_WORD_MOST bytes. */
void
letters_fold_word(const char *from, const char *until, GString *folded);

/* A line or phrase in that form: words parted by one space, other signs left out. */
char *
letters_fold_line(const char *from, const char *until);
char *
letters_fold(const char *text);

/* TRUE for a letter, digit or an apostrophe or hyphen that `next` goes on from. */
gboolean
letters_in_word(gunichar sign, gunichar next);

/* How many bytes from `text` on are of those in `accepted`. As strspn(), which some checkers turn
 * into a look at the whole rest of the text. */
gsize
letters_span(const char *text, const char *accepted);
/* How many before the first of those in `ends`, as strcspn(). */
gsize
letters_until(const char *text, const char *ends);
