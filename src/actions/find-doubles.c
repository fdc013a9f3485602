/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/find-doubles.h"

#include "actions/doubles.h"
#include "actions/due-keeper.h"
#include "actions/join-records.h"
#include "actions/known-record.h"
#include "base/tk-places.h"
#include "domain/due.h"
#include "domain/name-book.h"
#include "domain/same-person.h"
#include "store/queries.h"
#include "store/tables.h"

#define PAGE            500
#define PEOPLE_COUNTED  65536
#define WORDS_AT_ONCE   8
#define OF_A_WORD       40  /* more than so many under one word are not looked at by it */
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
    DoublesFound found;
} Finder;

static char *
read_share(const char *name, GError **error)
{
    g_autoptr(GBytes) bytes = tk_share_read(name, error);
    gsize length = 0;
    const char *text;

    if (bytes == NULL)
        return NULL;
    text = g_bytes_get_data(bytes, &length);
    return g_strndup(text, length);
}

static void
finder_clear(Finder *finder)
{
    g_clear_pointer(&finder->book, name_book_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Finder, finder_clear)

static gboolean
finder_begin(Finder *finder, const Workspace *workspace, gboolean may_join, GError **error)
{
    g_autofree char *nicknames = read_share("names/nicknames.txt", error);
    g_autofree char *variants = nicknames != NULL ? read_share("names/variants.txt", error) : NULL;
    g_autofree char *common = variants != NULL ? read_share("names/common.txt", error) : NULL;
    const DbValue values[] = { DB_VALUE_NUMBER(PEOPLE_COUNTED) };

    if (common == NULL)
        return FALSE;
    finder->workspace = workspace;
    finder->store = workspace->store;
    finder->may_join = may_join;
    finder->book = name_book_new(nicknames, variants, common);
    workspace_limits(workspace, &finder->limits);
    return store_run(finder->store, &SQL_DOUBLE_PEOPLE_COUNTED, values, G_N_ELEMENTS(values),
                     take_count, &finder->people, error);
}

static gboolean
collect_word(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    g_hash_table_add(data, g_strdup(db_row_text(row, "word")));
    return TRUE;
}

/* Eight of them at a time. */
static gboolean
add_words(const Finder *finder, TkId id, const GPtrArray *words, GError **error)
{
    for (guint from = 0; from < words->len; from += WORDS_AT_ONCE) {
        DbValue values[1 + WORDS_AT_ONCE] = { DB_VALUE_NUMBER(id) };

        for (guint at = 0; at < WORDS_AT_ONCE; at++)
            values[1 + at] =
                DB_VALUE_TEXT(g_ptr_array_index(words, MIN(from + at, words->len - 1)));
        if (!store_run(finder->store, &SQL_DOUBLE_WORD_ADD_EIGHT, values, G_N_ELEMENTS(values),
                       NULL, NULL, error))
            return FALSE;
    }
    return TRUE;
}

/* The person stands under these words and no others. Somebody new stands under none yet. */
static gboolean
keep_words(const Finder *finder, const PersonCard *card, char *const *words, GError **error)
{
    TkId id = card->person->id;
    g_autoptr(GHashTable) old = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) added = g_ptr_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(id) };
    GHashTableIter iter;
    gpointer word = NULL;

    if (!card->is_new && !store_run(finder->store, &SQL_DOUBLE_WORDS_OF, values,
                                    G_N_ELEMENTS(values), collect_word, old, error))
        return FALSE;
    for (; *words != NULL; words++)
        if (!g_hash_table_remove(old, *words))
            g_ptr_array_add(added, *words);
    if (!add_words(finder, id, added, error))
        return FALSE;
    g_hash_table_iter_init(&iter, old);
    while (g_hash_table_iter_next(&iter, &word, NULL)) {
        const DbValue gone[] = { DB_VALUE_NUMBER(id), DB_VALUE_TEXT(word) };

        if (!store_run(finder->store, &SQL_DOUBLE_WORD_REMOVE, gone, G_N_ELEMENTS(gone), NULL, NULL,
                       error))
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
find_candidates(const Finder *finder, char *const *words, GHashTable *out_ids, GError **error)
{
    g_autoptr(GArray) of_word = g_array_new(FALSE, FALSE, sizeof(TkId));
    Candidates candidates = { out_ids, NULL, of_word };
    gboolean found = TRUE;

    while (found && *words != NULL) {
        DbValue values[1 + WORDS_AT_ONCE] = { DB_VALUE_NUMBER(OF_A_WORD) };

        for (unsigned at = 0; at < WORDS_AT_ONCE; at++)
            values[1 + at] = DB_VALUE_TEXT(*words != NULL ? *words++ : "");
        found = store_run(finder->store, &SQL_DOUBLE_CANDIDATES_EIGHT, values, G_N_ELEMENTS(values),
                          collect_candidate, &candidates, error);
    }
    end_word(&candidates);
    g_free(candidates.word);
    return found;
}

/* Waits for the user's word, or no longer where it is not likely any more. */
static gboolean
put_pair(Finder *finder, DoublePair *pair, TkId one, TkId other, const SameJudgement *judgement,
         GError **error)
{
    g_autofree char *reasons = tk_json_text(judgement->reasons);
    g_autoptr(DoublePair) made = NULL;
    unsigned put_off = pair != NULL ? double_pair_times_put_off(pair->rank) : 0;

    if (pair == NULL) {
        if (!double_pair_set(finder->workspace, "person", one, other, "waiting", &made, error))
            return FALSE;
        pair = made;
        finder->found.put++;
    }
    pair->chance = (int64_t) (judgement->chance * DOUBLE_CHANCE_ONE);
    pair->rank = double_pair_rank(pair->chance, put_off);
    g_free(pair->reasons);
    pair->reasons = g_steal_pointer(&reasons);
    return double_pair_put(finder->store, pair, NULL, error);
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
    finder->found.joined++;
    return join_records(finder->workspace, &wish, error);
}

/* One pair; *out_gone is the one that went, if they were joined. */
static gboolean
look_at_pair(Finder *finder, const Known *one, TkId other_id, TkId *out_gone, GError **error)
{
    g_autoptr(DoublePair) pair = NULL;
    g_autoptr(Known) other = NULL;
    g_auto(SameJudgement) judgement = { 0 };
    int64_t on_same_mails = 0;
    TkId one_id = one->person->id;
    const DbValue values[] = { DB_VALUE_NUMBER(one_id), DB_VALUE_NUMBER(other_id),
                               DB_VALUE_NUMBER(MAILS_LOOKED_AT) };

    if (!double_pair_find(finder->workspace, "person", one_id, other_id, &pair, error) ||
        !known_load(finder->workspace, other_id, &other, error))
        return FALSE;
    if (other == NULL || (pair != NULL && !g_str_equal(pair->state, "waiting")) ||
        !g_str_equal(other->person->standing, "person"))
        return TRUE;
    if (!store_run(finder->store, &SQL_DOUBLE_ON_SAME_MAILS, values, G_N_ELEMENTS(values),
                   take_count, &on_same_mails, error))
        return FALSE;
    same_person_judge(finder->book, &one->record, &other->record, finder->people, on_same_mails,
                      &judgement);
    if (finder->may_join && judgement.chance >= finder->limits.same_join)
        return join_pair(finder, one_id, other_id, &judgement, out_gone, error);
    if (judgement.chance >= finder->limits.same_put)
        return put_pair(finder, pair, one_id, other_id, &judgement, error);
    return pair == NULL || double_pair_remove(finder->store, pair->id, error);
}

static int
compare_ids(gconstpointer one, gconstpointer other)
{
    TkId a = **(const TkId *const *) one, b = **(const TkId *const *) other;

    return a < b ? -1 : a > b;
}

static gboolean
look_at(Finder *finder, const Known *known, GError **error)
{
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    g_auto(GStrv) words = NULL;
    GHashTableIter iter;
    gpointer other = NULL;
    TkId id = known->person->id, gone = 0;

    if (!g_str_equal(known->person->standing, "person"))
        return TRUE;
    words = same_person_words(finder->book, &known->record);
    if (!keep_words(finder, known->card, words, error) ||
        !find_candidates(finder, words, ids, error))
        return FALSE;
    g_hash_table_iter_init(&iter, ids);
    while (g_hash_table_iter_next(&iter, &other, NULL))
        if (*(const TkId *) other != id)
            g_ptr_array_add(order, other);
    g_ptr_array_sort(order, compare_ids); /* the same answer whatever the table's order */
    for (guint at = 0; at < order->len && gone != id; at++)
        if (!look_at_pair(finder, known, *(const TkId *) g_ptr_array_index(order, at), &gone,
                          error))
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

gboolean
look_for_doubles_of(const Workspace *workspace, const GPtrArray *cards, GError **error)
{
    g_auto(Finder) finder = { 0 };

    return finder_begin(&finder, workspace, FALSE, error) && look_at_all(&finder, cards, error) &&
           doubles_due_renew(workspace, error);
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
    if (out_found != NULL) {
        out_found->put += finder.found.put;
        out_found->joined += finder.found.joined;
    }
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
    if (!doubles_due_renew(workspace, error) || !doubles_count(workspace, &remaining, error))
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
