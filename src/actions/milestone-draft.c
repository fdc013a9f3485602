/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/milestone-draft.h"

#include "actions/compose-draft.h"
#include "actions/due-keeper.h"
#include "actions/message-twins.h"
#include "actions/milestone-keeper.h"
#include "actions/milestone-room.h"
#include "actions/workspace-private.h"
#include "base/tk-text.h"
#include "domain/due.h"
#include "domain/organisation.h"
#include "store/queries.h"
#include "store/tables.h"

/* So many wordings are looked through for one that is unlike what others get. */
#define WORDINGS_TRIED 24

/* What happened, in the words that a letter has for it. */
typedef struct {
    const char *what; /* constant */
    char *post, *organisation;
    char *old_post, *old_organisation;
} Told;

static void
told_clear(Told *told)
{
    g_free(told->post);
    g_free(told->organisation);
    g_free(told->old_post);
    g_free(told->old_organisation);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Told, told_clear)

/* Of somebody who has left, the post that they left is spoken of; else the new one. */
static gboolean
tell(const Milestone *milestone, Told *out_told, GError **error)
{
    MilestoneType type = milestone_type_of(milestone->type);

    if (type == MILESTONE_LEFT) {
        g_autoptr(TitleWords) words = title_words_load(error);

        if (words == NULL)
            return FALSE;
        out_told->what =
            milestone_is_retirement(words, milestone->is_title, milestone->is_organisation)
                ? "retired"
                : "left";
        out_told->post = title_in_letter(milestone->was_title);
        out_told->organisation = organisation_in_letter(milestone->was_organisation);
        out_told->old_post = g_strdup("");
        out_told->old_organisation = g_strdup("");
        return TRUE;
    }
    out_told->what = milestone_type_word(type);
    out_told->post = title_in_letter(milestone->is_title);
    out_told->organisation = organisation_in_letter(milestone->is_organisation);
    out_told->old_post = title_in_letter(milestone->was_title);
    out_told->old_organisation = organisation_in_letter(milestone->was_organisation);
    return TRUE;
}

/* The first wording that is neither what it was nor nearly what somebody else gets; where all are,
 * the first one, and the approval will point it out. */
static Message *
first_unlike(const Workspace *workspace, const DraftWish *wish, unsigned from, const char *unlike,
             GError **error)
{
    g_autoptr(Message) fallback = NULL;

    for (unsigned turn = 0; turn < WORDINGS_TRIED; turn++) {
        g_autoptr(Message) message = compose_draft(workspace, wish, from + turn, error);
        TkId twin = 0;

        if (message == NULL)
            return NULL;
        if (unlike != NULL && g_str_equal(message->body, unlike))
            continue;
        if (!message_find_twin(workspace, message, TWINS_WRITTEN, &twin, error))
            return NULL;
        if (twin == 0)
            return g_steal_pointer(&message);
        if (fallback == NULL)
            fallback = g_steal_pointer(&message);
    }
    return fallback != NULL ? g_steal_pointer(&fallback)
                            : compose_draft(workspace, wish, from, error);
}

Message *
milestone_compose(const Workspace *workspace, const Milestone *milestone, const Person *receiver,
                  const MilestoneWording *wording, GError **error)
{
    g_auto(Told) told = { 0 };

    if (!tell(milestone, &told, error))
        return NULL;
    const DraftOccasion occasion = { told.what, told.post, told.organisation, told.old_post,
                                     told.old_organisation };
    const DraftWish wish = {
        .receiver = receiver,
        .occasion = &occasion,
        .kind = "milestone",
        .language = wording->language,
        .formality = wording->formality,
        .day = workspace_today(workspace),
    };

    unsigned from = wording->unlike == NULL ? (unsigned) (milestone->id & 0xff)
                                            : (unsigned) tk_world_number(workspace->world) & 0xffff;

    return first_unlike(workspace, &wish, from, wording->unlike, error);
}

gboolean
milestone_of_message(const Workspace *workspace, const Message *message, Milestone **out_milestone,
                     GError **error)
{
    g_autoptr(GPtrArray) found = milestone_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(message->id) };

    *out_milestone = NULL;
    if (!g_str_equal(message->kind, "milestone"))
        return TRUE;
    if (!store_run(workspace->store, &SQL_MILESTONE_OF_MESSAGE, values, G_N_ELEMENTS(values),
                   milestone_collect, found, error))
        return FALSE;
    if (found->len > 0)
        *out_milestone = g_ptr_array_steal_index(found, 0);
    return TRUE;
}

gboolean
milestone_message_left(const Workspace *workspace, const Message *message, GError **error)
{
    g_autoptr(Milestone) milestone = NULL;

    if (!milestone_of_message(workspace, message, &milestone, error))
        return FALSE;
    if (milestone == NULL)
        return TRUE;
    tk_text_set(&milestone->state, "done");
    milestone->ended_at = message->sent_at;
    return milestone_put(workspace->store, milestone, NULL, error) &&
           due_replace(workspace, "milestone", milestone->id, "done", NULL, error);
}

gboolean
milestone_message_dropped(const Workspace *workspace, const Message *message, GError **error)
{
    g_autoptr(Milestone) milestone = NULL;
    g_autoptr(Person) person = NULL;

    if (!milestone_of_message(workspace, message, &milestone, error))
        return FALSE;
    if (milestone == NULL)
        return TRUE;
    person = person_load(workspace->store, milestone->person_id, error);
    if (person == NULL)
        return FALSE;
    milestone->message_id = 0;
    if (g_str_equal(milestone->state, "open") && !milestone_find_room(workspace, milestone, error))
        return FALSE;
    return milestone_put(workspace->store, milestone, NULL, error) &&
           due_replace(workspace, "milestone", milestone->id, "dropped",
                       due_for_milestone(milestone, person->name, workspace_today(workspace)),
                       error);
}
