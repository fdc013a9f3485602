/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/find-doubles.h"

#include "actions/double-keeper.h"
#include "actions/double-words.h"
#include "actions/doubles.h"
#include "actions/due-keeper.h"
#include "actions/join-records.h"
#include "actions/known-record.h"
#include "domain/due.h"
#include "domain/name-book.h"
#include "domain/same-person.h"
#include "store/queries.h"
#include "store/tables.h"

#define PAGE            500
#define KNOWN_MOST      5000 /* people at hand at once */
#define MAILS_LOOKED_AT 200  /* of one person, for mails that both were on */

static gboolean
take_count(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(int64_t *) data = db_row_number(row, "n");
    return TRUE;
}

gboolean
doubles_count(const Workspace *workspace, int64_t *out_count, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(DOUBLES_COUNTED) };

    return store_run(workspace->store, &SQL_DOUBLE_PAIR_WAITING_COUNT, values, G_N_ELEMENTS(values),
                     take_count, out_count, error);
}

/* A look through some people: what it needs for all of them. */
typedef struct {
    const Workspace *workspace;
    Store *store;
    NameBook *book;
    int64_t people; /* how many there are, counted to PEOPLE_COUNTED */
    gboolean may_join;
    gboolean in_order; /* everybody is looked at, the least id first */
    MethodLimits limits;
    GHashTable *known; /* TkId -> Known, those at hand */
    GHashTable *gone;  /* TkId*, who was joined into another */
    GHashTable
        *survived; /* TkId*, whom another was joined into: more is known than was looked at */
    DoublesFound found;
} Finder;

