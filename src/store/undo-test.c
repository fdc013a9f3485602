/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/store.h"

#include "base/tk-error.h"
#include "store/tables.h"
#include "store/test-store.h"

#include "store/copy-private.h"

#include <string.h>

#define DEEDS          40
#define CHANGES_MOST   6
#define THINGS_OF_KIND 5
#define ROUNDS         25

/* What is in the store, as "table id" -> the whole row; the journal and what is rebuildable left
 * out. */
static GHashTable *
look(Store *store)
{
    GHashTable *rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    for (const StoreCopyTable *table = store_copy_tables; table->name != NULL; table++) {
        g_autoptr(GError) error = NULL;
        g_auto(CopyCursor) cursor = { 0 };
        const DbValue *row = NULL;

        /* Marks are outside the journal; the last id only goes forward. */
        if (g_str_has_prefix(table->name, "journal") || g_str_equal(table->name, "tie") ||
            g_str_equal(table->name, "mark"))
            continue;
        copy_cursor_start(&cursor, store, table);
        while (copy_cursor_next(&cursor, &row, &error) && row != NULL) {
            GString *text = g_string_new(NULL);

            for (unsigned at = 0; at < table->column_count; at++)
                g_string_append_printf(text, "%s|%" G_GINT64_FORMAT "\n",
                                       row[at].text != NULL ? row[at].text : "", row[at].number);
            g_hash_table_insert(rows,
                                g_strdup_printf("%s %" G_GINT64_FORMAT, table->name, row[0].number),
                                g_string_free(text, FALSE));
        }
        g_assert_no_error(error);
    }
    return rows;
}

static void
assert_same(GHashTable *one, GHashTable *other)
{
    GHashTableIter iter;
    gpointer key, row;

    g_assert_cmpuint(g_hash_table_size(one), ==, g_hash_table_size(other));
    g_hash_table_iter_init(&iter, one);
    while (g_hash_table_iter_next(&iter, &key, &row))
        g_assert_cmpstr(row, ==, g_hash_table_lookup(other, key));
}

/* A few things of each kind whose ids are fixed, so that deeds meet each other's rows. */
static TkId
id_of(GRand *dice, int kind)
{
    return kind * 100 + g_rand_int_range(dice, 1, THINGS_OF_KIND + 1);
}

static gboolean
change_person(Store *store, GRand *dice, GError **error)
{
    g_autoptr(Person) person = person_new();

    person->id = id_of(dice, 1);
    if (g_rand_int_range(dice, 0, 4) == 0)
        return person_remove(store, person->id, error);
    person->changed_at = g_rand_int_range(dice, 0, 3);
    if (g_rand_boolean(dice)) {
        g_autoptr(Organisation) organisation = organisation_load(store, id_of(dice, 3), NULL);

        person->organisation_id = organisation != NULL ? organisation->id : 0;
    }
    return person_put(store, person, NULL, error);
}

/* Nobody may name what goes: undo looks at that, so the deeds must be as careful. */
static gboolean
let_go(Store *store, TkId organisation, GError **error)
{
    for (TkId id = 101; id <= 100 + THINGS_OF_KIND; id++) {
        g_autoptr(Person) person = person_load(store, id, NULL);

        if (person == NULL || person->organisation_id != organisation)
            continue;
        person->organisation_id = 0;
        if (!person_put(store, person, NULL, error))
            return FALSE;
    }
    return organisation_remove(store, organisation, error);
}

static gboolean
change_address(Store *store, GRand *dice, GError **error)
{
    g_autoptr(PersonAddress) address = person_address_new();
    g_autoptr(Person) person = NULL;

    address->id = id_of(dice, 2);
    address->person_id = id_of(dice, 1);
    person = person_load(store, address->person_id, NULL);
    if (person == NULL)
        return person_address_remove(store, address->id, error);
    return person_address_put(store, address, NULL, error);
}

