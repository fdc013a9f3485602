/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/journal.h"

#include "actions/join-records.h"
#include "actions/own-person.h"
#include "actions/search-keeper.h"
#include "actions/tie-keeper.h"
#include "actions/workspace-private.h"
#include "base/tk-day.h"
#include "base/tk-error.h"
#include "store/queries.h"
#include "store/rows.h"
#include "store/search.h"
#include "store/tables.h"

#include <string.h>

TkJson *
list_journal(const Workspace *workspace, unsigned limit, GError **error)
{
    g_autoptr(GPtrArray) entries = store_journal(workspace->store, limit, error);

    if (entries == NULL)
        return NULL;
    TkJson *rows = json_array();

    for (guint at = 0; at < entries->len; at++) {
        const StoreEntry *entry = g_ptr_array_index(entries, at);
        TkJson *row = json_object();
        g_autofree char *when = tk_instant_to_text(entry->at);

        tk_json_set_id(row, "id", entry->id);
        tk_json_set_text(row, "at", when);
        tk_json_set_text(row, "door", entry->door);
        tk_json_set_text(row, "deed", entry->deed);
        tk_json_set_text(row, "subject", entry->subject);
        json_object_set_new(row, "undoable", json_boolean(entry->undoable));
        json_object_set_new(row, "undone", json_boolean(entry->undone_by != 0));
        json_array_append_new(rows, row);
    }
    TkJson *answer = json_object();

    tk_json_set_take(answer, "rows", rows);
    return answer;
}

/* What can be rebuilt is not journalled: which of it has to be made again after a deed was taken
 * back. Words of single things are renewed one by one; the rest is made again from the ground. */
typedef struct {
    const Workspace *workspace;
    gboolean happened;  /* what happened between people changed */
    gboolean addressed; /* an address came or went, whose person the change does not tell */
    GArray *joined;     /* Rejoined */
    gboolean by_hand;   /* a person added or changed, who is among the changes themselves */
} Again;

/* Two that were joined or parted. */
typedef struct {
    gboolean of_people;
    TkId kept, gone;
} Rejoined;

/* A row as it was before the undo, else as it is now; NULL where it is gone already. */
static gboolean
load_change(const Again *again, const StoreChange *change, const StoreTable *table,
            TkJson **out_row, GError **error)
{
    if (!change->was_there)
        return store_row_load(again->workspace->store, table, change->id, out_row, error);
    *out_row = tk_json_parse(change->before, strlen(change->before), error);
    return *out_row != NULL;
}

static gboolean
note_joined(Again *again, const StoreChange *change, GError **error)
{
    g_autoptr(TkJson) row = NULL;

    if (!load_change(again, change, &TABLE_JOINED, &row, error))
        return FALSE;
    if (row == NULL)
        return TRUE;
    Rejoined rejoined = {
        .of_people = g_str_equal(tk_json_get_text(row, "about", ""), "person"),
        .gone = tk_json_get_number(row, "gone_id", 0),
    };

    rejoined.kept =
        tk_json_get_number(row, rejoined.of_people ? "person_id" : "organisation_id", 0);
    g_array_append_val(again->joined, rejoined);
    return TRUE;
}

/* Nobody is tied to somebody who is not there any more. */
static gboolean
drop_ties_of(const Workspace *workspace, TkId person, GError **error)
{
    static const DbQuery *const queries[] = { &SQL_TIE_TO_PERSON, &SQL_TIE_FROM_PERSON };
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(G_MAXINT32) };
    g_autoptr(GPtrArray) ties = tie_array_new();

    for (size_t at = 0; at < G_N_ELEMENTS(queries); at++)
        if (!store_run(workspace->store, queries[at], values, G_N_ELEMENTS(values), tie_collect,
                       ties, error))
            return FALSE;
    for (guint at = 0; at < ties->len; at++)
        if (!tie_remove(workspace->store, ((const Tie *) g_ptr_array_index(ties, at))->id, error))
            return FALSE;
    return TRUE;
}

/* The tie to whoever is on the list of people is there, and says what the user said of it. */
static gboolean
follow_word(const Again *again, const Person *person, GError **error)
{
    TkId me = 0;

    if (!g_str_equal(person->standing, "person"))
        return TRUE;
    if (!person_find_me(again->workspace, &me, error))
        return FALSE;
    g_autoptr(TieKeeper) keeper = tie_keeper_new(again->workspace, me);

    return me == 0 ||
           (tie_keeper_follow_word(keeper, person->id, error) && tie_keeper_flush(keeper, error));
}

/* What the user had said of a tie stands again, or is unsaid. */
static gboolean
note_word(const Again *again, const StoreChange *change, GError **error)
{
    g_autoptr(TkJson) row = NULL;
    g_autoptr(GPtrArray) found = person_array_new();

    if (!load_change(again, change, &TABLE_TIE_WORD, &row, error))
        return FALSE;
    return row == NULL ||
           (store_select(again->workspace->store, &TABLE_PERSON,
                         tk_json_get_number(row, "to_person_id", 0), person_collect, found,
                         error) &&
            (found->len == 0 || follow_word(again, g_ptr_array_index(found, 0), error)));
}

