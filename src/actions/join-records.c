/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/join-records.h"

#include "actions/join-private.h"
#include "base/tk-error.h"
#include "domain/organisation.h"
#include "store/queries.h"
#include "store/rows.h"
#include "store/tables.h"

#include <string.h>

/* Rows of the one that goes that say what a row of the one that stays says already. Of two that
 * differ in `fuller` alone the one that has it stays. */
typedef struct {
    const char *table;
    const char *same[4]; /* the columns that make it the same, NULL at the end */
    const char *fuller;
} Sameness;

static const Sameness samenesses[] = {
    { "person_address", { "kind", "folded", NULL }, NULL },
    { "position", { "organisation_id", "kind", "title", NULL }, "from_day" },
    { "participant", { "interaction_id", NULL }, NULL },
    { "tie_word", { "from_person_id", NULL }, NULL },
    { "target", { "campaign_id", "organisation_id", "person_id", NULL }, NULL },
};

static const Sameness *
sameness_of(const StoreTable *table)
{
    for (size_t at = 0; at < G_N_ELEMENTS(samenesses); at++)
        if (g_str_equal(samenesses[at].table, table->name))
            return &samenesses[at];
    return NULL;
}

/* Columns that repeat the name beside an id, for lists. */
static const char *
name_column(const char *id_column)
{
    if (g_str_equal(id_column, "person_id"))
        return "person_name";
    return g_str_equal(id_column, "organisation_id") ? "organisation_name" : NULL;
}

gboolean
join_note(const Joining *joining, const char *act, const StoreTable *table, TkId row,
          const TkJson *before, const TkJson *after, GError **error)
{
    g_autofree char *before_text = before != NULL ? tk_json_text(before) : g_strdup("");
    g_autofree char *after_text = after != NULL ? tk_json_text(after) : g_strdup("");
    const JoinedRow note = {
        .id = store_new_id(joining->store),
        .joined_id = joining->joined,
        .act = (char *) act,
        .table_name = (char *) table->name,
        .row_id = row,
        .before = before_text,
        .after = after_text,
    };

    return joined_row_insert(joining->store, &note, error);
}

/* What makes the row the same as another, once both name the one that stays. */
static char *
signature_of(const Sameness *sameness, const StoreReference *reference, const TkJson *row)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (const char *const *column = sameness->same; *column != NULL; column++) {
        const TkJson *value = json_object_get(row, *column);
        g_autofree char *piece = g_str_equal(*column, reference->column)
                                     ? g_strdup("")
                                     : json_dumps(value, JSON_ENCODE_ANY);

        g_string_append_printf(text, "%s\n", piece);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* signature -> the row (a TkJson) of the one that stays. */
static GHashTable *
rows_of_kept(const Joining *joining, const StoreReference *reference, const Sameness *sameness,
             GError **error)
{
    g_autoptr(GHashTable) rows =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_decref);
    g_autoptr(GArray) ids =
        store_rows_naming(joining->store, reference, joining->wish->kept, error);

    if (ids == NULL)
        return NULL;
    for (guint at = 0; at < ids->len; at++) {
        TkJson *row = NULL;

        if (!store_row_load(joining->store, reference->table, g_array_index(ids, TkId, at), &row,
                            error))
            return NULL;
        if (row != NULL)
            g_hash_table_replace(rows, signature_of(sameness, reference, row), row);
    }
    return g_steal_pointer(&rows);
}

gboolean
join_take_away(const Joining *joining, const StoreTable *table, const TkJson *row, GError **error)
{
    TkId id = tk_json_get_number(row, "id", 0);

    return join_note(joining, "removed", table, id, row, NULL, error) &&
           store_remove(joining->store, table, id, error);
}

static void
copy_column(const TkJson *from, const char *column, TkJson *to)
{
    json_object_set(to, column, json_object_get(from, column));
}

