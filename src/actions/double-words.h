/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * double-words.h - under which words records stand, and who else does: for many records at once.
 *
 * What is asked of the store for each record alone costs more than all the judging. So the words of
 * a whole piece are put in order, looked up and written side by side, where the store has them on
 * the same pages; and records of one piece meet in memory. Only for actions; needs a work.
 */
#pragma once

#include "base/tk-id.h"
#include "store/store.h"

typedef struct DoubleWords DoubleWords;

DoubleWords *
double_words_new(Store *store);
void
double_words_free(DoubleWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DoubleWords, double_words_free)

/* The record stands under these words (NULL-terminated, copied) and no others, and asks who stands
 * under those of `asked`; one that `is_new` stands under none yet. A record that was added already
 * is passed over. */
void
double_words_add(DoubleWords *words, TkId id, gboolean is_new, char *const *list,
                 char *const *asked);

/* Keeps the words of all records that were added, and finds out who stands beside them. Once. */
gboolean
double_words_write(DoubleWords *words, GError **error);

/* Who else stands under one of the words that this record asked for: each id (TkId) once, in order.
 * Of two records that were added here the greater id is told of the other, whichever asked. A word
 * under which very many stand tells nobody apart and is passed over (same_word_most()). Borrowed;
 * NULL for a record that was not added. */
const GArray *
double_words_others(const DoubleWords *words, TkId id);

/* The record stands under a word now that it did not stand under before. */
gboolean
double_words_are_other(const DoubleWords *words, TkId id);
