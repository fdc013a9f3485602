/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * test-sentences.h - holds the keys and facts that rules give against share/sentences. For
 * tests only.
 */
#pragma once

#include <glib.h>

/* The English sentences of a file in share/sentences, by key; aborts on a double key or a line that
 * is no pair. Free with g_hash_table_unref(). */
GHashTable *
sentences_of(const char *file);

/* Aborts unless the key has a sentence and every place in it a fact that is no null. `facts` is a
 * JSON object. */
void
assert_sentence_has_its_facts(const char *file, const char *key, const char *facts);
