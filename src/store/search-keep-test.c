/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-error.h"
#include "store/queries.h"
#include "store/search-private.h"
#include "store/store-private.h"
#include "store/test-store.h"

#include <string.h>

#define THINGS  3300 /* more than three blocks */
#define CHANGES 1500
#define PIECE   170

/* What should be in the index: the thing's standing and text, by its place; NULL is gone. */
typedef struct {
    int64_t standing[THINGS];
    char *text[THINGS];
} Model;

static void
model_clear(Model *model)
{
    for (unsigned at = 0; at < THINGS; at++)
        g_free(model->text[at]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Model, model_clear)

static char *
random_text(GRand *dice)
{
    static const char *const words[] = { "kari", "karin", "holm",   "holmberg", "andersen",
                                         "lie",  "berg",  "nordli", "dal",      "vik" };

    return g_strdup_printf("%s %s %d", words[g_rand_int_range(dice, 0, G_N_ELEMENTS(words))],
                           words[g_rand_int_range(dice, 0, G_N_ELEMENTS(words))],
                           g_rand_int_range(dice, 0, 30));
}

static void
index_one(Store *store, const Model *model, unsigned at)
{
    g_autoptr(GError) error = NULL;
    const char *texts[] = { model->text[at], NULL };
    const SearchThing thing = {
        .kind = SEARCH_PERSON, .id = at + 1, .standing = model->standing[at], .texts = texts
    };

    search_index(store, &thing, &error);
    g_assert_no_error(error);
}

/* One thing comes, changes its words, its standing or both, or goes. */
static void
change_one(Store *store, Model *model, GRand *dice)
{
    g_autoptr(GError) error = NULL;
    unsigned at = (unsigned) g_rand_int_range(dice, 0, THINGS);
    int what = g_rand_int_range(dice, 0, 5);

    if (what == 0) {
        search_forget(store, SEARCH_PERSON, at + 1, &error);
        g_clear_pointer(&model->text[at], g_free);
    } else if (what == 1) {
        int64_t standing = g_rand_int_range(dice, -5, 50);

        search_restand(store, SEARCH_PERSON, at + 1, standing, &error);
        model->standing[at] = standing;
    } else {
        g_free(model->text[at]);
        model->text[at] = random_text(dice);
        if (what > 2)
            model->standing[at] = g_rand_int_range(dice, 0, 40);
        index_one(store, model, at);
    }
    g_assert_no_error(error);
}

static gboolean
collect(const SearchHit *hit, gpointer data, gboolean *out_enough, GError **error)
{
    (void) out_enough;
    (void) error;
    g_string_append_printf(data, "%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT " ", hit->id,
                           hit->standing);
    return TRUE;
}

static char *
found(Store *store, const char *one, const char *other)
{
    g_autoptr(GError) error = NULL;
    const SearchTerm terms[] = { { .word = one }, { .word = other } };
    GString *text = g_string_new(NULL);

    search_each(store, SEARCH_PERSON, terms,
                one == NULL     ? 0
                : other == NULL ? 1
                                : 2,
                SEARCH_EXACT, collect, text, &error);
    g_assert_no_error(error);
    return g_string_free(text, FALSE);
}

static gboolean
has_beginning(const char *text, const char *beginning)
{
    g_autofree char *folded = g_strconcat(" ", text, NULL);
    g_autofree char *wanted = g_strconcat(" ", beginning, NULL); /* NULL: " " alone */

    return strstr(folded, wanted) != NULL;
}

static int
compare_standing(gconstpointer one, gconstpointer other, gpointer data)
{
    const Model *model = data;
    unsigned a = *(const unsigned *) one, b = *(const unsigned *) other;

    if (model->standing[a] != model->standing[b])
        return model->standing[a] > model->standing[b] ? -1 : 1;
    return a > b ? -1 : a < b;
}

/* By walking over everything. */
static char *
expected(Model *model, const char *one, const char *other)
{
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(unsigned));
    GString *text = g_string_new(NULL);

    for (unsigned at = 0; at < THINGS; at++)
        if (model->text[at] != NULL && has_beginning(model->text[at], one) &&
            has_beginning(model->text[at], other))
            g_array_append_val(hits, at);
    g_array_sort_with_data(hits, compare_standing, model);
    for (unsigned at = 0; at < hits->len; at++) {
        unsigned thing = g_array_index(hits, unsigned, at);

        g_string_append_printf(text, "%u:%" G_GINT64_FORMAT " ", thing + 1, model->standing[thing]);
    }
    return g_string_free(text, FALSE);
}

static void
assert_as_expected(Store *store, Model *model)
{
    static const char *const words[][2] = {
        { NULL, NULL },      { "k", NULL },     { "kari", NULL },     { "karin", NULL },
        { "h", "k" },        { "holm", "kar" }, { "holmberg", "12" }, { "andersen", "ber" },
        { "nordli", "vik" }, { "2", "lie" },    { "zzz", "k" },       { "anders", NULL },
    };

    for (size_t at = 0; at < G_N_ELEMENTS(words); at++) {
        g_autofree char *got = found(store, words[at][0], words[at][1]);
        g_autofree char *wanted = expected(model, words[at][0], words[at][1]);

        if (strcmp(got, wanted) != 0)
            g_test_message("%s %s", words[at][0], words[at][1]);
        g_assert_cmpstr(got, ==, wanted);
    }
}

