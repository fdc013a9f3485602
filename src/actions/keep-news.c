/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/keep-news.h"

#include "actions/milestone-keeper.h"
#include "actions/read-news.h"
#include "actions/search-keeper.h"
#include "actions/views.h"
#include "actions/workspace-private.h"
#include "base/tk-text.h"
#include "domain/note.h"
#include "domain/organisation.h"
#include "store/tables.h"

#include <string.h>

#define EVIDENCE_MOST 2000 /* bytes of the item that stay as a note: items are shorter */

typedef struct {
    const Workspace *workspace;
    const TitleWords *words;
    const char *text;
    TkJson *kept;
    int64_t told;
} Keeping;

/* What the store calls it. */
static MilestoneType
type_of(const char *news, const MilestonePost *was, const MilestonePost *is)
{
    g_autofree char *before = organisation_fold(was->organisation);
    g_autofree char *after = organisation_fold(is->organisation);

    if (strcmp(news, "left") == 0)
        return MILESTONE_LEFT;
    if (strcmp(news, "promotion") == 0)
        return MILESTONE_PROMOTION;
    if (strcmp(news, "new_job") != 0)
        return MILESTONE_NONE;
    return *before != '\0' && strcmp(before, after) == 0 ? MILESTONE_NEW_POST
                                                         : MILESTONE_NEW_ORGANISATION;
}

static gboolean
keep_evidence(const Keeping *keeping, TkId person, GError **error)
{
    g_autoptr(Note) note = note_new();
    g_autofree char *piece = g_strndup(keeping->text, EVIDENCE_MOST);
    g_autofree char *text = tk_text_mend(piece, (gssize) strlen(piece));

    note->id = store_new_id(keeping->workspace->store);
    note->person_id = person;
    note->at = workspace_now(keeping->workspace);
    tk_text_set(&note->kind, "note");
    tk_text_set(&note->text, text);
    tk_text_set(&note->openness, "open");
    tk_text_set(&note->source, "news");
    return note_insert(keeping->workspace->store, note, error) &&
           note_index(keeping->workspace, note, error);
}

static gboolean
keep_one(Keeping *keeping, const TkJson *news, TkId id, GError **error)
{
    const char *type = tk_json_get_text(news, "type", "");
    gboolean left = strcmp(type, "left") == 0;
    g_autoptr(Person) person = person_load(keeping->workspace->store, id, error);
    TkId made = 0;

    if (person == NULL)
        return FALSE;
    const char *organisation = tk_json_get_text(news, "org", "");
    const MilestonePost was = { person->title, person->organisation_name, 0 };
    const MilestonePost is = {
        left ? "" : tk_json_get_text(news, "role", ""),
        left ? "" : (*organisation != '\0' ? organisation : person->organisation_name),
        0,
    };
    const MilestoneWish wish = {
        .source = "news",
        .state = "open",
        .before = workspace_today(keeping->workspace),
        .was = was,
        .is = is,
        .type = type_of(type, &was, &is),
    };

    if (wish.type == MILESTONE_NONE)
        return TRUE;
    if (!milestone_keep(keeping->workspace, keeping->words, person, &wish, &made, error))
        return FALSE;
    if (made == 0) {
        keeping->told++;
        return TRUE;
    }
    g_autoptr(Milestone) milestone = milestone_load(keeping->workspace->store, made, error);

    if (milestone == NULL || !keep_evidence(keeping, id, error))
        return FALSE;
    TkJson *row = milestone_json(milestone);

    tk_json_set_take(row, "person", view_person_ref(keeping->workspace, id));
    json_array_append_new(keeping->kept, row);
    return TRUE;
}

/* Of who leaves for a new post the post is told, not the leaving. */
static gboolean
has_new_post(const TkJson *milestones, const char *person)
{
    for (size_t i = 0; i < json_array_size(milestones); i++) {
        const TkJson *news = json_array_get(milestones, i);
        if (strcmp(tk_json_get_text(news, "type", ""), "new_job") == 0 &&
            strcmp(tk_json_get_text(news, "person", ""), person) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
keep_known(Keeping *keeping, const TkJson *milestones, GError **error)
{
    for (size_t i = 0; i < json_array_size(milestones); i++) {
        const TkJson *news = json_array_get(milestones, i);
        const TkJson *person = json_object_get(json_object_get(news, "known"), "person");
        TkId id = 0;
        if (strcmp(tk_json_get_text(news, "type", ""), "left") == 0 &&
            has_new_post(milestones, tk_json_get_text(news, "person", "")))
            continue;
        if (tk_id_from_text(tk_json_get_text(person, "id", ""), &id) &&
            !keep_one(keeping, news, id, error))
            return FALSE;
    }
    return TRUE;
}

TkJson *
keep_news(const Workspace *workspace, const char *text, const char *language, GError **error)
{
    g_autoptr(TkJson) read = read_news(workspace, text, language, error);
    g_autoptr(TitleWords) words = read != NULL ? title_words_load(error) : NULL;
    g_autoptr(TkJson) kept = json_array();
    g_autoptr(StoreWork) work = NULL;

    if (words == NULL)
        return NULL;
    g_autofree char *headline = g_strndup(text, strcspn(text, "\r\n"));
    Keeping keeping = { .workspace = workspace, .words = words, .text = text, .kept = kept };

    work = store_begin(workspace->store, workspace->door, "keep-news", headline, error);
    if (work == NULL || !keep_known(&keeping, json_object_get(read, "milestones"), error))
        return NULL;
    TkJson *answer = json_object();
    TkId entry = json_array_size(kept) > 0 ? store_work_entry(work) : 0;

    /* A work that kept nothing is given up, and leaves no line in the journal. */
    if (entry != 0 && !store_commit(g_steal_pointer(&work), error)) {
        json_decref(answer);
        return NULL;
    }
    json_object_set(answer, "kept", kept);
    tk_json_set_number(answer, "told", keeping.told);
    tk_json_set_id(answer, "undo", entry);
    return answer;
}
