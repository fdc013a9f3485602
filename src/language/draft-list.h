/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * draft-list.h - the smaller things that a draft is filled with: lists, places, titles, the day
 * when something happened, and what a meeting is called.
 */
#pragma once

#include "language/draft-phrase.h"

/* The items of a list as the user wrote it: one a line, or with ";" between; bullets and numbers
 * before them are taken off. Empty ones are none. Ends with NULL; caller owns it. */
char **
phrase_items(const char *list);

/* A list is one part of a sentence ("noun") where all its items are nouns or questions; else its
 * items stand one a line ("sentence"). PHRASE_NONE for an empty one. */
PhraseShape
phrase_list_shape(const LanguageShare *share, const PhraseWords *words, const char *list,
                  int language);

/* "a", "a og b", "a, b og c"; with `either` "eller". */
char *
phrase_list(const LanguageShare *share, const PhraseWords *words, const char *list, gboolean either,
            int language);
/* A line "- Item" for each, a line end before each. */
char *
phrase_bullets(const char *list);

/* "Fuglen" -> "på Fuglen"; "hos dere" stays. */
char *
phrase_place(const PhraseWords *words, const char *place);

/* In the language's quotation marks; marks of its own become single ones. */
char *
phrase_title(const PhraseWords *words, const char *title);

/* "i dag", "i går", or "den 4. februar". */
char *
phrase_when(const PhraseWords *words, int64_t day, int64_t today);

/* "praten over kaffen": what a meeting of this form ("" for any) is thanked for. */
char *
phrase_talk(const PhraseWords *words, const char *form, gboolean formal);
