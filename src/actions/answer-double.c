/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * answer-double.c - the user's word on a pair, and joining and parting by name.
 */
#include "actions/doubles.h"

#include "actions/find-doubles.h"
#include "actions/join-records.h"
#include "actions/own-person.h"
#include "base/tk-error.h"
#include "store/queries.h"
#include "store/rows.h"
#include "store/tables.h"

#include <string.h>

static char *
name_of(const Workspace *workspace, const char *about, TkId id)
{
    g_autoptr(TkJson) row = NULL;

    if (!store_row_load(workspace->store, store_table_called(about), id, &row, NULL) || row == NULL)
        return g_strdup("");
    return g_strdup(tk_json_get_text(row, "name", ""));
}

static TkJson *
ref(const Workspace *workspace, const char *about, TkId id)
{
    g_autofree char *name = name_of(workspace, about, id);
    TkJson *answer = json_object();

    tk_json_set_id(answer, "id", id);
    tk_json_set_text(answer, "name", name);
    return answer;
}

/* The user's own record always stays. */
static gboolean
keep_me(const Workspace *workspace, JoinWish *wish, GError **error)
{
    TkId me = 0;

    if (!person_find_me(workspace, &me, error))
        return FALSE;
    if (me != 0 && wish->gone == me) {
        wish->gone = wish->kept;
        wish->kept = me;
    }
    return TRUE;
}

/* What was said goes into the store, and the line of today with it. */
static TkJson *
commit_answer(const Workspace *workspace, StoreWork *work_take, TkJson *answer_take, GError **error)
{
    g_autoptr(StoreWork) work = work_take;
    g_autoptr(TkJson) answer = answer_take;
    TkId entry = store_work_entry(work);

    if (!doubles_due_renew(workspace, error) || !store_commit(g_steal_pointer(&work), error))
        return NULL;
    tk_json_set_id(answer, "undo", entry);
    return g_steal_pointer(&answer);
}

static StoreWork *
begin(const Workspace *workspace, const char *deed, const char *about, TkId one, TkId other,
      GError **error)
{
    g_autofree char *first = name_of(workspace, about, one);
    g_autofree char *second = name_of(workspace, about, other);
    g_autofree char *subject = g_strdup_printf("%s = %s", first, second);

    return store_begin(workspace->store, workspace->door, deed, subject, error);
}

static TkJson *
join(const Workspace *workspace, JoinWish *wish, GError **error)
{
    const char *deed = g_str_equal(wish->about, "person") ? "join-people" : "join-organisations";
    g_autoptr(StoreWork) work = NULL;
    TkJson *answer;

    if (g_str_equal(wish->about, "person") && !keep_me(workspace, wish, error))
        return NULL;
    work = begin(workspace, deed, wish->about, wish->kept, wish->gone, error);
    if (work == NULL || !join_records(workspace, wish, error))
        return NULL;
    answer = json_object();
    tk_json_set_id(answer, "id", wish->kept);
    return commit_answer(workspace, g_steal_pointer(&work), answer, error);
}

TkJson *
join_people(const Workspace *workspace, TkId person, TkId other, GError **error)
{
    JoinWish wish = { "person", person, other, "user", DOUBLE_CHANCE_ONE, "[]" };

    return join(workspace, &wish, error);
}

TkJson *
join_organisations(const Workspace *workspace, TkId organisation, TkId other, GError **error)
{
    JoinWish wish = { "organisation", organisation, other, "user", DOUBLE_CHANCE_ONE, "[]" };

    return join(workspace, &wish, error);
}

/* The one trace that is meant: the one of this id, or the last. */
static Joined *
find_joined(const Workspace *workspace, const char *about, TkId kept, TkId joined_id,
            GError **error)
{
    const DbQuery *query =
        g_str_equal(about, "person") ? &SQL_JOINED_OF_PERSON : &SQL_JOINED_OF_ORGANISATION;
    const DbValue values[] = { DB_VALUE_NUMBER(kept), DB_VALUE_NUMBER(G_MAXINT32) };
    g_autoptr(GPtrArray) traces = joined_array_new();
    g_autofree char *name = NULL;

    if (!store_run(workspace->store, query, values, G_N_ELEMENTS(values), joined_collect, traces,
                   error))
        return NULL;
    for (guint at = 0; at < traces->len; at++) {
        const Joined *joined = g_ptr_array_index(traces, at);

        if (joined_id == 0 || joined->id == joined_id)
            return g_ptr_array_steal_index(traces, at);
    }
    name = name_of(workspace, about, kept);
    return tk_fail_null(error, TK_ERROR_NOT_FOUND, "nothing-joined", name);
}