static gboolean
change_organisation(Store *store, GRand *dice, GError **error)
{
    g_autoptr(Organisation) organisation = organisation_new();

    organisation->id = id_of(dice, 3);
    organisation->created_at = g_rand_int_range(dice, 0, 3);
    if (g_rand_int_range(dice, 0, 4) == 0)
        return let_go(store, organisation->id, error);
    return organisation_put(store, organisation, NULL, error);
}

/* Campaigns have a unique name: those that would clash leave the work as it was. */
static gboolean
change_campaign(Store *store, GRand *dice, GError **error)
{
    g_autoptr(GError) clash = NULL;
    g_autoptr(Campaign) campaign = campaign_new();
    g_autoptr(StoreWork) work = test_store_begin(store);

    campaign->id = id_of(dice, 4);
    g_free(campaign->folded);
    campaign->folded = g_strdup_printf("name %d", g_rand_int_range(dice, 0, 4));
    if (g_rand_int_range(dice, 0, 4) == 0) {
        if (!campaign_remove(store, campaign->id, error))
            return FALSE;
    } else if (!campaign_put(store, campaign, NULL, &clash)) {
        g_assert_cmpstr(tk_error_face(clash).key, ==, "store-exists");
        return TRUE;
    }
    return store_commit(g_steal_pointer(&work), error);
}

/* A deed of some changes; 0 where it changed nothing. */
static TkId
random_deed(Store *store, GRand *dice)
{
    gboolean (*const changes[])(Store *, GRand *, GError **) = { change_person, change_address,
                                                                 change_organisation,
                                                                 change_campaign };
    g_autoptr(GError) error = NULL;
    StoreWork *work = test_store_begin(store);
    TkId entry = store_work_entry(work);

    for (int left = g_rand_int_range(dice, 1, CHANGES_MOST); left > 0; left--) {
        if (!changes[g_rand_int_range(dice, 0, G_N_ELEMENTS(changes))](store, dice, &error))
            g_assert_no_error(error);
    }
    test_store_commit(work);

    g_autoptr(GPtrArray) newest = store_journal(store, 1, &error);

    g_assert_no_error(error);
    if (newest->len == 0 || ((StoreEntry *) g_ptr_array_index(newest, 0))->id != entry)
        return 0;
    return entry;
}

static StoreUndo
undo(Store *store, TkId entry)
{
    g_autoptr(GError) error = NULL;
    StoreUndo done = { 0 };

    store_undo(store, "cli", entry, &done, NULL, &error);
    g_assert_no_error(error);
    return done;
}

static void
test_undo_of_everything_gives_the_empty_store(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GRand) dice = g_rand_new_with_seed(23);
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(GPtrArray) looks =
        g_ptr_array_new_with_free_func((GDestroyNotify) g_hash_table_unref);

    g_ptr_array_add(looks, look(store));
    for (int deed = 0; deed < DEEDS; deed++)
        if (random_deed(store, dice) != 0)
            g_ptr_array_add(looks, look(store));
    g_assert_cmpuint(looks->len, >, DEEDS / 2);
    for (unsigned at = looks->len - 1; at > 0; at--) {
        StoreUndo done = undo(store, 0);
        g_autoptr(GHashTable) now = look(store);

        g_assert_cmpint(done.kept, ==, 0);
        assert_same(now, g_ptr_array_index(looks, at - 1));
    }
    g_assert_false(store_undo(store, "cli", 0, NULL, NULL, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_NOT_FOUND);
    g_assert_cmpstr(tk_error_face(error).key, ==, "nothing-to-undo");
}

static void
test_undo_of_the_undo_gives_back_what_was(TestPlace *place)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(29);
    g_autoptr(Store) store = test_place_open(place);

    for (int deed = 0; deed < DEEDS; deed++) {
        if (random_deed(store, dice) == 0)
            continue;
        g_autoptr(GHashTable) before = look(store);
        StoreUndo done = undo(store, 0);

        undo(store, done.entry_id);
        g_autoptr(GHashTable) after = look(store);

        assert_same(before, after);
    }
}

