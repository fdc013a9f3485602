/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/search.h"

#include "base/tk-error.h"
#include "base/tk-text.h"
#include "store/tables.h"
#include "store/test-store.h"

#include <string.h>

#define PEOPLE_OF_PROPERTY 60
#define LOOKUPS            150

static StoreWork *
begin(Store *store)
{
    g_autoptr(GError) error = NULL;
    StoreWork *work = store_begin(store, "cli", "index", NULL, &error);

    g_assert_no_error(error);
    return work;
}

static void
commit(StoreWork *work)
{
    g_autoptr(GError) error = NULL;

    store_commit(work, &error);
    g_assert_no_error(error);
}

static void
index_thing(Store *store, const char *about, TkId id, int64_t standing, const char *text)
{
    g_autoptr(GError) error = NULL;
    const char *texts[] = { text, NULL };
    const SearchThing thing = {
        .kind = search_kind_of(about), .id = id, .standing = standing, .texts = texts
    };
    g_autoptr(StoreWork) work = begin(store);

    search_index(store, &thing, &error);
    g_assert_no_error(error);
    commit(g_steal_pointer(&work));
}

/* The ids found, in order, as "3 1 2". */
static char *
found(Store *store, const char *typed, unsigned limit)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) hits = search_find(store, typed, NULL, limit, &error);
    GString *ids = g_string_new(NULL);

    g_assert_no_error(error);
    for (unsigned at = 0; at < hits->len; at++) {
        const SearchHit *hit = &g_array_index(hits, SearchHit, at);

        g_string_append_printf(ids, "%s%" G_GINT64_FORMAT, at > 0 ? " " : "", hit->id);
    }
    return g_string_free(ids, FALSE);
}

static void
assert_found(Store *store, const char *typed, const char *ids)
{
    g_autofree char *got = found(store, typed, 10);

    if (strcmp(got, ids) != 0)
        g_test_message("typed '%s'", typed);
    g_assert_cmpstr(got, ==, ids);
}

static void
test_folds_nordic_letters_both_ways(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);
    static const struct {
        const char *typed, *ids;
    } rows[] = {
        { "Oystein", "1" },  { "Øystein", "1" }, { "øy", "1" },   { "o", "1" },
        { "ø", "1" },        { "Aase", "2" },    { "Åse", "2" },  { "ase", "2" },
        { "å", "2 3" },      { "Ærlig", "3" },   { "aerl", "3" }, { "ØYSTEIN", "1" },
        { "Oeystein", "1" }, { "x", "" },
    };

    index_thing(store, "person", 1, 5, "Øystein Dahl");
    index_thing(store, "person", 2, 9, "Åse Lund");
    index_thing(store, "person", 3, 3, "Per Ærlig");
    for (size_t at = 0; at < G_N_ELEMENTS(rows); at++)
        assert_found(store, rows[at].typed, rows[at].ids);
}

static void
test_each_letter_typed_narrows(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);

    index_thing(store, "person", 1, 1, "Kari Holm");
    index_thing(store, "person", 2, 2, "Karin Holmberg");
    index_thing(store, "person", 3, 3, "Karl Lund");
    assert_found(store, "k", "3 2 1");
    assert_found(store, "ka", "3 2 1");
    assert_found(store, "kar", "3 2 1");
    assert_found(store, "kari", "2 1");
    assert_found(store, "karin", "2");
    assert_found(store, "kari holm", "2 1");
    assert_found(store, "holm kari", "2 1");
    assert_found(store, "kari holmb", "2");
    assert_found(store, "kari lund", "");
    assert_found(store, "  ", "");
    assert_found(store, "%_'\"", "");
}

static void
test_best_standing_comes_first_and_the_limit_holds(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);
    g_autofree char *two = NULL;

    for (int id = 1; id <= 9; id++)
        index_thing(store, "person", id, id % 5, "Andersen");
    assert_found(store, "anders", "9 4 8 3 7 2 6 1 5");
    two = found(store, "a", 2);
    g_assert_cmpstr(two, ==, "9 4");
}

static void
test_a_change_leaves_no_old_words(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);

    index_thing(store, "person", 1, 5, "Kari Holm");
    index_thing(store, "person", 1, 5, "Kari Berg");
    assert_found(store, "holm", "");
    assert_found(store, "h", "");
    assert_found(store, "berg", "1");
}

static void
test_a_new_standing_moves_all_words(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);

    index_thing(store, "person", 1, 5, "Kari Holm");
    index_thing(store, "person", 2, 6, "Kari Holm");
    assert_found(store, "holm", "2 1");
    index_thing(store, "person", 1, 7, "Kari Holm");
    assert_found(store, "holm", "1 2");
    g_autoptr(StoreWork) work = begin(store);

    g_assert_true(search_restand(store, SEARCH_PERSON, 2, 9, &error));
    commit(g_steal_pointer(&work));
    assert_found(store, "k h", "2 1");
}

static void
test_what_is_forgotten_is_not_found(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);

    index_thing(store, "person", 1, 5, "Kari Holm");
    index_thing(store, "note", 2, 5, "Holm spoke of heat pumps");
    assert_found(store, "holm", "1 2");
    g_autoptr(StoreWork) work = begin(store);

    g_assert_true(search_forget(store, SEARCH_PERSON, 1, &error));
    commit(g_steal_pointer(&work));
    assert_found(store, "holm", "2");
}

static void
test_one_kind_can_be_asked_for(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);

    index_thing(store, "person", 1, 5, "Kari Holm");
    index_thing(store, "organisation", 2, 9, "Holm AS");
    g_autoptr(GArray) hits = search_find(store, "holm", "person", 10, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(hits->len, ==, 1);
    g_assert_cmpint(g_array_index(hits, SearchHit, 0).kind, ==, SEARCH_PERSON);
}

