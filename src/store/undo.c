/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-error.h"
#include "base/tk-json.h"
#include "store/queries.h"
#include "store/rows.h"
#include "store/store-private.h"
#include "store/tables.h"

#include <string.h>

#define STEPS_AT_ONCE 500

/* One row of the journal, to be taken back. */
typedef struct {
    int64_t sequence;
    const StoreTable *table; /* NULL: of a table that is no more */
    TkId row_id;
    char *before; /* "" for a row that was added */
    char after[STORE_DIGEST_SIZE];
} Step;

typedef enum {
    OUTCOME_TAKEN_BACK,
    OUTCOME_NOTHING, /* it is as it was already */
    OUTCOME_CHANGED, /* it was changed since: left alone */
    OUTCOME_BLOCKED, /* in the way of other rows; perhaps not for long */
} Outcome;

typedef struct {
    Store *store;
    GHashTable *taken; /* ids, which are one of a kind over all tables of an account */
    GHashTable *kept;
    GHashTable *waiting; /* of the rows in `blocked`: their earlier steps wait too */
    GArray *blocked;     /* Steps */
} Undo;

static void
step_clear(gpointer data)
{
    Step *step = data;

    g_free(step->before);
}

static GArray *
steps_new(void)
{
    GArray *steps = g_array_new(FALSE, FALSE, sizeof(Step));

    g_array_set_clear_func(steps, step_clear);
    return steps;
}

static void
undo_clear(Undo *undo)
{
    g_clear_pointer(&undo->taken, g_hash_table_unref);
    g_clear_pointer(&undo->kept, g_hash_table_unref);
    g_clear_pointer(&undo->waiting, g_hash_table_unref);
    g_clear_pointer(&undo->blocked, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Undo, undo_clear)

static gpointer
key_of(TkId id)
{
    return GSIZE_TO_POINTER((gsize) id);
}

static gboolean
collect_step(const DbRow *row, gpointer data, GError **error)
{
    Step step = {
        .sequence = db_row_number(row, "sequence"),
        .table = store_table_called(db_row_text(row, "table_name")),
        .row_id = db_row_number(row, "row_id"),
        .before = g_strdup(db_row_text(row, "before")),
    };

    (void) error;
    g_strlcpy(step.after, db_row_text(row, "after_digest"), sizeof step.after);
    g_array_append_val((GArray *) data, step);
    return TRUE;
}

/* The steps before `sequence`, the last first; an empty array at the end. */
static GArray *
read_steps(Store *store, TkId entry_id, int64_t sequence, GError **error)
{
    g_autoptr(GArray) steps = steps_new();
    const DbValue values[] = { DB_VALUE_NUMBER(entry_id), DB_VALUE_NUMBER(sequence),
                               DB_VALUE_NUMBER(STEPS_AT_ONCE) };

    if (!store_run(store, &SQL_JOURNAL_ROW_PAGE, values, G_N_ELEMENTS(values), collect_step, steps,
                   error))
        return NULL;
    return g_steal_pointer(&steps);
}

/* What a row is now. */
typedef struct {
    const StoreTable *table;
    gboolean found;
    char digest[STORE_DIGEST_SIZE];
    char *json;
} Present;

static gboolean
take_present(const DbRow *row, gpointer data, GError **error)
{
    Present *present = data;

    (void) error;
    present->found = TRUE;
    store_digest_row(present->table, row, present->digest);
    present->json = store_row_to_json(present->table, row);
    return TRUE;
}

static gboolean
note_found(const DbRow *row, gpointer data, GError **error)
{
    gboolean *found = data;

    (void) row;
    (void) error;
    *found = TRUE;
    return TRUE;
}

static gboolean
is_named_by_others(Store *store, const Step *step, gboolean *out_named, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(step->row_id), DB_VALUE_NUMBER(1) };
    const StoreReference *reference = step->table->references;

    *out_named = FALSE;
    for (; reference->table != NULL && !*out_named; reference++)
        if (!store_run(store, reference->rows, values, G_N_ELEMENTS(values), note_found, out_named,
                       error))
            return FALSE;
    return TRUE;
}