static const char *
row_in(GHashTable *rows, const char *key)
{
    const char *row = g_hash_table_lookup(rows, key);

    return row != NULL ? row : "";
}

/* Of an older deed, every row is as it was before the deed, or as it was before the undo. */
static void
assert_each_row_is_old_or_new(GHashTable *before_deed, GHashTable *before_undo, GHashTable *after)
{
    g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTable *const all[] = { before_deed, before_undo, after };
    GHashTableIter iter;
    gpointer key;

    for (size_t at = 0; at < G_N_ELEMENTS(all); at++) {
        g_hash_table_iter_init(&iter, all[at]);
        while (g_hash_table_iter_next(&iter, &key, NULL))
            g_hash_table_add(keys, key);
    }
    g_hash_table_iter_init(&iter, keys);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const char *row = row_in(after, key);

        g_assert_true(g_str_equal(row, row_in(before_deed, key)) ||
                      g_str_equal(row, row_in(before_undo, key)));
    }
}

static void
test_undo_of_an_older_deed_never_mixes_rows(TestPlace *place)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(31);
    g_autoptr(Store) store = test_place_open(place);
    int64_t kept = 0, taken = 0;

    for (int round = 0; round < ROUNDS; round++) {
        g_autoptr(GHashTable) before_deed = look(store);
        TkId entry = random_deed(store, dice);

        for (int later = g_rand_int_range(dice, 0, 3); later > 0; later--)
            random_deed(store, dice);
        if (entry == 0)
            continue;
        g_autoptr(GHashTable) before_undo = look(store);
        StoreUndo done = undo(store, entry);
        g_autoptr(GHashTable) after = look(store);

        assert_each_row_is_old_or_new(before_deed, before_undo, after);
        kept += done.kept;
        taken += done.taken_back;
    }
    g_assert_cmpint(kept, >, 0); /* the rounds did meet both cases */
    g_assert_cmpint(taken, >, 0);
}

static void
test_a_row_changed_since_is_kept_and_counted(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    TkId id = test_store_person(store, "Kari");
    g_autoptr(GPtrArray) entries = store_journal(store, 1, &error);
    TkId first = ((StoreEntry *) g_ptr_array_index(entries, 0))->id;
    g_autoptr(Person) person = person_load(store, id, &error);
    StoreWork *work = test_store_begin(store);

    test_store_set(&person->title, "director");
    g_assert_true(person_put(store, person, NULL, &error));
    test_store_commit(work);
    StoreUndo done = undo(store, first);

    g_assert_cmpint(done.taken_back, ==, 0);
    g_assert_cmpint(done.kept, ==, 1);
    g_autoptr(Person) still = person_load(store, id, &error);

    g_assert_cmpstr(still->title, ==, "director");
}

static void
test_a_person_that_others_have_come_to_name_is_kept(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    TkId id = test_store_person(store, "Kari");
    g_autoptr(GPtrArray) entries = store_journal(store, 1, &error);
    g_autoptr(Note) note = note_new();
    StoreWork *work = test_store_begin(store);

    note->id = store_new_id(store);
    note->person_id = id;
    g_assert_true(note_insert(store, note, &error));
    test_store_commit(work);
    StoreUndo done = undo(store, ((StoreEntry *) g_ptr_array_index(entries, 0))->id);

    g_assert_cmpint(done.kept, ==, 1);
    g_autoptr(Person) still = person_load(store, id, &error);

    g_assert_no_error(error);
    g_assert_cmpint(still->id, ==, id);
}

static void
test_rows_that_name_each_other_go_in_either_order(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(Person) person = person_new();
    g_autoptr(Organisation) organisation = organisation_new();
    StoreWork *work = test_store_begin(store);

    person->id = store_new_id(store);
    organisation->id = store_new_id(store);
    person->organisation_id = organisation->id;
    g_assert_true(person_insert(store, person, &error)); /* before what it names */
    g_assert_true(organisation_insert(store, organisation, &error));
    test_store_commit(work);
    StoreUndo done = undo(store, 0);

    g_assert_cmpint(done.taken_back, ==, 2);
    g_assert_cmpint(done.kept, ==, 0);
}

