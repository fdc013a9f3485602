/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/milestone-keeper.h"

#include "actions/due-keeper.h"
#include "actions/milestone-room.h"
#include "actions/views.h"
#include "actions/workspace-private.h"
#include "base/tk-places.h"
#include "base/tk-text.h"
#include "domain/due.h"
#include "store/queries.h"
#include "store/tables.h"

#define TOLD_LOOKED_AT                                                                             \
    10 /* of the person's latest: what was told before that may be told again                      \
        */

TitleWords *
title_words_load(GError **error)
{
    static const char name[] = "titles/words.txt";
    g_autoptr(GBytes) bytes = tk_share_read(name, error);

    if (bytes == NULL)
        return NULL;
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));

    return title_words_new(name, text, error);
}

GPtrArray *
milestones_of_person(const Workspace *workspace, TkId person, unsigned limit, GError **error)
{
    g_autoptr(GPtrArray) found = milestone_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(limit) };

    if (!store_run(workspace->store, &SQL_MILESTONE_OF_PERSON, values, G_N_ELEMENTS(values),
                   milestone_collect, found, error))
        return NULL;
    return g_steal_pointer(&found);
}

/* A leaving is told again only after something else was; a post never is. */
static gboolean
is_told(const TitleWords *words, const GPtrArray *known, const MilestoneWish *wish)
{
    for (guint at = 0; at < known->len; at++) {
        const Milestone *milestone = g_ptr_array_index(known, at);
        gboolean left = milestone_type_of(milestone->type) == MILESTONE_LEFT;

        if (wish->type == MILESTONE_LEFT)
            return left;
        if (!left && milestone_tells_of(words, milestone, &wish->is))
            return TRUE;
    }
    return FALSE;
}

/* Another source, or the user's own hand, was quicker. */
static gboolean
is_known_post(const TitleWords *words, const Person *person, const MilestoneWish *wish)
{
    const MilestonePost held = { person->title, person->organisation_name, 0 };
    MilestonePost was, is;

    if (wish->type == MILESTONE_LEFT || *held.title == '\0' || *held.organisation == '\0')
        return FALSE;
    return milestone_between(words, &held, 1, &wish->is, 1, wish->before, &was, &is) ==
           MILESTONE_NONE;
}

static Milestone *
milestone_from(const Workspace *workspace, const Person *person, const MilestoneWish *wish)
{
    Milestone *milestone = milestone_new();

    milestone->id = store_new_id(workspace->store);
    milestone->person_id = person->id;
    tk_text_set(&milestone->type, milestone_type_word(wish->type));
    tk_text_set(&milestone->was_title, wish->was.title);
    tk_text_set(&milestone->was_organisation, wish->was.organisation);
    tk_text_set(&milestone->is_title, wish->is.title);
    tk_text_set(&milestone->is_organisation, wish->is.organisation);
    milestone->after_day = wish->after;
    milestone->before_day = wish->before;
    tk_text_set(&milestone->source, wish->source);
    tk_text_set(&milestone->state, wish->state);
    milestone->seen_at = workspace_now(workspace);
    return milestone;
}

gboolean
milestone_keep(const Workspace *workspace, const TitleWords *words, const Person *person,
               const MilestoneWish *wish, TkId *out_made, GError **error)
{
    g_autoptr(GPtrArray) known = milestones_of_person(workspace, person->id, TOLD_LOOKED_AT, error);

    *out_made = 0;
    if (known == NULL)
        return FALSE;
    if (wish->type == MILESTONE_NONE || is_told(words, known, wish) ||
        is_known_post(words, person, wish))
        return TRUE;
    g_autoptr(Milestone) milestone = milestone_from(workspace, person, wish);

    if (g_str_equal(wish->state, "open") && !milestone_find_room(workspace, milestone, error))
        return FALSE;
    if (!milestone_insert(workspace->store, milestone, error) ||
        !due_add(workspace, due_for_milestone(milestone, person->name, workspace_today(workspace)),
                 error))
        return FALSE;
    *out_made = milestone->id;
    return TRUE;
}

static TkJson *
post_json(const char *title, const char *organisation)
{
    TkJson *post = json_object();

    tk_json_set_text(post, "title", title);
    tk_json_set_text(post, "organisation", organisation);
    return post;
}

TkJson *
milestone_json(const Milestone *milestone)
{
    TkJson *row = json_object();

    tk_json_set_id(row, "id", milestone->id);
    tk_json_set_text(row, "type", milestone->type);
    tk_json_set_take(row, "was", post_json(milestone->was_title, milestone->was_organisation));
    tk_json_set_take(row, "is", post_json(milestone->is_title, milestone->is_organisation));
    tk_json_set_take(row, "after", view_day(milestone->after_day));
    tk_json_set_take(row, "before", view_day(milestone->before_day));
    tk_json_set_text(row, "source", milestone->source);
    tk_json_set_text(row, "state", milestone->state);
    tk_json_set_take(row, "seen_at", view_instant(milestone->seen_at));
    tk_json_set_id(row, "message", milestone->message_id);
    return row;
}
