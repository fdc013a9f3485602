/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/tie-keeper.h"

#include "actions/own-person.h"
#include "actions/search-keeper.h"
#include "actions/workspace-private.h"
#include "base/tk-text.h"
#include "domain/tie.h"
#include "store/mark-store.h"
#include "store/network-state.h"
#include "store/queries.h"
#include "store/tables.h"

/* Past so many the cache is emptied after a flush: about 100 MB. */
#define CACHE_MOST 200000
#define PAGE       500

/* Set by a migration that leaves no ties behind. */
#define STALE_MARK "ties-stale"

/* Pairs between others grow with the square of a circle; in a larger one they say little
 * (domain/tie.c weighs by circle), so only ties to and from me are kept for it. */
#define CIRCLE_FOR_OTHERS 8

typedef struct {
    TkId from, to;
} Pair;

typedef struct {
    Tie *tie;
    gboolean stored; /* the store has a row of it */
    gboolean dirty;
} Kept;

struct TieKeeper {
    const Workspace *workspace;
    MethodLimits limits;
    TkId me;
    GHashTable *ties; /* Pair -> Kept */
};

static guint
pair_hash(gconstpointer key)
{
    const Pair *pair = key;
    uint64_t mixed = ((uint64_t) pair->from * UINT64_C(0x9e3779b97f4a7c15)) ^ (uint64_t) pair->to;

    return (guint) (mixed ^ mixed >> 32);
}

static gboolean
pair_equal(gconstpointer one, gconstpointer other)
{
    const Pair *a = one, *b = other;

    return a->from == b->from && a->to == b->to;
}

static void
kept_free(gpointer data)
{
    Kept *kept = data;

    tie_free(kept->tie);
    g_free(kept);
}

TieKeeper *
tie_keeper_new(const Workspace *workspace, TkId me)
{
    TieKeeper *keeper = g_new0(TieKeeper, 1);

    keeper->workspace = workspace;
    keeper->me = me;
    workspace_limits(workspace, &keeper->limits);
    keeper->ties = g_hash_table_new_full(pair_hash, pair_equal, g_free, kept_free);
    return keeper;
}

void
tie_keeper_free(TieKeeper *keeper)
{
    if (keeper == NULL)
        return;
    g_hash_table_unref(keeper->ties);
    g_free(keeper);
}

static gboolean
take_tie(const DbRow *row, gpointer data, GError **error)
{
    Tie **out = data;

    (void) error;
    tie_free(*out);
    *out = tie_from_row(row);
    return TRUE;
}

static Kept *
keep_tie(TieKeeper *keeper, const Pair *pair, Tie *stored_take)
{
    Kept *kept = g_new0(Kept, 1);

    kept->stored = stored_take != NULL;
    kept->tie = stored_take;
    if (kept->tie == NULL) {
        kept->tie = tie_new();
        kept->tie->id = store_new_id(keeper->workspace->store);
        kept->tie->from_person_id = pair->from;
        kept->tie->to_person_id = pair->to;
    }
    g_hash_table_insert(keeper->ties, g_memdup2(pair, sizeof *pair), kept);
    return kept;
}

static Kept *
find_kept(TieKeeper *keeper, TkId from, TkId to, GError **error)
{
    Pair pair = { from, to };
    Kept *kept = g_hash_table_lookup(keeper->ties, &pair);

    if (kept != NULL)
        return kept;
    const DbValue values[] = { DB_VALUE_NUMBER(from), DB_VALUE_NUMBER(to) };
    g_autoptr(Tie) tie = NULL;

    if (!store_run(keeper->workspace->store, &SQL_TIE_BY_PAIR, values, G_N_ELEMENTS(values),
                   take_tie, &tie, error))
        return NULL;
    return keep_tie(keeper, &pair, g_steal_pointer(&tie));
}

/* What happened as seen from `first` towards `second`. */
static const char *
way_between(const Participant *first, const Participant *second)
{
    if (g_str_equal(first->role, "from"))
        return "out";
    if (g_str_equal(second->role, "from"))
        return "in";
    return "both";
}

static gboolean
add_pair(TieKeeper *keeper, const Interaction *interaction, const Participant *one,
         const Participant *other, GError **error)
{
    gboolean swap = other->person_id == keeper->me ||
                    (one->person_id != keeper->me && one->person_id > other->person_id);
    const Participant *first = swap ? other : one;
    const Participant *second = swap ? one : other;
    Kept *kept = find_kept(keeper, first->person_id, second->person_id, error);

    if (kept == NULL)
        return FALSE;
    const TieEvent event = {
        .kind = interaction->kind,
        .way = way_between(first, second),
        .at = interaction->at,
        .circle = interaction->circle,
        .begins = g_str_equal(interaction->thread, interaction->external_id),
    };

    tie_take(kept->tie, &event, &keeper->limits);
    kept->dirty = TRUE;
    return TRUE;
}