static void
test_a_name_taken_since_keeps_the_removed_row_away(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(Campaign) campaign = campaign_new();
    StoreWork *work = test_store_begin(store);
    TkId removal;

    campaign->id = store_new_id(store);
    test_store_set(&campaign->folded, "heat pumps");
    g_assert_true(campaign_insert(store, campaign, &error));
    test_store_commit(work);
    work = test_store_begin(store);
    removal = store_work_entry(work);
    g_assert_true(campaign_remove(store, campaign->id, &error));
    test_store_commit(work);
    work = test_store_begin(store);
    campaign->id = store_new_id(store);
    g_assert_true(campaign_insert(store, campaign, &error));
    test_store_commit(work);
    StoreUndo done = undo(store, removal);

    g_assert_cmpint(done.kept, ==, 1);
}

static void
test_a_deed_is_undone_once(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(StoreEntry) entry = NULL;
    StoreUndo done = { 0 };

    test_store_person(store, "Kari");
    g_assert_true(store_undo(store, "cli", 0, &done, &entry, &error));
    g_assert_cmpstr(entry->deed, ==, "test-deed");
    g_assert_false(store_undo(store, "cli", entry->id, NULL, NULL, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_CONFLICT);
    g_assert_cmpstr(tk_error_face(error).key, ==, "undone-already");
}

static void
test_what_left_the_house_is_not_undone(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(Person) person = person_new();
    StoreWork *work = test_store_begin(store);
    TkId entry = store_work_entry(work);

    person->id = store_new_id(store);
    g_assert_true(person_insert(store, person, &error));
    store_work_forbid_undo(work);
    test_store_commit(work);
    g_assert_false(store_undo(store, "cli", entry, NULL, NULL, &error));
    g_assert_cmpstr(tk_error_face(error).key, ==, "not-undoable");
    g_clear_error(&error);
    g_assert_false(store_undo(store, "cli", 0, NULL, NULL, &error));
    g_assert_cmpstr(tk_error_face(error).key, ==, "nothing-to-undo");
}

static gboolean
note_change(const StoreChange *change, gpointer data, GError **error)
{
    (void) error;
    g_string_append_printf(data, "%s %d%d;", change->table, change->was_there, change->is_there);
    return TRUE;
}

static void
test_changes_say_what_to_make_again(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(GString) text = g_string_new(NULL);

    test_store_person(store, "Kari");
    StoreUndo done = undo(store, 0);

    g_assert_true(store_changes(store, done.entry_id, note_change, text, &error));
    g_assert_cmpstr(text->str, ==, "person 10;");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/undo/of-everything-gives-the-empty-store",
                    test_undo_of_everything_gives_the_empty_store);
    test_store_each("/undo/of-the-undo-gives-back-what-was",
                    test_undo_of_the_undo_gives_back_what_was);
    test_store_each("/undo/of-an-older-deed-never-mixes-rows",
                    test_undo_of_an_older_deed_never_mixes_rows);
    test_store_each("/undo/a-row-changed-since-is-kept-and-counted",
                    test_a_row_changed_since_is_kept_and_counted);
    test_store_each("/undo/a-person-that-others-have-come-to-name-is-kept",
                    test_a_person_that_others_have_come_to_name_is_kept);
    test_store_each("/undo/rows-that-name-each-other-go-in-either-order",
                    test_rows_that_name_each_other_go_in_either_order);
    test_store_each("/undo/a-name-taken-since-keeps-the-removed-row-away",
                    test_a_name_taken_since_keeps_the_removed_row_away);
    test_store_each("/undo/a-deed-is-undone-once", test_a_deed_is_undone_once);
    test_store_each("/undo/what-left-the-house-is-not-undone",
                    test_what_left_the_house_is_not_undone);
    test_store_each("/undo/changes-say-what-to-make-again", test_changes_say_what_to_make_again);
    return g_test_run();
}
