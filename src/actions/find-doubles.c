/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/find-doubles.h"

#include "actions/double-keeper.h"
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
#define MAILS_LOOKED_AT 200 /* of one person, for mails that both were on */

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
    MethodLimits limits;
    GHashTable *gone; /* TkId*, who was joined into another */
    DoublesFound found;
} Finder;

static void
finder_clear(Finder *finder)
{
    g_clear_pointer(&finder->book, name_book_free);
    g_clear_pointer(&finder->gone, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Finder, finder_clear)

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
    finder->gone = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    return people_count(workspace, &finder->people, error);
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
    g_hash_table_add(finder->gone, g_memdup2(&wish.gone, sizeof wish.gone));
    finder->found.joined++;
    return join_records(finder->workspace, &wish, error);
}

/* Mails on which both were only ever speak against it, so they are counted where it matters. */
static gboolean
judge_with_mails(Finder *finder, const Known *one, const Known *other, SameJudgement *judgement,
                 GError **error)
{
    int64_t on_same_mails = 0;
    const DbValue values[] = { DB_VALUE_NUMBER(one->person->id), DB_VALUE_NUMBER(other->person->id),
                               DB_VALUE_NUMBER(MAILS_LOOKED_AT) };

    if (!store_run(finder->store, &SQL_DOUBLE_ON_SAME_MAILS, values, G_N_ELEMENTS(values),
                   take_count, &on_same_mails, error))
        return FALSE;
    if (on_same_mails == 0)
        return TRUE;
    same_judgement_clear(judgement);
    same_person_judge(finder->book, &one->record, &other->record, finder->people, on_same_mails,
                      judgement);
    return TRUE;
}

/* One pair; *out_gone is the one that went, if they were joined. */
static gboolean
look_at_pair(Finder *finder, const Known *one, TkId other_id, TkId *out_gone, GError **error)
{
    g_autoptr(DoublePair) pair = NULL;
    g_autoptr(Known) other = NULL;
    g_auto(SameJudgement) judgement = { 0 };
    TkId one_id = one->person->id;

    if (!known_load(finder->workspace, other_id, &other, error))
        return FALSE;
    if (other == NULL || !g_str_equal(other->person->standing, "person"))
        return TRUE;
    same_person_judge(finder->book, &one->record, &other->record, finder->people, 0, &judgement);
    if (one->card->is_new && judgement.chance < finder->limits.same_put)
        return TRUE; /* nothing was ever said of somebody new */
    if (!double_pair_find(finder->workspace, "person", one_id, other_id, &pair, error))
        return FALSE;
    if (pair != NULL && !g_str_equal(pair->state, "waiting"))
        return TRUE;
    if (judgement.chance >= finder->limits.same_put &&
        !judge_with_mails(finder, one, other, &judgement, error))
        return FALSE;
    if (finder->may_join && judgement.chance >= finder->limits.same_join)
        return join_pair(finder, one_id, other_id, &judgement, out_gone, error);
    if (judgement.chance >= finder->limits.same_put)
        return double_pair_offer(finder->workspace, "person", pair, one_id, other_id, &judgement,
                                 &finder->found.put, error);
    return pair == NULL || double_pair_remove(finder->store, pair->id, error);
}

static gboolean
look_at(Finder *finder, const Known *known, GError **error)
{
    g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(TkId));
    g_auto(GStrv) words = NULL;
    TkId id = known->person->id, gone = 0;

    if (!g_str_equal(known->person->standing, "person") || g_hash_table_contains(finder->gone, &id))
        return TRUE;
    words = same_person_words(finder->book, &known->record);
    if (!double_words_keep(finder->store, id, known->card->is_new, words, error) ||
        !double_words_meet(finder->store, id, words, others, error))
        return FALSE;
    for (guint at = 0; at < others->len && gone != id; at++)
        if (!look_at_pair(finder, known, g_array_index(others, TkId, at), &gone, error))
            return FALSE;
    return TRUE;
}

static gboolean
look_at_id(Finder *finder, TkId id, GError **error)
{
    g_autoptr(Known) known = NULL;

    return known_load(finder->workspace, id, &known, error) &&
           (known == NULL || look_at(finder, known, error));
}

static gboolean
look_at_all(Finder *finder, const GPtrArray *cards, GError **error)
{
    for (guint at = 0; at < cards->len; at++) {
        g_autoptr(Known) known = known_new(g_ptr_array_index(cards, at));

        if (!look_at(finder, known, error))
            return FALSE;
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
    g_auto(Finder) finder = { 0 };

    if (!finder_begin(&finder, workspace, TRUE, error) || !look_at_all(&finder, cards, error))
        return FALSE;
    add_found(out_found, &finder.found);
    return doubles_due_renew(workspace, error);
}

gboolean
look_for_doubles(const Workspace *workspace, const TkId *people, unsigned count, gboolean may_join,
                 DoublesFound *out_found, GError **error)
{
    g_auto(Finder) finder = { 0 };

    if (!finder_begin(&finder, workspace, may_join, error))
        return FALSE;
    for (unsigned at = 0; at < count; at++)
        if (!look_at_id(&finder, people[at], error))
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
    g_autoptr(GPtrArray) people = person_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(*after), DB_VALUE_NUMBER(PAGE) };

    if (!store_run(finder->store, &SQL_PERSON_PAGE_FOR_INDEX, values, G_N_ELEMENTS(values),
                   person_collect, people, error))
        return FALSE;
    *after = 0;
    for (guint at = 0; at < people->len; at++) {
        const Person *person = g_ptr_array_index(people, at);

        if (!look_at_id(finder, person->id, error))
            return FALSE;
        *after = people->len == PAGE ? person->id : 0;
    }
    *looked += people->len;
    return TRUE;
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
