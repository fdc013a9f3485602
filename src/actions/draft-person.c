/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/draft-person.h"

#include "actions/change-message.h"
#include "actions/draft-told.h"
#include "actions/open-meeting.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "store/tables.h"

#include <string.h>

gboolean
draft_is_for_person(const char *kind)
{
    static const char *const kinds[] = { "propose",     "agenda",   "thank_you", "summary", "share",
                                         "report_back", "thoughts", "decline",   NULL };

    return g_strv_contains(kinds, kind);
}

/* The reason of a meeting says why one asked: not why an article fits, nor why one says no. */
static gboolean
has_reason_of_its_own(const char *kind)
{
    return g_str_equal(kind, "share") || g_str_equal(kind, "decline");
}

static Message *
compose(const Workspace *workspace, const Person *person, const PersonDraftWish *wish,
        const Meeting *open, gboolean first, unsigned variant, GError **error)
{
    static const DraftOccasion none = { "", "", "", "", "", NULL, 0 };
    const DraftWish draft = {
        .meeting = has_reason_of_its_own(wish->kind) ? NULL : open,
        .occasion = &none,
        .receiver = person,
        .kind = wish->kind,
        .language = wish->language != NULL ? wish->language : language_for(workspace, person),
        .formality = draft_formality(workspace, person, wish->formality),
        .told = wish->told,
        .first = first,
        .day = workspace_today(workspace),
    };

    return compose_draft(workspace, &draft, variant, error);
}

TkJson *
draft_person(const Workspace *workspace, TkId id, const PersonDraftWish *wish, GError **error)
{
    g_autoptr(Person) person = person_load(workspace->store, id, error);
    g_autoptr(Meeting) open = NULL;

    if (person == NULL || !draft_words_known(wish->language, wish->formality, error) ||
        !draft_told_check(wish->told, error))
        return NULL;
    if (message_kind_find(wish->kind) == NULL)
        return tk_fail_null(error, TK_ERROR_INVALID, "kind-unknown", wish->kind);
    if (!draft_is_for_person(wish->kind))
        return tk_fail_null(error, TK_ERROR_INVALID, "draft-kind-elsewhere", wish->kind);
    if (!open_meeting_find(workspace, id, &open, error))
        return NULL;
    g_autoptr(StoreWork) work =
        store_begin(workspace->store, workspace->door, "draft-person", person->name, error);
    g_autoptr(Message) message =
        work != NULL ? compose(workspace, person, wish, open, TRUE, (unsigned) (id & 0xff), error)
                     : NULL;

    if (message == NULL || !draft_keep(workspace, person, message, error))
        return NULL;
    return finish_with_message(workspace, g_steal_pointer(&work), message, error);
}

Message *
draft_person_again(const Workspace *workspace, const Message *message, unsigned variant,
                   GError **error)
{
    g_autoptr(Person) person = person_load(workspace->store, message->person_id, error);
    g_autoptr(Meeting) open = NULL;
    g_autoptr(TkJson) told = NULL;

    if (person == NULL)
        return NULL;
    if (message->meeting_id != 0) {
        open = meeting_load(workspace->store, message->meeting_id, error);
        if (open == NULL)
            return NULL;
    }
    if (*message->facts != '\0') {
        told = tk_json_parse(message->facts, strlen(message->facts), error);
        if (told == NULL)
            return NULL;
    }
    const PersonDraftWish wish = { message->kind, message->language, message->formality, told };

    return compose(workspace, person, &wish, open, FALSE, variant, error);
}