static gboolean
has_its_parents(Store *store, const StoreTable *table, const DbValue *values, gboolean *out_has,
                GError **error)
{
    *out_has = TRUE;
    for (const StoreParent *parent = table->parents; parent->table != NULL && *out_has; parent++) {
        *out_has = FALSE;
        if (!store_select(store, parent->table, values[parent->column].number, note_found, out_has,
                          error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
take_back_added(Store *store, const Step *step, char *now_take, Outcome *out, GError **error)
{
    g_autofree char *now = now_take;
    const DbValue values[] = { DB_VALUE_NUMBER(step->row_id) };
    gboolean named = FALSE;

    if (!is_named_by_others(store, step, &named, error))
        return FALSE;
    *out = named ? OUTCOME_BLOCKED : OUTCOME_TAKEN_BACK;
    if (named)
        return TRUE;
    return store_network_touch_going(store, step->table, step->row_id, error) &&
           store_run(store, step->table->remove, values, G_N_ELEMENTS(values), NULL, NULL, error) &&
           store_journal_note(store, step->table, step->row_id, g_steal_pointer(&now), "", error);
}

static gboolean
take_back_removed(Store *store, const Step *step, const DbValue *values, Outcome *out,
                  GError **error)
{
    gboolean has_parents = FALSE;
    char digest[STORE_DIGEST_SIZE];

    *out = OUTCOME_BLOCKED;
    if (!has_its_parents(store, step->table, values, &has_parents, error))
        return FALSE;
    if (!has_parents)
        return TRUE;
    if (!store_run(store, step->table->restore, values, step->table->column_count, NULL, NULL,
                   error))
        return FALSE;
    if (db_changed(store->db) == 0)
        return TRUE; /* another row has its name now */
    *out = OUTCOME_TAKEN_BACK;
    store_network_touch_row(store, step->table, values);
    store_digest_values(step->table, values, digest);
    return store_journal_note(store, step->table, step->row_id, NULL, digest, error);
}

/* An update that meets a unique key ends the unit of work around it: so it gets one of its own. */
static gboolean
take_back_changed(Store *store, const Step *step, const DbValue *values, Outcome *out,
                  GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(StoreWork) work = NULL;

    *out = OUTCOME_TAKEN_BACK;
    if (!step->table->unique)
        return store_put(store, step->table, values, NULL, error);
    work = store_begin(store, "", "", NULL, error);
    if (work == NULL)
        return FALSE;
    if (store_put(store, step->table, values, NULL, &cause))
        return store_commit(g_steal_pointer(&work), error);
    if (!g_error_matches(cause, TK_ERROR, TK_ERROR_CONFLICT)) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return FALSE;
    }
    *out = OUTCOME_BLOCKED;
    return TRUE;
}

static gboolean
take_back(Store *store, const Step *step, Outcome *out, GError **error)
{
    Present present = { .table = step->table };
    g_autofree char *now = NULL;
    DbValue values[STORE_VALUES_MOST];

    *out = OUTCOME_CHANGED;
    if (step->table == NULL)
        return TRUE;
    if (!store_select(store, step->table, step->row_id, take_present, &present, error))
        return FALSE;
    now = present.json;
    if (strcmp(present.digest, step->after) != 0) {
        if (!present.found && *step->before == '\0')
            *out = OUTCOME_NOTHING;
        return TRUE;
    }
    if (*step->before == '\0')
        return take_back_added(store, step, g_steal_pointer(&now), out, error);

    g_autoptr(TkJson) before = tk_json_parse(step->before, strlen(step->before), error);

    if (before == NULL)
        return FALSE;
    store_values_from_json(step->table, before, values);
    return present.found ? take_back_changed(store, step, values, out, error)
                         : take_back_removed(store, step, values, out, error);
}

static void
block(Undo *undo, const Step *step)
{
    Step later = *step;

    later.before = g_strdup(step->before);
    g_array_append_val(undo->blocked, later);
    g_hash_table_add(undo->waiting, key_of(step->row_id));
}

/* Takes one step; what is blocked is moved to undo->blocked. */
static gboolean
walk_step(Undo *undo, const Step *step, GError **error)
{
    Outcome outcome = OUTCOME_BLOCKED;

    /* Once kept, always kept: an earlier change of a row that was changed since is not taken back
     * either, even where it happens to look like it. */
    if (g_hash_table_contains(undo->kept, key_of(step->row_id)))
        return TRUE;
    if (!g_hash_table_contains(undo->waiting, key_of(step->row_id)) &&
        !take_back(undo->store, step, &outcome, error))
        return FALSE;
    if (outcome == OUTCOME_TAKEN_BACK)
        g_hash_table_add(undo->taken, key_of(step->row_id));
    else if (outcome == OUTCOME_CHANGED)
        g_hash_table_add(undo->kept, key_of(step->row_id));
    else if (outcome == OUTCOME_BLOCKED)
        block(undo, step);
    return TRUE;
}

static gboolean
walk_entry(Undo *undo, TkId entry_id, GError **error)
{
    int64_t sequence = G_MAXINT64;

    while (TRUE) {
        g_autoptr(GArray) steps = read_steps(undo->store, entry_id, sequence, error);

        if (steps == NULL)
            return FALSE;
        if (steps->len == 0)
            return TRUE;
        for (unsigned at = 0; at < steps->len; at++) {
            const Step *step = &g_array_index(steps, Step, at);

            if (!walk_step(undo, step, error))
                return FALSE;
            sequence = step->sequence;
        }
    }
}

static gboolean
is_kept_after_all(gpointer key, gpointer value, gpointer kept)
{
    (void) value;
    return g_hash_table_contains(kept, key);
}

/* Rows that named each other come free once the others are gone: again, as long as it helps. */
static gboolean
walk_blocked(Undo *undo, GError **error)
{
    unsigned before = G_MAXUINT;

    while (undo->blocked->len > 0 && undo->blocked->len < before) {
        g_autoptr(GArray) steps = g_steal_pointer(&undo->blocked);

        before = steps->len;
        undo->blocked = steps_new();
        g_hash_table_remove_all(undo->waiting);
        for (unsigned at = 0; at < steps->len; at++)
            if (!walk_step(undo, &g_array_index(steps, Step, at), error))
                return FALSE;
    }
    for (unsigned at = 0; at < undo->blocked->len; at++)
        g_hash_table_add(undo->kept, key_of(g_array_index(undo->blocked, Step, at).row_id));
    g_hash_table_foreach_remove(undo->taken, is_kept_after_all, undo->kept);
    return TRUE;
}

static StoreEntry *
find_entry(Store *store, TkId entry_id, GError **error)
{
    g_autoptr(GPtrArray) entries = store_entry_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(entry_id) };
    gboolean read = entry_id != 0
                        ? store_run(store, &SQL_JOURNAL_ENTRY_GET, values, G_N_ELEMENTS(values),
                                    store_entry_collect, entries, error)
                        : store_run(store, &SQL_JOURNAL_ENTRY_NEWEST_STANDING, NULL, 0,
                                    store_entry_collect, entries, error);

    if (!read)
        return NULL;
    if (entries->len == 0)
        return tk_fail_null(error, TK_ERROR_NOT_FOUND, "nothing-to-undo", NULL);

    g_autoptr(StoreEntry) entry = g_ptr_array_steal_index(entries, 0);

    if (entry->undone_by != 0)
        return tk_fail_null(error, TK_ERROR_CONFLICT, "undone-already", entry->subject);
    if (!entry->undoable)
        return tk_fail_null(error, TK_ERROR_CONFLICT, "not-undoable", entry->subject);
    return g_steal_pointer(&entry);
}

static gboolean
mark_undone(Store *store, const StoreEntry *entry, TkId by, GError **error)
{
    const DbValue undone[] = { DB_VALUE_NUMBER(entry->id), DB_VALUE_NUMBER(by) };
    const DbValue again[] = { DB_VALUE_NUMBER(entry->id) };

    return store_journal_keep(store, error) &&
           store_run(store, &SQL_JOURNAL_ENTRY_STANDS_AGAIN, again, G_N_ELEMENTS(again), NULL, NULL,
                     error) &&
           store_run(store, &SQL_JOURNAL_ENTRY_SET_UNDONE, undone, G_N_ELEMENTS(undone), NULL, NULL,
                     error);
}

gboolean
store_undo(Store *store, const char *door, TkId entry_id, StoreUndo *out, StoreEntry **out_entry,
           GError **error)
{
    g_autoptr(StoreEntry) entry = NULL;
    g_autoptr(StoreWork) work = store_begin(store, door, "undo", NULL, error);

    if (work == NULL)
        return FALSE;
    entry = find_entry(store, entry_id, error);
    if (entry == NULL)
        return FALSE;
    store_journal_name(store, "undo", entry->subject);

    g_auto(Undo) undo = {
        .store = store,
        .taken = g_hash_table_new(NULL, NULL),
        .kept = g_hash_table_new(NULL, NULL),
        .waiting = g_hash_table_new(NULL, NULL),
        .blocked = steps_new(),
    };
    TkId by = store_work_entry(work);

    if (!walk_entry(&undo, entry->id, error) || !walk_blocked(&undo, error) ||
        !mark_undone(store, entry, by, error) || !store_commit(g_steal_pointer(&work), error))
        return FALSE;
    if (out != NULL) {
        out->taken_back = g_hash_table_size(undo.taken);
        out->kept = g_hash_table_size(undo.kept);
        out->entry_id = by;
    }
    if (out_entry != NULL)
        *out_entry = g_steal_pointer(&entry);
    return TRUE;
}

gboolean
store_changes(Store *store, TkId entry_id, StoreChangeEach each, gpointer data, GError **error)
{
    int64_t sequence = G_MAXINT64;

    if (store->journal != NULL && !store_journal_flush(store, error))
        return FALSE;
    while (TRUE) {
        g_autoptr(GArray) steps = read_steps(store, entry_id, sequence, error);

        if (steps == NULL)
            return FALSE;
        if (steps->len == 0)
            return TRUE;
        for (unsigned at = 0; at < steps->len; at++) {
            const Step *step = &g_array_index(steps, Step, at);
            StoreChange change = {
                .table = step->table != NULL ? step->table->name : "",
                .id = step->row_id,
                .was_there = *step->before != '\0',
                .is_there = *step->after != '\0',
                .before = step->before,
            };

            if (!each(&change, data, error))
                return FALSE;
            sequence = step->sequence;
        }
    }
}
