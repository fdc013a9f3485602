/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/shared-past.h"

#include "actions/workspace-private.h"
#include "base/tk-text.h"
#include "domain/shared-time.h"
#include "store/queries.h"

/* Rows of one place that are read: each person may be there three times. */
#define ROWS_MOST (3 * SHARED_TIME_MEMBERS_MOST)

typedef struct {
    TkId organisation;
    char *name;
    MonthSpan span;
} Stay;

typedef struct {
    GArray *stays; /* Stay */
    int64_t today;
} Reader;

static void
stay_clear(gpointer data)
{
    g_free(((Stay *) data)->name);
}

void
shared_past_clear(SharedPast *past)
{
    g_clear_pointer(&past->organisation, g_free);
}

static gboolean
take_stay(const DbRow *row, gpointer data, GError **error)
{
    Reader *reader = data;
    const Stay stay = {
        .organisation = db_row_number(row, "organisation_id"),
        .name = g_strdup(db_row_text(row, "organisation_name")),
        .span = month_span(db_row_number(row, "from_day"), db_row_number(row, "until_day"),
                           reader->today),
    };

    (void) error;
    g_array_append_val(reader->stays, stay);
    return TRUE;
}

static GArray *
stays_of(const Workspace *workspace, TkId person, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(person) };
    g_autoptr(GArray) stays = g_array_new(FALSE, FALSE, sizeof(Stay));
    Reader reader = { stays, workspace_today(workspace) };

    g_array_set_clear_func(stays, stay_clear);
    if (!store_run(workspace->store, &SQL_STAY_OF_PERSON, values, G_N_ELEMENTS(values), take_stay,
                   &reader, error))
        return NULL;
    return g_steal_pointer(&stays);
}

/* The rows come in the order of persons. */
typedef struct {
    TkId last;
    gsize people, rows;
} Members;

static gboolean
count_member(const DbRow *row, gpointer data, GError **error)
{
    Members *members = data;
    TkId person = db_row_number(row, "person_id");

    (void) error;
    members->people += members->rows == 0 || person != members->last ? 1 : 0;
    members->last = person;
    members->rows++;
    return TRUE;
}

/* Of two places the one that says more stays. */
static gboolean
weigh(const Workspace *workspace, const Stay *stay, MonthSpan common, SharedPast *past,
      GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(stay->organisation),
                               DB_VALUE_NUMBER(ROWS_MOST + 1) };
    Members members = { 0 };
    double strength = 0;

    if (common.until <= common.from)
        return TRUE;
    if (!store_run(workspace->store, &SQL_STAY_AT_ORGANISATION, values, G_N_ELEMENTS(values),
                   count_member, &members, error))
        return FALSE;
    if (members.rows <= ROWS_MOST)
        strength = shared_time_strength(common, members.people);
    if (strength <= past->strength)
        return TRUE;
    tk_text_set(&past->organisation, stay->name);
    past->strength = strength;
    past->from_year = month_year(common.from);
    past->until_year = month_year(MAX(common.until - 1, common.from));
    return TRUE;
}

gboolean
shared_past_find(const Workspace *workspace, TkId me, TkId person, SharedPast *out_past,
                 GError **error)
{
    g_autoptr(GArray) mine = stays_of(workspace, me, error);
    g_autoptr(GArray) theirs = mine != NULL && mine->len > 0 ? stays_of(workspace, person, error)
                                                             : g_array_new(FALSE, FALSE, 1);

    if (mine == NULL || theirs == NULL)
        return FALSE;
    for (guint at = 0; at < mine->len; at++)
        for (guint other = 0; other < theirs->len; other++) {
            const Stay *my = &g_array_index(mine, Stay, at);
            const Stay *their = &g_array_index(theirs, Stay, other);

            if (my->organisation == their->organisation &&
                !weigh(workspace, my, month_span_common(my->span, their->span), out_past, error))
                return FALSE;
        }
    return TRUE;
}