/* The row names the one that stays from here on; taken away where another has its place. */
static gboolean
move_row(const Joining *joining, const StoreReference *reference, TkJson *row, GError **error)
{
    g_autoptr(TkJson) before = json_object();
    g_autoptr(TkJson) after = json_object();
    g_autoptr(TkJson) moved = json_deep_copy(row);
    const char *name = name_column(reference->column);
    gboolean kept = FALSE;

    copy_column(row, reference->column, before);
    tk_json_set_number(after, reference->column, joining->wish->kept);
    if (name != NULL && g_str_equal(tk_json_get_text(row, name, ""), joining->gone_name) &&
        *joining->gone_name != '\0') {
        copy_column(row, name, before);
        tk_json_set_text(after, name, joining->kept_name);
    }
    json_object_update(moved, after);
    if (!store_row_keep(joining->store, reference->table, moved, &kept, error))
        return FALSE;
    if (!kept)
        return join_take_away(joining, reference->table, row, error);
    return join_note(joining, "moved", reference->table, tk_json_get_number(row, "id", 0), before,
                     after, error);
}

/* Of two rows that say the same the fuller one stays. */
static gboolean
settle_same(const Joining *joining, const StoreReference *reference, const Sameness *sameness,
            TkJson *ours, TkJson *theirs, GError **error)
{
    if (sameness->fuller != NULL && tk_json_get_number(ours, sameness->fuller, 0) == 0 &&
        tk_json_get_number(theirs, sameness->fuller, 0) != 0)
        return join_take_away(joining, reference->table, ours, error) &&
               move_row(joining, reference, theirs, error);
    return join_take_away(joining, reference->table, theirs, error);
}

