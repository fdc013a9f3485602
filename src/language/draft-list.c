/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/draft-list.h"

#include "base/tk-day.h"
#include "language/draft-phrase-private.h"
#include "language/letters.h"

#include <string.h>

/* Behind "- ", "* ", "• ", "1. " or "2) ". */
static const char *
behind_mark(const char *item)
{
    gsize digits = strspn(item, "0123456789");

    if (g_str_has_prefix(item, "• "))
        return item + strlen("• ");
    if ((*item == '-' || *item == '*') && item[1] == ' ')
        return item + 2;
    if (digits > 0 && digits < 3 && (item[digits] == '.' || item[digits] == ')') &&
        item[digits + 1] == ' ')
        return item + digits + 2;
    return item;
}

char **
phrase_items(const char *list)
{
    g_auto(GStrv) pieces = g_strsplit_set(list, ";\n\r", -1);
    GPtrArray *items = g_ptr_array_new();

    for (guint i = 0; pieces[i] != NULL; i++) {
        const char *item = behind_mark(g_strstrip(pieces[i]));
        if (*item != '\0')
            g_ptr_array_add(items, g_strstrip(g_strdup(item)));
    }
    g_ptr_array_add(items, NULL);
    return (char **) g_ptr_array_free(items, FALSE);
}

PhraseShape
phrase_list_shape(const LanguageShare *share, const PhraseWords *words, const char *list,
                  int language)
{
    g_auto(GStrv) items = phrase_items(list);

    if (items[0] == NULL)
        return PHRASE_NONE;
    for (guint i = 0; items[i] != NULL; i++) {
        PhraseShape shape = phrase_shape(share, words, items[i], language);
        if (shape != PHRASE_NOUN && shape != PHRASE_QUESTION)
            return PHRASE_SENTENCE;
    }
    return PHRASE_NOUN;
}

char *
phrase_list(const LanguageShare *share, const PhraseWords *words, const char *list, gboolean either,
            int language)
{
    g_auto(GStrv) items = phrase_items(list);
    GString *told = g_string_new(NULL);

    for (guint i = 0; items[i] != NULL; i++) {
        PhraseShape shape = phrase_shape(share, words, items[i], language);
        g_autofree char *inside = phrase_inside(share, words, items[i], shape, language);
        if (i > 0 && items[i + 1] == NULL)
            g_string_append_printf(told, " %s ", either ? words->or : words->and);
        else if (i > 0)
            g_string_append(told, ", ");
        g_string_append(told, inside);
    }
    return g_string_free(told, FALSE);
}

char *
phrase_bullets(const char *list)
{
    g_auto(GStrv) items = phrase_items(list);
    GString *told = g_string_new(NULL);

    for (guint i = 0; items[i] != NULL; i++) {
        gunichar first = g_utf8_get_char(items[i]);
        g_string_append(told, "\n- ");
        g_string_append_unichar(told, g_unichar_toupper(first));
        g_string_append(told, g_utf8_next_char(items[i]));
    }
    return g_string_free(told, FALSE);
}

char *
phrase_place(const PhraseWords *words, const char *place)
{
    g_auto(GStrv) prepositions = g_strsplit(words->places, " ", -1);
    g_autofree char *folded = letters_fold_line(place, place + strcspn(place, " "));

    if (strchr(place, ' ') != NULL && g_strv_contains((const char *const *) prepositions, folded)) {
        gunichar first = g_unichar_tolower(g_utf8_get_char(place));
        g_autoptr(GString) small = g_string_new(NULL);
        g_string_append_unichar(small, first);
        return g_strconcat(small->str, g_utf8_next_char(place), NULL);
    }
    return g_strconcat(prepositions[0], " ", place, NULL);
}

char *
phrase_title(const PhraseWords *words, const char *title)
{
    static const char *const marks[] = { "«", "»", "“", "”", "„", "\"" };
    g_auto(GStrv) quotes = g_strsplit(words->quotes, " ", 2);
    g_autoptr(GString) inside = g_string_new(title);

    /* A title that stands in its marks already is taken out of them; what is left is quoted in it.
     */
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (g_str_has_prefix(inside->str, marks[i]))
            g_string_erase(inside, 0, (gssize) strlen(marks[i]));
        if (g_str_has_suffix(inside->str, marks[i]))
            g_string_truncate(inside, inside->len - strlen(marks[i]));
    }
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
        g_string_replace(inside, marks[i], "'", 0);
    while (inside->len > 0 && strchr(" .,;:", inside->str[inside->len - 1]) != NULL)
        g_string_truncate(inside, inside->len - 1);
    return g_strconcat(quotes[0], inside->str, quotes[1], NULL);
}

char *
phrase_when(const PhraseWords *words, int64_t day, int64_t today)
{
    if (today != 0 && day == today)
        return g_strdup(words->today);
    if (today != 0 && day == today - 1)
        return g_strdup(words->yesterday);
    return phrase_day_as(words, words->on_day, day);
}

char *
phrase_talk(const PhraseWords *words, const char *form, gboolean formal)
{
    g_auto(GStrv) pairs = g_strsplit(formal ? words->talk_formal : words->talk, "|", -1);
    const char *any = "";

    for (guint i = 0; pairs[i] != NULL; i++) {
        const char *equals = strchr(pairs[i], '=');
        if (equals == NULL)
            continue;
        if (equals == pairs[i])
            any = equals + 1;
        else if (strlen(form) == (gsize) (equals - pairs[i]) && g_str_has_prefix(pairs[i], form))
            return g_strdup(equals + 1);
    }
    return g_strdup(any);
}