/* As an import does it: in pieces, all of the same standing, the newer first. */
static void
fill(Store *store, Model *model, GRand *dice, gboolean same)
{
    StoreWork *work = test_store_begin(store);

    for (unsigned at = 0; at < THINGS; at++) {
        model->text[at] = random_text(dice);
        model->standing[at] = same ? 0 : g_rand_int_range(dice, 0, 60);
        index_one(store, model, at);
        if (at % PIECE == PIECE - 1) {
            test_store_commit(work);
            work = test_store_begin(store);
        }
    }
    test_store_commit(work);
}

static void
test_what_came_in_pieces_is_found_in_order(TestPlace *place)
{
    for (int same = 0; same < 2; same++) {
        g_autoptr(TestPlace) fresh = test_place_new(place->engine);
        g_autoptr(Store) store = test_place_open(fresh);
        g_autoptr(GRand) dice = g_rand_new_with_seed(5);
        g_auto(Model) model = { { 0 } };

        fill(store, &model, dice, same);
        assert_as_expected(store, &model);
    }
}

static void
test_after_any_changes_it_is_as_made_anew(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(GRand) dice = g_rand_new_with_seed(6);
    g_auto(Model) model = { { 0 } };

    fill(store, &model, dice, FALSE);
    for (unsigned at = 0; at < CHANGES;) {
        StoreWork *work = test_store_begin(store);

        for (unsigned some = (unsigned) g_rand_int_range(dice, 1, 60); some > 0; some--, at++)
            change_one(store, &model, dice);
        test_store_commit(work);
    }
    assert_as_expected(store, &model);

    StoreWork *work = test_store_begin(store);

    g_assert_true(search_forget_all(store, &error));
    for (unsigned at = 0; at < THINGS; at++)
        if (model.text[at] != NULL)
            index_one(store, &model, at);
    test_store_commit(work);
    assert_as_expected(store, &model);
}

static void
test_what_waits_is_found_and_what_is_rolled_back_is_not(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(GRand) dice = g_rand_new_with_seed(7);
    g_auto(Model) model = { { 0 } };
    StoreWork *work = test_store_begin(store);

    model.text[0] = g_strdup("kari 1");
    index_one(store, &model, 0);
    assert_as_expected(store, &model);
    StoreWork *inner = test_store_begin(store);

    model.text[1] = g_strdup("karin 2");
    index_one(store, &model, 1);
    assert_as_expected(store, &model);
    store_work_free(inner);
    g_clear_pointer(&model.text[1], g_free);
    assert_as_expected(store, &model);
    store_work_free(work);
    g_clear_pointer(&model.text[0], g_free);
    assert_as_expected(store, &model);
    g_assert_no_error(error);
}

/* A row that was not written must be seen by what the others hold against it. */
static void
test_a_lost_row_is_noticed(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(GRand) dice = g_rand_new_with_seed(5);
    g_auto(Model) model = { { 0 } };

    fill(store, &model, dice, FALSE);
    g_assert_true(db_script(store->db,
                            "DELETE FROM search_posting WHERE word = 'kari' AND behind ="
                            " (SELECT max(behind) FROM search_posting WHERE word = 'kari')",
                            NULL));
    g_autofree char *got = found(store, "kari", NULL);
    g_autofree char *wanted = expected(&model, "kari", NULL);

    g_assert_cmpstr(got, !=, wanted);
}

static gboolean
count_row(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(int64_t *) data = db_row_number(row, "n");
    return TRUE;
}

static void
test_an_import_of_equals_fills_its_blocks(TestPlace *place)
{
    static const char text[] = "SELECT count(*) AS n FROM search_block WHERE account_id = $1";
    static const DbQuery blocks = { "test_blocks", text, text, 1, 4000 };
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(GRand) dice = g_rand_new_with_seed(5);
    g_auto(Model) model = { { 0 } };
    int64_t count = 0;

    fill(store, &model, dice, TRUE);
    g_assert_true(store_run(store, &blocks, NULL, 0, count_row, &count, NULL));
    g_assert_cmpint(count, ==, (THINGS + SEARCH_BLOCK_MOST - 1) / SEARCH_BLOCK_MOST);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/search-keep/what-came-in-pieces-is-found-in-order",
                    test_what_came_in_pieces_is_found_in_order);
    test_store_each("/search-keep/after-any-changes-it-is-as-made-anew",
                    test_after_any_changes_it_is_as_made_anew);
    test_store_each("/search-keep/what-waits-is-found-and-what-is-rolled-back-is-not",
                    test_what_waits_is_found_and_what_is_rolled_back_is_not);
    test_store_each("/search-keep/a-lost-row-is-noticed", test_a_lost_row_is_noticed);
    test_store_each("/search-keep/an-import-of-equals-fills-its-blocks",
                    test_an_import_of_equals_fills_its_blocks);
    return g_test_run();
}
