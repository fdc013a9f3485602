/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * Nearly the same (T4): what two messages tell, without greeting, sign-off and names, word by word
 * with its weight (near-text.h). Another order, inflection, way of writing a figure or a word that
 * says the same changes little of it; another subject changes most.
 */
#include "language/judge.h"

#include "language/near-text.h"
#include "language/share-private.h"

#include <string.h>

#define LEAST_WEIGHT 2.5  /* less says too little to be the same by it alone */
#define SAME_MORE    0.66 /* of what the one tells that the other tells, too */
#define SAME_LESS    0.50 /* and the other way round */

/* Between greeting and sign-off. */
static NearText *
content_of(const LanguageShare *share, NearReader *reader, const char *text, int language)
{
    g_autoptr(Reading) reading = language_share_read_by(share, text, language, NULL, NULL);
    gsize from = reading->parts.text_from;

    return near_text_new(reader, reading->text + from, reading->parts.text_until - from, FALSE);
}

static GHashTable *
keys_of(const NearText *text)
{
    GHashTable *keys = g_hash_table_new(g_int64_hash, g_int64_equal);

    for (guint i = 0; i < text->keys->len; i++)
        g_hash_table_add(keys, &g_array_index(text->keys, guint64, i));
    return keys;
}

/* How much of `text` the other one with these keys tells, of 1. `out_weight` is what it tells at
 * all. A word counts once, however often it stands. */
static double
told_share(const NearText *text, GHashTable *keys, double *out_weight)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_int64_hash, g_int64_equal);
    double whole = 0, told = 0;

    for (guint i = 0; i < text->items->len; i++) {
        const NearItem *item = near_text_item(text, i);
        const guint64 *own = near_text_keys(text, item);
        gboolean found = FALSE;

        if (item->name || !g_hash_table_add(seen, (gpointer) own))
            continue;
        for (guint k = 0; k < item->keys; k++)
            found |= g_hash_table_contains(keys, own + k);
        whole += item->weight;
        told += found ? item->weight : 0;
    }
    *out_weight = whole;
    return whole > 0 ? told / whole : 0;
}

static gboolean
contents_are_same(const NearText *one, const NearText *other)
{
    g_autoptr(GHashTable) keys_one = keys_of(one);
    g_autoptr(GHashTable) keys_other = keys_of(other);
    double weight_one = 0, weight_other = 0;
    double share_one = told_share(one, keys_other, &weight_one);
    double share_other = told_share(other, keys_one, &weight_other);

    return MIN(weight_one, weight_other) >= LEAST_WEIGHT &&
           MAX(share_one, share_other) >= SAME_MORE && MIN(share_one, share_other) >= SAME_LESS;
}

gboolean
texts_are_nearly_same(const LanguageShare *share, const char *one, const char *other,
                      const char *language)
{
    int number = language_number(language);

    if (strcmp(one, other) == 0)
        return *one != '\0';
    if (number < 0)
        number = language_number(language_of(share, one));
    if (number < 0)
        return FALSE;
    g_autoptr(NearReader) reader = near_reader_new(share->near[number]);
    g_autoptr(NearText) first = content_of(share, reader, one, number);
    g_autoptr(NearText) second = content_of(share, reader, other, number);

    return contents_are_same(first, second);
}
