/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * which-language.h - tells Bokmål, Danish, Swedish and English apart by their small words, word
 * endings and letters.
 *
 * The cues stand in share/language/LANG.words, each with a weight; the file's plain words are at
 * the same time the stop words of the language. A text in another language mostly has no cues.
 */
#pragma once

#include <glib.h>

#define LANGUAGE_COUNT 4

/* "nb", "da", "sv", "en" */
extern const char *const language_codes[LANGUAGE_COUNT];

/* 0..3, or -1. */
int
language_number(const char *code);

typedef struct LanguageCues LanguageCues;

LanguageCues *
language_cues_new(void);
void
language_cues_free(LanguageCues *cues);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LanguageCues, language_cues_free)

/* Errors: TK_ERROR_INVALID "share-malformed" with file and line. */
gboolean
language_cues_add(LanguageCues *cues, int language, const char *file, const char *text,
                  GError **error);

/* Adds the weights of one folded word to the four scores. */
void
language_cues_weigh(const LanguageCues *cues, const char *folded, int scores[LANGUAGE_COUNT]);

/* The language with the best score, or -1 where none leads by `lead`. */
int
language_cues_best(const int scores[LANGUAGE_COUNT], int lead);

gboolean
language_cues_is_stop_word(const LanguageCues *cues, int language, const char *folded);
