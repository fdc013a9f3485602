/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/draft-told.h"

#include "base/tk-day.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"

#include <stddef.h>
#include <string.h>

typedef struct {
    const char *name;
    size_t offset; /* of a const char * in DraftFacts */
} ToldText;

static const ToldText told_texts[] = {
    { "purpose", offsetof(DraftFacts, purpose) },
    { "reason", offsetof(DraftFacts, reason) },
    { "value_for_them", offsetof(DraftFacts, value_for_them) },
    { "value_for_me", offsetof(DraftFacts, value_for_me) },
    { "theme", offsetof(DraftFacts, theme) },
    { "form", offsetof(DraftFacts, form) },
    { "times", offsetof(DraftFacts, times) },
    { "place", offsetof(DraftFacts, place) },
    { "topics", offsetof(DraftFacts, topics) },
    { "said", offsetof(DraftFacts, said) },
    { "promise", offsetof(DraftFacts, promise) },
    { "points", offsetof(DraftFacts, points) },
    { "title", offsetof(DraftFacts, title) },
    { "link", offsetof(DraftFacts, link) },
    { "outcome", offsetof(DraftFacts, outcome) },
    { "thought", offsetof(DraftFacts, thought) },
    { "later", offsetof(DraftFacts, later) },
    { "target_name", offsetof(DraftFacts, target_name) },
    { "target_role", offsetof(DraftFacts, target_role) },
    { "target_organisation", offsetof(DraftFacts, target_organisation) },
    { "earlier_subject", offsetof(DraftFacts, earlier_subject) },
    { "occasion", offsetof(DraftFacts, occasion) },
    { "post", offsetof(DraftFacts, post) },
    { "organisation", offsetof(DraftFacts, organisation) },
    { "old_post", offsetof(DraftFacts, old_post) },
    { "old_organisation", offsetof(DraftFacts, old_organisation) },
};

GPtrArray *
draft_told_new(void)
{
    return g_ptr_array_new_with_free_func(g_free);
}

/* A text as it is, a number in figures, a list with an item a line; NULL for anything else. */
static char *
text_of(const TkJson *value)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    const TkJson *item = NULL;
    size_t index = 0;

    if (json_is_string(value))
        return g_strdup(json_string_value(value));
    if (json_is_integer(value))
        return g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
    if (!json_is_array(value))
        return NULL;
    json_array_foreach(value, index, item)
    {
        if (!json_is_string(item))
            return NULL;
        g_string_append_printf(lines, "%s%s", index > 0 ? "\n" : "", json_string_value(item));
    }
    return g_string_free(g_steal_pointer(&lines), FALSE);
}

static const ToldText *
told_text(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(told_texts); i++) {
        if (strcmp(told_texts[i].name, name) == 0)
            return &told_texts[i];
    }
    return NULL;
}

void
draft_told_lay(const TkJson *told, DraftFacts *facts, GPtrArray *texts)
{
    TkDay day = 0;
    guint64 minutes = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(told_texts); i++) {
        const char **fact = (const char **) ((char *) facts + told_texts[i].offset);
        char *text = text_of(json_object_get(told, told_texts[i].name));
        if (text == NULL) {
            *fact = *fact != NULL ? *fact : "";
            continue;
        }
        g_ptr_array_add(texts, text);
        *fact = text;
    }
    if (tk_day_from_text(tk_json_get_text(told, "day", ""), &day))
        facts->earlier_day = day;
    g_autofree char *number = text_of(json_object_get(told, "minutes"));
    if (number != NULL && g_ascii_string_to_unsigned(number, 10, 1, 24 * 60, &minutes, NULL))
        facts->minutes = (int64_t) minutes;
}

static gboolean
check_one(const char *name, const TkJson *value, GError **error)
{
    g_autofree char *text = text_of(value);
    TkDay day = 0;

    if (strcmp(name, "day") != 0 && strcmp(name, "minutes") != 0 && told_text(name) == NULL)
        return tk_fail(error, TK_ERROR_INVALID, "fact-unknown", name);
    if (text == NULL)
        return tk_fail(error, TK_ERROR_INVALID, "field-type", name);
    if (strlen(text) > TK_LIMIT_TEXT)
        return tk_fail(error, TK_ERROR_TOO_LARGE, "field-too-large", name);
    if (strcmp(name, "day") == 0 && !tk_day_from_text(text, &day))
        return tk_fail(error, TK_ERROR_INVALID, "not-a-day", text);
    return TRUE;
}

gboolean
draft_told_check(const TkJson *told, GError **error)
{
    const char *name = NULL;
    TkJson *value = NULL;

    if (told == NULL || json_is_null(told))
        return TRUE;
    if (!json_is_object(told))
        return tk_fail(error, TK_ERROR_INVALID, "field-type", "facts");
    json_object_foreach((TkJson *) told, name, value)
    {
        if (!check_one(name, value, error))
            return FALSE;
    }
    return TRUE;
}

TkJson *
draft_told_of_pairs(const char *const *pairs, GError **error)
{
    g_autoptr(TkJson) told = json_object();

    for (guint i = 0; pairs[i] != NULL; i++) {
        g_auto(GStrv) halves = g_strsplit(pairs[i], "=", 2);
        if (halves[0] == NULL || halves[1] == NULL)
            return tk_fail_null(error, TK_ERROR_INVALID, "fact-unknown", pairs[i]);
        tk_json_set_text(told, g_strstrip(halves[0]), halves[1]);
    }
    if (!draft_told_check(told, error))
        return NULL;
    return g_steal_pointer(&told);
}
