/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/draft-text.h"

#include "actions/compose-draft.h"
#include "actions/corpus-line.h"
#include "actions/draft-told.h"
#include "actions/own-person.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "domain/person-name.h"
#include "language/draft.h"

#include <string.h>

/* Who writes to whom, and texts that last as long as the draft is made. */
static void
take_people(const TkJson *wish, DraftFacts *facts, GPtrArray *texts)
{
    const TkJson *sender = json_object_get(wish, "sender");
    const TkJson *receiver = json_object_get(wish, "receiver");
    const char *name = tk_json_get_text(receiver, "name", "");
    g_autoptr(PersonName) split = person_name_split(name);
    char *given = person_name_to_greet(split->given);

    g_ptr_array_add(texts, given);
    facts->sender_background = tk_json_get_text(sender, "background", "");
    facts->receiver_name = name;
    facts->receiver_given_name = *given != '\0' ? given : name;
    facts->receiver_family_name = "";
    facts->receiver_role = tk_json_get_text(receiver, "role", "");
    facts->receiver_organisation = tk_json_get_text(receiver, "org", "");
}

static TkJson *
needs_of(const GError *failed)
{
    g_auto(GStrv) names = g_strsplit(tk_error_face(failed).subject, ", ", -1);
    TkJson *needs = json_array();

    for (guint i = 0; names[i] != NULL; i++)
        json_array_append_new(needs, json_string(names[i]));
    return needs;
}

static TkJson *
compose(const Workspace *workspace, const DraftFacts *facts, unsigned variant, GError **error)
{
    g_autoptr(GError) failed = NULL;
    g_autoptr(Draft) draft = draft_compose(workspace->language, facts, variant, &failed);
    gboolean needs = failed != NULL && strcmp(tk_error_face(failed).key, "draft-needs") == 0;

    if (draft == NULL && !needs) {
        g_propagate_error(error, g_steal_pointer(&failed));
        return NULL;
    }
    TkJson *answer = json_object();

    tk_json_set_text(answer, "language", facts->language);
    if (needs) {
        tk_json_set_take(answer, "needs", needs_of(failed));
        return answer;
    }
    tk_json_set_text(answer, "subject", draft->subject);
    tk_json_set_text(answer, "body", draft->body);
    return answer;
}

static TkJson *
draft_of(const Workspace *workspace, const TkJson *wish, const TkJson *told, GError **error)
{
    const char *own_language = tk_settings_text(workspace->settings, "me.language");
    const char *language =
        tk_json_get_text(wish, "lang", tk_json_get_text(wish, "language", own_language));
    const char *formality = tk_json_get_text(wish, "formality", "");
    g_autoptr(GPtrArray) texts = draft_told_new();
    g_autofree char *own = own_name(workspace);
    DraftFacts facts = {
        .kind = tk_json_get_text(wish, "kind", "outreach"),
        .language = *language != '\0' ? language : "en",
        .formality = *formality != '\0' ? formality
                                        : tk_settings_text(workspace->settings, "draft.formality"),
        .number = tk_json_get_number(wish, "number", 1) > 1 ? 2 : 1,
        .sender_name = tk_json_get_text(json_object_get(wish, "sender"), "name", own),
        .target_name = "",
        .form = "",
        .today = workspace_today(workspace),
    };

    if (!draft_words_known(facts.language, facts.formality, error))
        return NULL;
    take_people(wish, &facts, texts);
    draft_told_lay(told, &facts, texts);
    return compose(workspace, &facts, (unsigned) tk_json_get_number(wish, "variant", 0) & 0xffff,
                   error);
}

TkJson *
draft_text(const Workspace *workspace, const TkJson *wish, GError **error)
{
    const TkJson *told = json_object_get(wish, "facts");

    if (!draft_told_check(told, error))
        return NULL;
    return draft_of(workspace, wish, told, error);
}

TkJson *
draft_line(const Workspace *workspace, const char *line, gsize length, GError **error)
{
    g_autoptr(TkJson) row = corpus_line_read(line, length, error);

    if (row == NULL)
        return NULL;
    /* What stands in the row itself is laid below what is told under "facts". */
    g_autoptr(TkJson) told = json_copy(row);

    if (json_is_object(json_object_get(row, "facts")))
        json_object_update(told, json_object_get(row, "facts"));
    g_autoptr(TkJson) made = draft_of(workspace, row, told, error);

    if (made == NULL)
        return NULL;
    TkJson *answer = corpus_line_answer(row);

    json_object_update(answer, made);
    return answer;
}