gboolean
tie_keeper_add(TieKeeper *keeper, const Interaction *interaction, const GPtrArray *participants,
               GError **error)
{
    gboolean small = interaction->circle <= CIRCLE_FOR_OTHERS;

    for (guint at = 0; at < participants->len; at++) {
        const Participant *one = g_ptr_array_index(participants, at);

        for (guint next = at + 1; next < participants->len; next++) {
            const Participant *other = g_ptr_array_index(participants, next);

            if (one->person_id == other->person_id)
                continue;
            if (!small && one->person_id != keeper->me && other->person_id != keeper->me)
                continue;
            if (!add_pair(keeper, interaction, one, other, error))
                return FALSE;
        }
    }
    return TRUE;
}

gboolean
tie_keeper_touch(TieKeeper *keeper, TkId person, GError **error)
{
    Kept *kept = find_kept(keeper, keeper->me, person, error);

    if (kept == NULL)
        return FALSE;
    kept->dirty |= !kept->stored;
    return TRUE;
}

void
tie_keeper_begin(TieKeeper *keeper, TkId person)
{
    const Pair pair = { keeper->me, person };

    keep_tie(keeper, &pair, NULL)->dirty = TRUE;
}

gboolean
tie_keeper_knows(const TieKeeper *keeper, TkId person, int64_t *out_standing)
{
    const Pair pair = { keeper->me, person };
    const Kept *kept = g_hash_table_lookup(keeper->ties, &pair);

    if (kept == NULL || kept->dirty)
        return FALSE;
    *out_standing = kept->tie->standing;
    return TRUE;
}

static gboolean
write_kept(TieKeeper *keeper, Kept *kept, GError **error)
{
    Store *store = keeper->workspace->store;
    int64_t before = kept->tie->standing;

    tie_settle(kept->tie, &keeper->limits);
    if (kept->stored ? !tie_put(store, kept->tie, NULL, error)
                     : !tie_insert(store, kept->tie, error))
        return FALSE;
    kept->stored = TRUE;
    kept->dirty = FALSE;
    if (kept->tie->from_person_id != keeper->me || kept->tie->standing == before)
        return TRUE;
    return person_index_restand(keeper->workspace, kept->tie->to_person_id, kept->tie->standing,
                                error);
}

gboolean
tie_keeper_flush(TieKeeper *keeper, GError **error)
{
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, keeper->ties);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        Kept *kept = value;

        if (kept->dirty && !write_kept(keeper, kept, error))
            return FALSE;
    }
    if (g_hash_table_size(keeper->ties) > CACHE_MOST)
        g_hash_table_remove_all(keeper->ties);
    return TRUE;
}

/* Reads a page of interactions into the keeper; *after moves on, 0 at the end. */
static gboolean
rebuild_page(TieKeeper *keeper, TkId *after, GError **error)
{
    Store *store = keeper->workspace->store;
    const DbValue values[] = { DB_VALUE_NUMBER(*after), DB_VALUE_NUMBER(PAGE) };
    g_autoptr(GPtrArray) page = interaction_array_new();

    if (!store_run(store, &SQL_INTERACTION_PAGE_FOR_TIES, values, G_N_ELEMENTS(values),
                   interaction_collect, page, error))
        return FALSE;
    *after = 0;
    for (guint at = 0; at < page->len; at++) {
        const Interaction *interaction = g_ptr_array_index(page, at);
        const DbValue of[] = { DB_VALUE_NUMBER(interaction->id) };
        g_autoptr(GPtrArray) participants = participant_array_new();

        if (!store_run(store, &SQL_PARTICIPANT_OF_INTERACTION, of, G_N_ELEMENTS(of),
                       participant_collect, participants, error) ||
            !tie_keeper_add(keeper, interaction, participants, error))
            return FALSE;
        *after = interaction->id;
    }
    return page->len < PAGE ? (*after = 0, TRUE) : TRUE;
}

