/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/read-news.h"

#include "actions/known-people.h"
#include "actions/views.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "language/judge.h"
#include "language/news.h"

#include <string.h>

/* Whom of the store a milestone means; null where nobody is, or several could be. */
static TkJson *
view_known(const Workspace *workspace, const NewsMilestone *milestone, const KnownFound *found)
{
    const char *const words[] = { found->name, found->organisation, found->title, found->place };
    gboolean sure = found->answer == KNOWN_SURE && milestone->sure;

    if (found->id == 0)
        return json_null();
    TkJson *known = json_object(), *rests_on = json_array();

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (words[i] != NULL)
            json_array_append_new(rests_on, json_string(words[i]));
    }
    tk_json_set_take(known, "person", view_person_ref(workspace, found->id));
    tk_json_set_text(known, "confidence", sure ? "sure" : "likely");
    tk_json_set_take(known, "words", rests_on);
    return known;
}

/* NULL: nothing of that type is told of the person. */
static const NewsMilestone *
told_of(const GPtrArray *all, const char *type, const char *person)
{
    for (guint i = 0; i < all->len; i++) {
        const NewsMilestone *each = g_ptr_array_index(all, i);
        if (strcmp(each->type, type) == 0 && strcmp(each->person, person) == 0)
            return each;
    }
    return NULL;
}

/* Who gets a new post is looked for at the house they leave, where the item tells of it. */
static KnownWish
wish_of(const NewsMilestone *milestone, const GPtrArray *all, const char *text)
{
    const NewsMilestone *left = told_of(all, "left", milestone->person);
    const NewsMilestone *joined = told_of(all, "new_job", milestone->person);
    const NewsMilestone *where = milestone == joined && left != NULL ? left : milestone;

    return (KnownWish) {
        .name = milestone->person,
        .organisation = where->organisation,
        .text = text,
        .at_the_same_house = where == left || strcmp(milestone->type, "promotion") == 0,
        .moves = left != NULL && joined != NULL,
    };
}

static TkJson *
view_news(const Workspace *workspace, const NewsMilestone *milestone, const GPtrArray *all,
          const char *text, const KnownNames *names)
{
    TkJson *row = json_object();
    const KnownWish wish = wish_of(milestone, all, text);
    KnownFound found;

    known_names_find_person(names, &wish, &found);
    tk_json_set_text(row, "type", milestone->type);
    tk_json_set_text(row, "person", milestone->person);
    tk_json_set_text(row, "org", milestone->organisation);
    tk_json_set_text(row, "role", milestone->role);
    json_object_set_new(row, "sure", json_boolean(milestone->sure));
    tk_json_set_number(row, "from", (int64_t) milestone->from);
    tk_json_set_number(row, "until", (int64_t) milestone->until);
    tk_json_set_take(row, "known", view_known(workspace, milestone, &found));
    tk_json_set_number(row, "bearers", found.bearers);
    tk_json_set_id(row, "organisation",
                   known_names_find_organisation(names, milestone->organisation));
    return row;
}

TkJson *
read_news(const Workspace *workspace, const char *text, const char *language, GError **error)
{
    if (strlen(text) > TK_LIMIT_TEXT)
        return tk_fail_null(error, TK_ERROR_TOO_LARGE, "text-too-large", NULL);
    const char *spoken =
        language != NULL && *language != '\0' ? language : language_of(workspace->language, text);
    g_autoptr(GPtrArray) found = news_read(workspace->language, text, spoken);
    const KnownNames *names = found->len > 0 ? known_people_names(workspace, error) : NULL;

    if (found->len > 0 && names == NULL)
        return NULL;
    TkJson *answer = json_object(), *milestones = json_array();

    for (guint i = 0; i < found->len; i++)
        json_array_append_new(
            milestones, view_news(workspace, g_ptr_array_index(found, i), found, text, names));
    tk_json_set_text(answer, "language", spoken);
    tk_json_set_take(answer, "milestones", milestones);
    return answer;
}