static TkJson *
part(const Workspace *workspace, const char *about, TkId kept, TkId joined_id, GError **error)
{
    const char *deed = g_str_equal(about, "person") ? "part-people" : "part-organisations";
    g_autoptr(Joined) joined = NULL;
    g_autoptr(StoreWork) work = NULL;
    g_autofree char *name = NULL;
    g_autofree char *subject = NULL;
    TkJson *answer;

    joined = find_joined(workspace, about, kept, joined_id, error);
    if (joined == NULL)
        return NULL;
    name = name_of(workspace, about, kept);
    subject = g_strdup_printf("%s, %s", name, joined->name);
    work = store_begin(workspace->store, workspace->door, deed, subject, error);
    if (work == NULL || !part_records(workspace, joined, error))
        return NULL;
    answer = json_object();
    tk_json_set_id(answer, "id", kept);
    tk_json_set_take(answer, "parted", ref(workspace, about, joined->gone_id));
    return commit_answer(workspace, g_steal_pointer(&work), answer, error);
}

TkJson *
part_person(const Workspace *workspace, TkId person, TkId joined, GError **error)
{
    return part(workspace, "person", person, joined, error);
}

TkJson *
part_organisation(const Workspace *workspace, TkId organisation, TkId joined, GError **error)
{
    return part(workspace, "organisation", organisation, joined, error);
}

/* "same": joined, and *out_kept says who stays. */
static gboolean
join_pair(const Workspace *workspace, const DoublePair *pair, TkId *out_kept, GError **error)
{
    gboolean first = TRUE;
    JoinWish wish = {
        pair->about, pair->one_id, pair->other_id, "user", pair->chance, pair->reasons
    };

    if (g_str_equal(pair->about, "person") &&
        !join_chooses_first(workspace, pair->one_id, pair->other_id, &first, error))
        return FALSE;
    if (!first) {
        wish.kept = pair->other_id;
        wish.gone = pair->one_id;
    }
    *out_kept = wish.kept;
    return join_records(workspace, &wish, error);
}

static gboolean
take_answer(const Workspace *workspace, DoublePair *pair, const char *answer, TkId *out_kept,
            GError **error)
{
    *out_kept = 0;
    if (g_str_equal(answer, "same"))
        return join_pair(workspace, pair, out_kept, error);
    if (g_str_equal(answer, "different"))
        return double_pair_set(workspace, pair->about, pair->one_id, pair->other_id, "different",
                               NULL, error);
    pair->rank = double_pair_rank(pair->chance, double_pair_times_put_off(pair->rank) + 1);
    return double_pair_put(workspace->store, pair, NULL, error);
}

static const char *
deed_of(const DoublePair *pair, const char *answer)
{
    if (g_str_equal(answer, "same"))
        return g_str_equal(pair->about, "person") ? "join-people" : "join-organisations";
    return g_str_equal(answer, "different") ? "tell-apart" : "double-later";
}

TkJson *
answer_double(const Workspace *workspace, TkId pair_id, const char *answer, GError **error)
{
    static const char *const answers[] = { "same", "different", "later", NULL };
    g_autoptr(DoublePair) pair = NULL;
    g_autoptr(StoreWork) work = NULL;
    g_autoptr(TkJson) told = json_object();
    int64_t remaining = 0;
    TkId kept = 0;

    if (!g_strv_contains(answers, answer))
        return tk_fail_null(error, TK_ERROR_INVALID, "double-answer-unknown", answer);
    pair = double_pair_load(workspace->store, pair_id, error);
    if (pair == NULL)
        return NULL;
    if (!g_str_equal(pair->state, "waiting"))
        return tk_fail_null(error, TK_ERROR_CONFLICT, "double-answered", NULL);
    work =
        begin(workspace, deed_of(pair, answer), pair->about, pair->one_id, pair->other_id, error);
    if (work == NULL || !take_answer(workspace, pair, answer, &kept, error) ||
        !doubles_count(workspace, &remaining, error))
        return NULL;
    tk_json_set_id(told, "id", pair_id);
    tk_json_set_take(told, "kept", kept != 0 ? ref(workspace, pair->about, kept) : json_null());
    tk_json_set_number(told, "remaining", remaining);
    return commit_answer(workspace, g_steal_pointer(&work), g_steal_pointer(&told), error);
}