static gboolean
index_again(const Again *again, const StoreChange *change, GError **error)
{
    const Workspace *workspace = again->workspace;
    Store *store = workspace->store;

    if (g_str_equal(change->table, "person")) {
        g_autoptr(Person) person = person_load(store, change->id, error);

        return person != NULL &&
               ((change->was_there && !again->by_hand) || follow_word(again, person, error)) &&
               person_index(workspace, person, -1, error);
    }
    if (g_str_equal(change->table, "organisation")) {
        g_autoptr(Organisation) organisation = organisation_load(store, change->id, error);

        return organisation != NULL && organisation_index(workspace, organisation, error);
    }
    if (g_str_equal(change->table, "note")) {
        g_autoptr(Note) note = note_load(store, change->id, error);

        return note != NULL && note_index(workspace, note, error);
    }
    if (g_str_equal(change->table, "meeting")) {
        g_autoptr(Meeting) meeting = meeting_load(store, change->id, error);

        return meeting != NULL && meeting_index(workspace, meeting, error);
    }
    g_autoptr(Message) message = message_load(store, change->id, error);

    return message != NULL && message_index(workspace, message, error);
}

static gboolean
look_at_change(const StoreChange *change, gpointer data, GError **error)
{
    static const char *const searched[] = { "person", "organisation", "meeting",
                                            "note",   "message",      NULL };
    Again *again = data;

    again->happened |= g_str_equal(change->table, "interaction");
    again->addressed |= g_str_equal(change->table, "person_address");
    if (g_str_equal(change->table, "joined"))
        return note_joined(again, change, error);
    if (g_str_equal(change->table, "tie_word"))
        return note_word(again, change, error);
    if (!g_strv_contains(searched, change->table))
        return TRUE;
    if (change->is_there)
        return index_again(again, change, error);
    return search_forget(again->workspace->store, search_kind_of(change->table), change->id,
                         error) &&
           (!g_str_equal(change->table, "person") ||
            drop_ties_of(again->workspace, change->id, error));
}

static gboolean
renew_joined(const Again *again, GError **error)
{
    for (guint at = 0; at < again->joined->len; at++) {
        const Rejoined *rejoined = &g_array_index(again->joined, Rejoined, at);
        const TkId both[] = { rejoined->kept, rejoined->gone };

        if (!records_renew(again->workspace, rejoined->of_people ? "person" : "organisation", both,
                           G_N_ELEMENTS(both), error))
            return FALSE;
    }
    return TRUE;
}

/* Whose words and ties are all among the changes themselves: a person added or changed by hand, two
 * that were joined or parted. */
static gboolean
is_of_single_people(const char *deed)
{
    static const char *const deeds[] = { "join-people", "part-people", "tell-apart", "double-later",
                                         NULL };

    return g_str_has_suffix(deed, "-person") || g_strv_contains(deeds, deed);
}

/* With many changes at once it is cheaper to begin from the ground. */
static gboolean
make_again(const Workspace *workspace, TkId undo_entry, const char *deed, GError **error)
{
    g_autoptr(GArray) joined = g_array_new(FALSE, FALSE, sizeof(Rejoined));
    Again again = { .workspace = workspace,
                    .by_hand = g_str_has_suffix(deed, "-person"),
                    .joined = joined };

    if (!store_changes(workspace->store, undo_entry, look_at_change, &again, error))
        return FALSE;
    if (again.happened)
        return ties_rebuild(workspace, error);
    if (!renew_joined(&again, error))
        return FALSE;
    return is_of_single_people(deed) || !again.addressed || search_rebuild(workspace, error);
}

TkJson *
undo_deed(const Workspace *workspace, TkId entry_id, GError **error)
{
    g_autoptr(StoreWork) work = NULL;
    g_autoptr(StoreEntry) entry = NULL;
    StoreUndo undo = { 0 };

    work = store_begin(workspace->store, workspace->door, "undo", "", error);
    if (work == NULL)
        return NULL;
    if (!store_undo(workspace->store, workspace->door, entry_id, &undo, &entry, error) ||
        !make_again(workspace, store_work_entry(work), entry->deed, error))
        return NULL;

    TkId own_entry = store_work_entry(work);

    if (!store_commit(g_steal_pointer(&work), error))
        return NULL;
    TkJson *answer = json_object();

    tk_json_set_text(answer, "deed", entry->deed);
    tk_json_set_text(answer, "subject", entry->subject);
    tk_json_set_number(answer, "taken_back", undo.taken_back);
    tk_json_set_number(answer, "kept", undo.kept);
    tk_json_set_id(answer, "undo", own_entry);
    return answer;
}
