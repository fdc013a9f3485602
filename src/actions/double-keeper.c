/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/double-keeper.h"

#include "actions/join-records.h"
#include "store/queries.h"
#include "store/tables.h"

#define WORDS_AT_ONCE 8
#define OF_A_WORD     40 /* more than so many under one word are not looked at by it */

static gboolean
collect_word(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    g_hash_table_add(data, g_strdup(db_row_text(row, "word")));
    return TRUE;
}

/* Eight of them at a time. */
static gboolean
add_words(Store *store, TkId id, const GPtrArray *words, GError **error)
{
    for (guint from = 0; from < words->len; from += WORDS_AT_ONCE) {
        DbValue values[1 + WORDS_AT_ONCE] = { DB_VALUE_NUMBER(id) };

        for (guint at = 0; at < WORDS_AT_ONCE; at++)
            values[1 + at] =
                DB_VALUE_TEXT(g_ptr_array_index(words, MIN(from + at, words->len - 1)));
        if (!store_run(store, &SQL_DOUBLE_WORD_ADD_EIGHT, values, G_N_ELEMENTS(values), NULL, NULL,
                       error))
            return FALSE;
    }
    return TRUE;
}

gboolean
double_words_keep(Store *store, TkId id, gboolean is_new, char *const *words, GError **error)
{
    g_autoptr(GHashTable) old = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) added = g_ptr_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(id) };
    GHashTableIter iter;
    gpointer word = NULL;

    if (!is_new && !store_run(store, &SQL_DOUBLE_WORDS_OF, values, G_N_ELEMENTS(values),
                              collect_word, old, error))
        return FALSE;
    for (; *words != NULL; words++)
        if (!g_hash_table_remove(old, *words))
            g_ptr_array_add(added, *words);
    if (!add_words(store, id, added, error))
        return FALSE;
    g_hash_table_iter_init(&iter, old);
    while (g_hash_table_iter_next(&iter, &word, NULL)) {
        const DbValue gone[] = { DB_VALUE_NUMBER(id), DB_VALUE_TEXT(word) };

        if (!store_run(store, &SQL_DOUBLE_WORD_REMOVE, gone, G_N_ELEMENTS(gone), NULL, NULL, error))
            return FALSE;
    }
    return TRUE;
}

typedef struct {
    GHashTable *ids; /* TkId* */
    char *word;      /* whose rows are being read */
    GArray *of_word;
} Candidates;

/* A word under which very many stand tells nobody apart. */
static void
end_word(Candidates *candidates)
{
    for (guint at = 0; candidates->of_word->len < OF_A_WORD && at < candidates->of_word->len;
         at++) {
        TkId id = g_array_index(candidates->of_word, TkId, at);

        g_hash_table_add(candidates->ids, g_memdup2(&id, sizeof id));
    }
    g_array_set_size(candidates->of_word, 0);
}

static gboolean
collect_candidate(const DbRow *row, gpointer data, GError **error)
{
    Candidates *candidates = data;
    TkId id = db_row_number(row, "about_id");

    (void) error;
    if (g_strcmp0(candidates->word, db_row_text(row, "word")) != 0) {
        end_word(candidates);
        g_free(candidates->word);
        candidates->word = g_strdup(db_row_text(row, "word"));
    }
    g_array_append_val(candidates->of_word, id);
    return TRUE;
}

static gboolean
collect_candidates(Store *store, char *const *words, GHashTable *out_ids, GError **error)
{
    g_autoptr(GArray) of_word = g_array_new(FALSE, FALSE, sizeof(TkId));
    Candidates candidates = { out_ids, NULL, of_word };
    gboolean found = TRUE;

    while (found && *words != NULL) {
        DbValue values[1 + WORDS_AT_ONCE] = { DB_VALUE_NUMBER(OF_A_WORD) };

        for (unsigned at = 0; at < WORDS_AT_ONCE; at++)
            values[1 + at] = DB_VALUE_TEXT(*words != NULL ? *words++ : "");
        found = store_run(store, &SQL_DOUBLE_CANDIDATES_EIGHT, values, G_N_ELEMENTS(values),
                          collect_candidate, &candidates, error);
    }
    end_word(&candidates);
    g_free(candidates.word);
    return found;
}

static int
compare_ids(gconstpointer one, gconstpointer other)
{
    TkId a = *(const TkId *) one, b = *(const TkId *) other;

    return a < b ? -1 : a > b;
}

gboolean
double_words_meet(Store *store, TkId id, char *const *words, GArray *out_ids, GError **error)
{
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer other = NULL;

    if (!collect_candidates(store, words, ids, error))
        return FALSE;
    g_hash_table_iter_init(&iter, ids);
    while (g_hash_table_iter_next(&iter, &other, NULL))
        if (*(const TkId *) other != id)
            g_array_append_val(out_ids, *(TkId *) other);
    g_array_sort(out_ids, compare_ids); /* the same answer whatever the table's order */
    return TRUE;
}

gboolean
double_pair_offer(const Workspace *workspace, const char *about, DoublePair *pair, TkId one,
                  TkId other, const SameJudgement *judgement, unsigned *put, GError **error)
{
    g_autofree char *reasons = tk_json_text(judgement->reasons);
    g_autoptr(DoublePair) made = NULL;
    unsigned put_off = pair != NULL ? double_pair_times_put_off(pair->rank) : 0;

    if (pair == NULL) {
        if (!double_pair_set(workspace, about, one, other, "waiting", &made, error))
            return FALSE;
        pair = made;
        (*put)++;
    }
    pair->chance = (int64_t) (judgement->chance * DOUBLE_CHANCE_ONE);
    pair->rank = double_pair_rank(pair->chance, put_off);
    g_free(pair->reasons);
    pair->reasons = g_steal_pointer(&reasons);
    return double_pair_put(workspace->store, pair, NULL, error);
}