static void
test_another_account_finds_nothing(TestPlace *place)
{
    g_autoptr(Store) mine = test_place_open_account(place, 1);

    index_thing(mine, "person", 1, 5, "Kari Holm");
    g_clear_pointer(&mine, store_close);
    g_autoptr(Store) other = test_place_open_account(place, 2);

    assert_found(other, "kari", "");
}

static void
test_a_mail_address_is_found_by_its_beginning(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(Person) person = person_new();
    g_autoptr(PersonAddress) address = person_address_new();
    g_autoptr(StoreWork) work = begin(store);

    person->id = store_new_id(store);
    address->id = store_new_id(store);
    address->person_id = person->id;
    g_free(address->kind);
    g_free(address->folded);
    address->kind = g_strdup("email");
    address->folded = g_strdup("kari.holm@nordvarme.example");
    g_assert_true(person_insert(store, person, &error));
    g_assert_true(person_address_insert(store, address, &error));
    commit(g_steal_pointer(&work));
    index_thing(store, "person", person->id, 1, "Kari Holm");
    g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, person->id);

    assert_found(store, "Kari.Holm@nord", id);
    assert_found(store, "kari.holm@sor", "");
}

/* A slow reading of the rule, to hold the index against. */
static gboolean
begins_with_all(const char *text, const char *typed)
{
    g_auto(GStrv) words = tk_text_fold_words(text);
    g_auto(GStrv) wanted = tk_text_fold_words(typed);

    for (char **want = wanted; *want != NULL; want++) {
        gboolean has = FALSE;

        for (char **word = words; *word != NULL; word++)
            has = has || g_str_has_prefix(*word, *want);
        if (!has)
            return FALSE;
    }
    return *wanted != NULL;
}

static gboolean
collect_id(const SearchHit *hit, gpointer data, gboolean *out_enough, GError **error)
{
    GString *ids = data;

    (void) out_enough;
    (void) error;
    g_string_append_printf(ids, "%s%" G_GINT64_FORMAT, ids->len > 0 ? " " : "", hit->id);
    return TRUE;
}

/* Without forgiving a letter. */
static char *
found_exactly(Store *store, const char *typed)
{
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) words = tk_text_fold_words(typed);
    SearchTerm terms[SEARCH_TERMS_MOST] = { { 0 } };
    GString *ids = g_string_new(NULL);
    unsigned count = 0;

    for (; count < SEARCH_TERMS_MOST && words[count] != NULL; count++)
        terms[count].word = words[count];
    search_each(store, SEARCH_PERSON, terms, count, SEARCH_EXACT, collect_id, ids, &error);
    g_assert_no_error(error);
    return g_string_free(ids, FALSE);
}

static char *
random_words(GRand *dice, int most, int letters)
{
    static const char *const parts[] = { "a", "å", "k", "ø", "ka", "ri", "n", "e", "oe", "7" };
    GString *text = g_string_new(NULL);

    for (int words = g_rand_int_range(dice, 1, most + 1); words > 0; words--) {
        for (int more = g_rand_int_range(dice, 1, letters + 1); more > 0; more--)
            g_string_append(text, parts[g_rand_int_range(dice, 0, G_N_ELEMENTS(parts))]);
        g_string_append_c(text, ' ');
    }
    return g_string_free(text, FALSE);
}

static void
test_finds_what_a_slow_look_through_all_finds(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(GRand) dice = g_rand_new_with_seed(11);
    g_auto(GStrv) texts = g_new0(char *, PEOPLE_OF_PROPERTY + 1);

    for (int at = 0; at < PEOPLE_OF_PROPERTY; at++) {
        texts[at] = random_words(dice, 4, 4);
        index_thing(store, "person", at + 1, -at, texts[at]); /* so that they come in order */
    }
    for (int look = 0; look < LOOKUPS; look++) {
        g_autofree char *typed = random_words(dice, 3, 3);
        g_autofree char *got = found_exactly(store, typed);
        g_autoptr(GString) wanted = g_string_new(NULL);

        for (int at = 0; at < PEOPLE_OF_PROPERTY; at++)
            if (begins_with_all(texts[at], typed))
                g_string_append_printf(wanted, "%s%d", wanted->len > 0 ? " " : "", at + 1);
        if (strcmp(got, wanted->str) != 0)
            g_test_message("typed '%s'", typed);
        g_assert_cmpstr(got, ==, wanted->str);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/search/folds-nordic-letters-both-ways", test_folds_nordic_letters_both_ways);
    test_store_each("/search/each-letter-typed-narrows", test_each_letter_typed_narrows);
    test_store_each("/search/best-standing-comes-first-and-the-limit-holds",
                    test_best_standing_comes_first_and_the_limit_holds);
    test_store_each("/search/a-change-leaves-no-old-words", test_a_change_leaves_no_old_words);
    test_store_each("/search/a-new-standing-moves-all-words", test_a_new_standing_moves_all_words);
    test_store_each("/search/what-is-forgotten-is-not-found", test_what_is_forgotten_is_not_found);
    test_store_each("/search/one-kind-can-be-asked-for", test_one_kind_can_be_asked_for);
    test_store_each("/search/another-account-finds-nothing", test_another_account_finds_nothing);
    test_store_each("/search/a-mail-address-is-found-by-its-beginning",
                    test_a_mail_address_is_found_by_its_beginning);
    test_store_each("/search/finds-what-a-slow-look-through-all-finds",
                    test_finds_what_a_slow_look_through_all_finds);
    return g_test_run();
}
