/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/test-sentences.h"

#include "base/tk-json.h"
#include "base/tk-places.h"

#include <string.h>

GHashTable *
sentences_of(const char *file)
{
    GHashTable *sentences = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GError) error = NULL;
    g_autofree char *name = g_strdup_printf("sentences/%s", file);
    g_autoptr(GBytes) bytes = tk_share_read(name, &error);
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;

    g_assert_no_error(error);
    text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; **line != '\0'; line++) {
        g_auto(GStrv) cells = g_strsplit(*line, "\t", 2);

        g_assert_cmpuint(g_strv_length(cells), ==, 2);
        g_assert_false(g_hash_table_contains(sentences, cells[0]));
        g_hash_table_insert(sentences, g_strdup(cells[0]), g_strdup(cells[1]));
    }
    return sentences;
}

void
assert_sentence_has_its_facts(const char *file, const char *key, const char *facts_text)
{
    g_autoptr(GHashTable) sentences = sentences_of(file);
    const char *sentence = g_hash_table_lookup(sentences, key);
    g_autoptr(TkJson) facts = tk_json_parse(facts_text, strlen(facts_text), NULL);

    g_test_message("%s: %s", key, facts_text);
    g_assert_nonnull(sentence);
    g_assert_nonnull(facts);
    for (const char *open = strchr(sentence, '{'); open != NULL; open = strchr(open + 1, '{')) {
        const char *close = strchr(open, '}');
        g_autofree char *place = g_strndup(open + 1, (gsize) (close - open - 1));
        const TkJson *fact = json_object_get(facts, place);

        g_assert_nonnull(fact);
        g_assert_false(json_is_null(fact));
    }
}
