/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * join-fill.c - what the one that stays learns from the one that goes, and which of the two stays.
 */
#include "actions/join-private.h"

#include "store/rows.h"
#include "store/tables.h"

#include <string.h>

const StoreTable *
join_table(const char *about)
{
    return g_str_equal(about, "person") ? &TABLE_PERSON : &TABLE_ORGANISATION;
}

/* Columns that are known together: they are taken over where the first of them is empty. */
static const char *const person_groups[][5] = {
    { "language", NULL }, { "formality", NULL },
    { "country", NULL },  { "zone", NULL },
    { "place", NULL },    { "organisation_name", "organisation_id", "title", NULL },
    { "title", NULL },
};
static const char *const organisation_groups[][5] = {
    { "field", NULL },
    { "place", NULL },
    { "country", NULL },
};
/* Of these both may say something: one line after the other. */
static const char *const person_lines[] = { "how_known", "interests", NULL };

static void
take_column(const TkJson *kept, const TkJson *gone, const char *column, TkJson *before,
            TkJson *after)
{
    if (json_equal(json_object_get(kept, column), json_object_get(gone, column)))
        return;
    json_object_set(before, column, json_object_get(kept, column));
    json_object_set(after, column, json_object_get(gone, column));
}

static gboolean
is_empty(const TkJson *row, const char *column)
{
    return *tk_json_get_text(row, column, "") == '\0';
}

static void
take_group(const TkJson *kept, const TkJson *gone, const char *const *columns, TkJson *before,
           TkJson *after)
{
    if (!is_empty(kept, columns[0]) || is_empty(gone, columns[0]))
        return;
    for (; *columns != NULL; columns++)
        take_column(kept, gone, *columns, before, after);
}

/* A whole name, and no address in its place, is 2, a part of one 1. */
static unsigned
fullness(const TkJson *person)
{
    const char *name = tk_json_get_text(person, "name", "");

    if (*name == '\0' || strchr(name, '@') != NULL)
        return 0;
    return is_empty(person, "family_name") || is_empty(person, "given_name") ? 1 : 2;
}

static void
take_lines(const TkJson *kept, const TkJson *gone, const char *column, TkJson *before,
           TkJson *after)
{
    const char *ours = tk_json_get_text(kept, column, "");
    const char *theirs = tk_json_get_text(gone, column, "");
    g_autofree char *both = NULL;

    if (*theirs == '\0' || strstr(ours, theirs) != NULL)
        return;
    both = *ours == '\0' ? g_strdup(theirs) : g_strconcat(ours, "\n", theirs, NULL);
    tk_json_set_text(before, column, ours);
    tk_json_set_text(after, column, both);
}

static void
fill_person(const TkJson *kept, const TkJson *gone, TkJson *before, TkJson *after)
{
    static const char *const names[] = { "name", "given_name", "family_name", NULL };
    static const char *const terms[] = { "terms", "terms_reason", NULL };
    gboolean strained = g_str_equal(tk_json_get_text(gone, "terms", ""), "strained");

    if (fullness(gone) > fullness(kept))
        for (const char *const *column = names; *column != NULL; column++)
            take_column(kept, gone, *column, before, after);
    for (const char *const *column = terms; strained && *column != NULL; column++)
        take_column(kept, gone, *column, before, after);
    for (size_t at = 0; at < G_N_ELEMENTS(person_groups); at++)
        take_group(kept, gone, person_groups[at], before, after);
    for (const char *const *column = person_lines; *column != NULL; column++)
        take_lines(kept, gone, *column, before, after);
}

void
join_fill(const char *about, const TkJson *kept, const TkJson *gone, TkJson *before, TkJson *after)
{
    if (g_str_equal(about, "person")) {
        fill_person(kept, gone, before, after);
        return;
    }
    for (size_t at = 0; at < G_N_ELEMENTS(organisation_groups); at++)
        take_group(kept, gone, organisation_groups[at], before, after);
}

gboolean
join_chooses_first(const Workspace *workspace, TkId one, TkId other, gboolean *out_first,
                   GError **error)
{
    const TkId ids[] = { one, other };
    unsigned worth[] = { 0, 0 };

    for (size_t at = 0; at < G_N_ELEMENTS(ids); at++) {
        g_autoptr(TkJson) row = NULL;

        if (!store_row_load(workspace->store, &TABLE_PERSON, ids[at], &row, error))
            return FALSE;
        if (row == NULL)
            continue;
        worth[at] = fullness(row);
        if (g_str_equal(tk_json_get_text(row, "standing", ""), "me"))
            worth[at] = G_MAXUINT;
    }
    *out_first = worth[0] != worth[1] ? worth[0] > worth[1] : one < other;
    return TRUE;
}