static gboolean
move_reference(const Joining *joining, const StoreReference *reference, GError **error)
{
    const Sameness *sameness = sameness_of(reference->table);
    g_autoptr(GHashTable) ours = NULL;
    g_autoptr(GArray) ids =
        store_rows_naming(joining->store, reference, joining->wish->gone, error);

    if (ids == NULL)
        return FALSE;
    if (sameness != NULL && ids->len > 0) {
        ours = rows_of_kept(joining, reference, sameness, error);
        if (ours == NULL)
            return FALSE;
    }
    for (guint at = 0; at < ids->len; at++) {
        g_autoptr(TkJson) row = NULL;
        TkJson *same = NULL;

        if (!store_row_load(joining->store, reference->table, g_array_index(ids, TkId, at), &row,
                            error))
            return FALSE;
        if (row == NULL)
            continue; /* it went with another */
        if (ours != NULL) {
            g_autofree char *signature = signature_of(sameness, reference, row);

            same = g_hash_table_lookup(ours, signature);
        }
        if (same != NULL ? !settle_same(joining, reference, sameness, same, row, error)
                         : !move_row(joining, reference, row, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
keep_trace(const Joining *joining, const char *source, GError **error)
{
    const JoinWish *wish = joining->wish;
    gboolean of_people = g_str_equal(wish->about, "person");
    g_autofree char *folded = of_people ? g_strdup("") : organisation_fold(joining->gone_name);
    const Joined joined = {
        .id = joining->joined,
        .about = (char *) wish->about,
        .person_id = of_people ? wish->kept : 0,
        .organisation_id = of_people ? 0 : wish->kept,
        .gone_id = wish->gone,
        .name = (char *) joining->gone_name,
        .folded = folded,
        .source = (char *) source,
        .by_whom = (char *) wish->by_whom,
        .chance = wish->chance,
        .reasons = (char *) wish->reasons,
        .joined_at = workspace_now(joining->workspace),
    };

    return joined_insert(joining->store, &joined, error);
}

/* What was said of the one that goes holds for the one that stays: it is different from the same.
 */
static gboolean
carry_answers(const Joining *joining, GError **error)
{
    const JoinWish *wish = joining->wish;
    g_autoptr(GPtrArray) pairs = double_pair_array_new();
    const DbValue values[] = { DB_VALUE_TEXT(wish->about), DB_VALUE_NUMBER(wish->gone) };

    if (!store_run(joining->store, &SQL_DOUBLE_PAIR_NAMING, values, G_N_ELEMENTS(values),
                   double_pair_collect, pairs, error))
        return FALSE;
    for (guint at = 0; at < pairs->len; at++) {
        const DoublePair *pair = g_ptr_array_index(pairs, at);
        TkId other = pair->one_id == wish->gone ? pair->other_id : pair->one_id;
        g_autoptr(DoublePair) known = NULL;
        g_autoptr(DoublePair) made = NULL;

        if (other == wish->kept || !g_str_equal(pair->state, "different"))
            continue;
        if (!double_pair_find(joining->workspace, wish->about, wish->kept, other, &known, error))
            return FALSE;
        if (known != NULL && g_str_equal(known->state, "different"))
            continue;
        if (!double_pair_set(joining->workspace, wish->about, wish->kept, other, "different", &made,
                             error) ||
            (known == NULL &&
             !join_note(joining, "added", &TABLE_DOUBLE_PAIR, made->id, NULL, NULL, error)))
            return FALSE;
    }
    return TRUE;
}

static gboolean
move_everything(const Joining *joining, const StoreTable *table, TkJson *kept, TkJson *gone,
                GError **error)
{
    g_autoptr(TkJson) before = json_object();
    g_autoptr(TkJson) after = json_object();
    const StoreReference *reference = table->references;

    for (; reference->table != NULL; reference++)
        if (!move_reference(joining, reference, error))
            return FALSE;
    join_fill(joining->wish->about, kept, gone, before, after);
    if (json_object_size(after) > 0) {
        json_object_update(kept, after);
        if (!store_row_keep(joining->store, table, kept, NULL, error) ||
            !join_note(joining, "changed", table, joining->wish->kept, before, after, error))
            return FALSE;
    }
    return carry_answers(joining, error) && join_take_away(joining, table, gone, error);
}

static gboolean
load_both(const Workspace *workspace, const StoreTable *table, const JoinWish *wish,
          TkJson **out_kept, TkJson **out_gone, GError **error)
{
    TkJson **const rows[] = { out_kept, out_gone };
    const TkId ids[] = { wish->kept, wish->gone };
    const char *missing = table == &TABLE_PERSON ? "no-such-person" : "no-such-organisation";

    if (wish->kept == wish->gone)
        return tk_fail(error, TK_ERROR_INVALID, "join-with-itself", NULL);
    for (size_t at = 0; at < G_N_ELEMENTS(rows); at++) {
        if (!store_row_load(workspace->store, table, ids[at], rows[at], error))
            return FALSE;
        if (*rows[at] == NULL) {
            g_autofree char *letters = tk_id_to_text(ids[at]);

            return tk_fail(error, TK_ERROR_NOT_FOUND, missing, letters);
        }
    }
    return TRUE;
}

gboolean
join_records(const Workspace *workspace, const JoinWish *wish, GError **error)
{
    const StoreTable *table = join_table(wish->about);
    g_autoptr(TkJson) kept = NULL;
    g_autoptr(TkJson) gone = NULL;
    const TkId both[] = { wish->kept, wish->gone };

    if (!load_both(workspace, table, wish, &kept, &gone, error))
        return FALSE;
    const Joining joining = {
        .workspace = workspace,
        .store = workspace->store,
        .wish = wish,
        .joined = store_new_id(workspace->store),
        .kept_name = tk_json_get_text(kept, "name", ""),
        .gone_name = tk_json_get_text(gone, "name", ""),
    };
    g_autofree char *source = g_strdup(tk_json_get_text(gone, "source", ""));

    return keep_trace(&joining, source, error) &&
           move_everything(&joining, table, kept, gone, error) &&
           double_pair_set(workspace, wish->about, wish->kept, wish->gone, "joined", NULL, error) &&
           records_renew(workspace, wish->about, both, G_N_ELEMENTS(both), error);
}
