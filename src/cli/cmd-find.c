/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/people.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "cli/render.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>
#include <string.h>

#define USUAL_ROWS 20

/* TRUE for `at:Nord Varme`, not for `at:nordvarme tie:light`, which is two. */
static gboolean
is_value_with_spaces(const char *word)
{
    const char *value = strchr(word, ':'), *space = strchr(word, ' ');

    return value != NULL && space > value && strchr(space, ':') == NULL &&
           strchr(word, '"') == NULL;
}

/* The words as one would type them into the page's field: a shell takes the quotes off a filter's
 * value. */
static char *
typed_words(const Call *call)
{
    GString *typed = g_string_new(NULL);

    for (unsigned i = 0; i < call_word_count(call); i++) {
        const char *word = call_word(call, i);

        g_string_append(typed, i > 0 ? " " : "");
        if (is_value_with_spaces(word))
            g_string_append_printf(typed, "%.*s:\"%s\"", (int) strcspn(word, ":"), word,
                                   strchr(word, ':') + 1);
        else
            g_string_append(typed, word);
    }
    return g_string_free(typed, FALSE);
}

static gboolean
run_find(const Call *call, GError **error)
{
    g_autofree char *typed = typed_words(call);
    unsigned limit = (unsigned) CLAMP(call_number(call, "limit", USUAL_ROWS), 1, TK_LIMIT_PAGE);
    g_autoptr(TkJson) list = *typed != '\0' ? search_people(call->workspace, typed, limit, error)
                                            : list_people(call->workspace, NULL, limit, error);

    if (list == NULL)
        return FALSE;
    if (call_answered(call, list))
        return TRUE;
    if (json_array_size(json_object_get(list, "rows")) > 0) {
        if (json_is_true(json_object_get(list, "nearly")))
            g_print("%s\n", _("Nothing is spelled quite so. This comes close:"));
        render_found(call, json_object_get(list, "rows"));
        return TRUE;
    }
    if (*typed == '\0') {
        g_print("%s\n", _("Nobody here yet. Bring your contacts with tokopp import FILE."));
        return TRUE;
    }
    g_autofree char *line =
        /* TRANSLATORS: {words} is what the person searched for */
        filled(_("Nobody found for \"{words}\". Half a name is enough, and accents do not matter."),
               "words", typed, NULL);

    g_print("%s\n", line);
    return TRUE;
}

static const CommandOption options[] = {
    { "limit", 'n', OPTION_NUMBER, "N", N_("At most so many rows") },
    { 0 },
};

const Command cmd_find = {
    .name = "find",
    .group = GROUP_PEOPLE,
    .summary = N_("Find people, organisations, meetings, notes and messages"),
    .synopsis = "[WORDS]",
    .details =
        N_("Half a word is enough, and one wrong letter is forgiven. Without words it shows the "
           "people you know best. at:NAME finds who is at an organisation, and how well you know "
           "them; knows:NAME whom somebody knows; since:2026-03 what happened since then; tie:warm "
           "whom you know so well or better; in:notes looks there only (people, organisations, "
           "meetings, notes, messages). Words in quotes stand together."),
    .example = "tokopp find at:nordvarme tie:light",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .options = options,
    .run = run_find,
};