/* The user's own words are no evidence, but the ties carry a copy. */
static gboolean
give_own_words(TieKeeper *keeper, GError **error)
{
    g_autoptr(GPtrArray) words = tie_word_array_new();

    if (!store_run(keeper->workspace->store, &SQL_TIE_WORD_SAID, NULL, 0, tie_word_collect, words,
                   error))
        return FALSE;
    for (guint at = 0; at < words->len; at++) {
        const TieWord *said = g_ptr_array_index(words, at);
        Kept *kept = find_kept(keeper, said->from_person_id, said->to_person_id, error);

        if (kept == NULL)
            return FALSE;
        tk_text_set(&kept->tie->own_word, said->word);
        kept->dirty = TRUE;
    }
    return TRUE;
}

/* Everybody who is on the list of people, page by page. */
static gboolean
touch_people(TieKeeper *keeper, GError **error)
{
    TkId after = 0;
    guint count = PAGE;

    while (count == PAGE) {
        g_autoptr(GPtrArray) people = person_array_new();
        const DbValue values[] = { DB_VALUE_NUMBER(after), DB_VALUE_NUMBER(PAGE) };

        if (!store_run(keeper->workspace->store, &SQL_PERSON_PAGE_FOR_INDEX, values,
                       G_N_ELEMENTS(values), person_collect, people, error))
            return FALSE;
        for (guint at = 0; at < people->len; at++) {
            const Person *person = g_ptr_array_index(people, at);

            after = person->id;
            if (g_str_equal(person->standing, "person") &&
                !tie_keeper_touch(keeper, person->id, error))
                return FALSE;
        }
        if (!tie_keeper_flush(keeper, error))
            return FALSE;
        count = people->len;
    }
    return TRUE;
}

gboolean
ties_rebuild(const Workspace *workspace, GError **error)
{
    Store *store = workspace->store;
    TkId me = 0, after = 0;

    if (!person_find_me(workspace, &me, error) ||
        !store_run(store, &SQL_TIE_REMOVE_ALL, NULL, 0, NULL, NULL, error))
        return FALSE;
    store_network_touch_all(store);
    g_autoptr(TieKeeper) keeper = tie_keeper_new(workspace, me);

    do {
        if (!rebuild_page(keeper, &after, error) || !tie_keeper_flush(keeper, error))
            return FALSE;
    } while (after != 0);
    return give_own_words(keeper, error) && tie_keeper_flush(keeper, error) &&
           (me == 0 || touch_people(keeper, error)) && search_rebuild(workspace, error);
}

gboolean
ties_ensure(const Workspace *workspace, GError **error)
{
    g_autofree char *stale = mark_store_get(workspace->store, STALE_MARK, error);
    g_autoptr(StoreWork) work = NULL;

    if (stale == NULL || *stale == '\0')
        return stale != NULL;
    work = store_begin(workspace->store, workspace->door, "rebuild-ties", "", error);
    return work != NULL && ties_rebuild(workspace, error) &&
           mark_store_set(workspace->store, STALE_MARK, "", error) &&
           store_commit(g_steal_pointer(&work), error);
}

static gboolean
take_word(const DbRow *row, gpointer data, GError **error)
{
    char **word = data;

    (void) error;
    tk_text_set(word, db_row_text(row, "word"));
    return TRUE;
}

gboolean
tie_keeper_follow_word(TieKeeper *keeper, TkId person, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(keeper->me), DB_VALUE_NUMBER(person) };
    g_autofree char *word = g_strdup("");
    Kept *kept = find_kept(keeper, keeper->me, person, error);

    if (kept == NULL || !store_run(keeper->workspace->store, &SQL_TIE_WORD_BY_PAIR, values,
                                   G_N_ELEMENTS(values), take_word, &word, error))
        return FALSE;
    kept->dirty |= !kept->stored || !g_str_equal(word, kept->tie->own_word);
    tk_text_set(&kept->tie->own_word, word);
    return TRUE;
}

gboolean
tie_word_say(const Workspace *workspace, TkId from, TkId to, const char *word, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(from), DB_VALUE_NUMBER(to) };
    g_autoptr(GPtrArray) found = tie_word_array_new();

    if (!store_run(workspace->store, &SQL_TIE_WORD_BY_PAIR, values, G_N_ELEMENTS(values),
                   tie_word_collect, found, error))
        return FALSE;
    if (found->len == 0) {
        TieWord *said = tie_word_new();

        if (*word == '\0') { /* nothing was said before, and nothing is now */
            tie_word_free(said);
            return TRUE;
        }
        said->id = store_new_id(workspace->store);
        said->from_person_id = from;
        said->to_person_id = to;
        g_ptr_array_add(found, said);
    }
    TieWord *said = g_ptr_array_index(found, 0);

    tk_text_set(&said->word, word);
    said->said_at = workspace_now(workspace);
    return tie_word_put(workspace->store, said, NULL, error);
}