static void
finder_clear(Finder *finder)
{
    g_clear_pointer(&finder->book, name_book_free);
    g_clear_pointer(&finder->known, g_hash_table_unref);
    g_clear_pointer(&finder->gone, g_hash_table_unref);
    g_clear_pointer(&finder->survived, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Finder, finder_clear)

static void
free_known(gpointer known)
{
    known_free(known);
}

static GHashTable *
ids_new(void)
{
    return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
add_id(GHashTable *ids, TkId id)
{
    g_hash_table_add(ids, g_memdup2(&id, sizeof id));
}

static gboolean
finder_begin(Finder *finder, const Workspace *workspace, gboolean may_join, GError **error)
{
    finder->book = name_book_load(error);
    if (finder->book == NULL)
        return FALSE;
    finder->workspace = workspace;
    finder->store = workspace->store;
    finder->may_join = may_join;
    workspace_limits(workspace, &finder->limits);
    finder->known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_known);
    finder->gone = ids_new();
    finder->survived = ids_new();
    return people_count(workspace, &finder->people, error);
}

static void
keep_known(Finder *finder, Known *known_take)
{
    g_hash_table_replace(finder->known,
                         g_memdup2(&known_take->person->id, sizeof known_take->person->id),
                         known_take);
}

/* From those at hand, else out of the store, after which it is at hand. NULL without error for
 * somebody who is gone. */
static gboolean
find_known(Finder *finder, TkId id, Known **out_known, GError **error)
{
    *out_known = g_hash_table_lookup(finder->known, &id);
    if (*out_known != NULL)
        return TRUE;
    if (!known_load(finder->workspace, id, out_known, error))
        return FALSE;
    if (*out_known != NULL)
        keep_known(finder, *out_known);
    return TRUE;
}

static gboolean
join_pair(Finder *finder, TkId one, TkId other, const SameJudgement *judgement, TkId *out_gone,
          GError **error)
{
    g_autofree char *reasons = tk_json_text(judgement->reasons);
    gboolean first = TRUE;

    if (!join_chooses_first(finder->workspace, one, other, &first, error))
        return FALSE;
    const JoinWish wish = { "person",
                            first ? one : other,
                            first ? other : one,
                            "rule",
                            (int64_t) (judgement->chance * DOUBLE_CHANCE_ONE),
                            reasons };

    *out_gone = wish.gone;
    add_id(finder->gone, wish.gone);
    add_id(finder->survived, first ? one : other);
    finder->found.joined++;
    return join_records(finder->workspace, &wish, error);
}

/* Mails on which both were only ever speak against it, so they are counted where it matters, and
 * reasons are told. */
static gboolean
judge_with_mails(Finder *finder, Known *one, Known *other, SameJudgement *out, GError **error)
{
    int64_t on_same_mails = 0;
    const DbValue values[] = { DB_VALUE_NUMBER(one->person->id), DB_VALUE_NUMBER(other->person->id),
                               DB_VALUE_NUMBER(MAILS_LOOKED_AT) };

    if (!store_run(finder->store, &SQL_DOUBLE_ON_SAME_MAILS, values, G_N_ELEMENTS(values),
                   take_count, &on_same_mails, error))
        return FALSE;
    same_person_judge(finder->book, known_reading(one), known_reading(other), finder->people,
                      on_same_mails, out);
    return TRUE;
}

/* One pair of which it is likely enough that they are one. */
static gboolean
take_likely(Finder *finder, Known *one, Known *other, DoublePair *pair, TkId *out_gone,
            GError **error)
{
    g_auto(SameJudgement) judgement = { 0 };
    TkId one_id = one->person->id, other_id = other->person->id;

    if (!judge_with_mails(finder, one, other, &judgement, error))
        return FALSE;
    if (finder->may_join && judgement.chance >= finder->limits.same_join)
        return join_pair(finder, one_id, other_id, &judgement, out_gone, error);
    if (judgement.chance >= finder->limits.same_put)
        return double_pair_offer(finder->workspace, "person", pair, one_id, other_id, &judgement,
                                 &finder->found.put, error);
    return pair == NULL || double_pair_remove(finder->store, pair->id, error);
}

/* One pair; *out_gone is the one that went, if they were joined. */
static gboolean
look_at_pair(Finder *finder, Known *one, TkId other_id, TkId *out_gone, GError **error)
{
    g_autoptr(DoublePair) pair = NULL;
    Known *other = NULL;
    gboolean likely;

    if (!find_known(finder, other_id, &other, error))
        return FALSE;
    if (other == NULL || !g_str_equal(other->person->standing, "person"))
        return TRUE;
    likely = same_person_chance(finder->book, known_reading(one), known_reading(other),
                                finder->people) >= finder->limits.same_put;
    if (one->card->is_new && !likely)
        return TRUE; /* nothing was ever said of somebody new */
    if (!double_pair_find(finder->workspace, "person", one->person->id, other_id, &pair, error))
        return FALSE;
    if (pair != NULL && !g_str_equal(pair->state, "waiting"))
        return TRUE;
    if (likely)
        return take_likely(finder, one, other, pair, out_gone, error);
    return pair == NULL || double_pair_remove(finder->store, pair->id, error);
}

/* Where everybody is looked at in turn, a pair of which nothing is new has been seen from the
 * other's side. */
static gboolean
was_looked_at(const Finder *finder, const DoubleWords *words, TkId id, TkId other)
{
    return finder->in_order && other < id && double_words_others(words, other) == NULL &&
           !double_words_are_other(words, id) && !g_hash_table_contains(finder->survived, &other) &&
           !g_hash_table_contains(finder->survived, &id);
}

static gboolean
look_at(Finder *finder, const DoubleWords *words, Known *known, GError **error)
{
    TkId id = known->person->id, gone = 0;
    const GArray *others = double_words_others(words, id);

    for (guint at = 0; others != NULL && at < others->len && gone != id; at++) {
        TkId other = g_array_index(others, TkId, at);

        if (!g_hash_table_contains(finder->gone, &other) &&
            !was_looked_at(finder, words, id, other) &&
            !look_at_pair(finder, known, other, &gone, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
is_looked_for(const Finder *finder, const Known *known)
{
    return g_str_equal(known->person->standing, "person") &&
           !g_hash_table_contains(finder->gone, &known->person->id);
}

/* What was at hand before a joining is known anew: asked for when it is wanted. */
static void
forget_joined(Finder *finder)
{
    GHashTableIter iter;
    gpointer id = NULL;

    g_hash_table_iter_init(&iter, finder->survived);
    while (g_hash_table_iter_next(&iter, &id, NULL))
        g_hash_table_remove(finder->known, id);
}

/* Those with these ids, who are at hand. */
static gboolean
look_at_group(Finder *finder, const GArray *ids, GError **error)
{
    g_autoptr(DoubleWords) words = double_words_new(finder->store);

    for (guint at = 0; at < ids->len; at++) {
        Known *known = g_hash_table_lookup(finder->known, &g_array_index(ids, TkId, at));
        g_auto(GStrv) list = NULL;
        g_auto(GStrv) asked = NULL;

        if (known == NULL || !is_looked_for(finder, known))
            continue;
        list = same_person_words(finder->book, known_reading(known));
        asked = same_words_asked(list);
        double_words_add(words, known->person->id, known->card->is_new, list, asked);
    }
    if (!double_words_write(words, error))
        return FALSE;
    for (guint at = 0; at < ids->len; at++) {
        unsigned joined = finder->found.joined;
        Known *known = NULL;

        if (!find_known(finder, g_array_index(ids, TkId, at), &known, error))
            return FALSE;
        if (known != NULL && is_looked_for(finder, known) && !look_at(finder, words, known, error))
            return FALSE;
        if (finder->found.joined != joined)
            forget_joined(finder);
    }
    return TRUE;
}

static void
add_found(DoublesFound *out_found, const DoublesFound *found)
{
    if (out_found == NULL)
        return;
    out_found->put += found->put;
    out_found->joined += found->joined;
}

gboolean
look_for_doubles_of(const Workspace *workspace, const GPtrArray *cards, DoublesFound *out_found,
                    GError **error)
{
    g_autoptr(GArray) ids = g_array_sized_new(FALSE, FALSE, sizeof(TkId), cards->len);
    g_auto(Finder) finder = { 0 };

    if (!finder_begin(&finder, workspace, TRUE, error))
        return FALSE;
    for (guint at = 0; at < cards->len; at++) {
        const PersonCard *card = g_ptr_array_index(cards, at);

        keep_known(&finder, known_new(card));
        g_array_append_val(ids, card->person->id);
    }
    if (!look_at_group(&finder, ids, error))
        return FALSE;
    add_found(out_found, &finder.found);
    return doubles_due_renew(workspace, error);
}

gboolean
look_for_doubles(const Workspace *workspace, const TkId *people, unsigned count, gboolean may_join,
                 DoublesFound *out_found, GError **error)
{
    g_autoptr(GArray) ids = g_array_sized_new(FALSE, FALSE, sizeof(TkId), count);
    g_auto(Finder) finder = { 0 };

    if (!finder_begin(&finder, workspace, may_join, error))
        return FALSE;
    for (unsigned at = 0; at < count; at++) {
        Known *known = NULL;

        if (!find_known(&finder, people[at], &known, error))
            return FALSE;
        if (known != NULL)
            g_array_append_val(ids, people[at]);
    }
    if (!look_at_group(&finder, ids, error))
        return FALSE;
    add_found(out_found, &finder.found);
    return doubles_due_renew(workspace, error);
}

/* The row stays where it was put off to; only its figure moves. */
static gboolean
renew_row(const Workspace *workspace, Due *open, Due *wanted, GError **error)
{
    g_free(open->evidence);
    open->evidence = g_strdup(wanted->evidence);
    return due_put(workspace->store, open, NULL, error);
}

gboolean
doubles_due_renew(const Workspace *workspace, GError **error)
{
    g_autoptr(GPtrArray) open = due_array_new();
    const DbValue values[] = { DB_VALUE_TEXT("doubles"), DB_VALUE_NUMBER(0) };
    int64_t count = 0;

    if (!doubles_count(workspace, &count, error) ||
        !store_run(workspace->store, &SQL_DUE_OF_ABOUT, values, G_N_ELEMENTS(values), due_collect,
                   open, error))
        return FALSE;
    g_autoptr(Due) wanted = due_for_doubles(count, workspace_today(workspace));

    if (open->len > 0 && wanted != NULL)
        return renew_row(workspace, g_ptr_array_index(open, 0), wanted, error);
    return due_replace(workspace, "doubles", 0, "dropped", g_steal_pointer(&wanted), error);
}

/* A page of people at a time. */
static gboolean
look_at_page(Finder *finder, TkId *after, int64_t *looked, GError **error)
{
    g_autoptr(GArray) ids = g_array_sized_new(FALSE, FALSE, sizeof(TkId), PAGE);
    g_autoptr(GPtrArray) people = person_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(*after), DB_VALUE_NUMBER(PAGE) };

    if (!store_run(finder->store, &SQL_PERSON_PAGE_FOR_INDEX, values, G_N_ELEMENTS(values),
                   person_collect, people, error))
        return FALSE;
    if (g_hash_table_size(finder->known) > KNOWN_MOST)
        g_hash_table_remove_all(finder->known);
    *after = 0;
    for (guint at = 0; at < people->len; at++) {
        const Person *person = g_ptr_array_index(people, at);
        Known *known = NULL;

        if (!find_known(finder, person->id, &known, error))
            return FALSE;
        g_array_append_val(ids, person->id);
        *after = people->len == PAGE ? person->id : 0;
    }
    *looked += people->len;
    return look_at_group(finder, ids, error);
}

TkJson *
find_all_doubles(const Workspace *workspace, GError **error)
{
    g_autoptr(StoreWork) work =
        store_begin(workspace->store, workspace->door, "find-doubles", "", error);
    g_auto(Finder) finder = { 0 };
    int64_t looked = 0, remaining = 0;
    TkId after = 0;
    TkId entry;
    TkJson *answer;

    if (work == NULL || !finder_begin(&finder, workspace, TRUE, error))
        return NULL;
    finder.in_order = TRUE;
    do {
        if (!look_at_page(&finder, &after, &looked, error))
            return NULL;
    } while (after != 0);
    if (!look_for_all_organisation_doubles(workspace, &finder.found, error) ||
        !doubles_due_renew(workspace, error) || !doubles_count(workspace, &remaining, error))
        return NULL;
    entry = store_work_entry(work);
    if (!store_commit(g_steal_pointer(&work), error))
        return NULL;
    answer = json_object();
    tk_json_set_number(answer, "looked", looked);
    tk_json_set_number(answer, "joined", finder.found.joined);
    tk_json_set_number(answer, "put", finder.found.put);
    tk_json_set_number(answer, "remaining", remaining);
    tk_json_set_id(answer, "undo", entry);
    return answer;
}
