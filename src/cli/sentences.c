/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/sentences.h"

#include <glib/gi18n.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define UNKNOWN_FACT "…"

static int
compare_keys(const void *key, const void *row)
{
    return strcmp(key, ((const Sentence *) row)->key);
}

static const Sentence *
sentence_find(const char *key)
{
    return bsearch(key, sentence_table, sentence_count, sizeof(Sentence), compare_keys);
}

gboolean
sentence_exists(const char *key)
{
    return sentence_find(key) != NULL;
}

char *
day_in_words(TkDay day)
{
    static const char *const months[] = {
        N_("January"),   N_("February"), N_("March"),    N_("April"),
        N_("May"),       N_("June"),     N_("July"),     N_("August"),
        N_("September"), N_("October"),  N_("November"), N_("December"),
    };
    int year, month, number;

    tk_day_to_date(day, &year, &month, &number);
    g_autoptr(TkJson) facts = json_object();
    tk_json_set_number(facts, "day", number);
    tk_json_set_text(facts, "month", _(months[month - 1]));
    tk_json_set_number(facts, "year", year);
    /* TRANSLATORS: a day in the middle of a sentence */
    return places_fill(_("{day} {month} {year}"), facts);
}

char *
weekday_in_words(TkDay day)
{
    static const char *const weekdays[] = {
        N_("Monday"), N_("Tuesday"),  N_("Wednesday"), N_("Thursday"),
        N_("Friday"), N_("Saturday"), N_("Sunday"),
    };
    g_autofree char *date = day_in_words(day);
    g_autoptr(TkJson) facts = json_object();

    tk_json_set_text(facts, "weekday", _(weekdays[tk_day_weekday(day) - 1]));
    tk_json_set_text(facts, "date", date);
    /* TRANSLATORS: a weekday and its day, in the middle of a sentence */
    return places_fill(_("{weekday} {date}"), facts);
}

char *
time_in_words(const char *text, const char *zone)
{
    TkDay day = 0;
    int64_t at = 0;

    if (text == NULL)
        return g_strdup("");
    if (tk_day_from_text(text, &day))
        return day_in_words(day);
    /* Only whole instants: "2026" alone is a number to us. */
    if (strlen(text) == strlen("2026-12-07T09:30:00Z") && text[10] == 'T' &&
        tk_instant_from_text(text, zone, 0, &at, NULL))
        return day_in_words(tk_day_of(at, zone));
    return g_strdup(text);
}

static char *
fact_in_words(const TkJson *fact)
{
    if (json_is_string(fact))
        return time_in_words(json_string_value(fact), "");
    if (json_is_integer(fact))
        return g_strdup_printf("%" G_GINT64_FORMAT, (gint64) json_integer_value(fact));
    if (json_is_object(fact))
        return g_strdup(tk_json_get_text(fact, "name", UNKNOWN_FACT));
    if (json_is_array(fact)) {
        GString *list = g_string_new(NULL);

        for (size_t i = 0; i < json_array_size(fact); i++) {
            g_autofree char *item = fact_in_words(json_array_get(fact, i));

            g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", item);
        }
        return g_string_free(list, FALSE);
    }
    return g_strdup(UNKNOWN_FACT);
}

/* "reason, value_for_them" -> "why this person, what they get": a list of nothing but field names,
 * as errors carry it. */
static char *
field_names(const char *text)
{
    g_auto(GStrv) names = g_strsplit(text, ",", -1);
    g_autoptr(GString) list = g_string_new(NULL);

    for (unsigned i = 0; names[i] != NULL; i++) {
        const char *name = g_strstrip(names[i]);
        const char *word = word_for("field", name);

        if (word == name)
            return NULL;
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", word);
    }
    return list->len > 0 ? g_strdup(list->str) : NULL;
}

/* A fact called "word" or "..._word" is how well two know each other: a word of ours. */
static char *
named_fact(const char *name, const TkJson *fact)
{
    if (json_is_string(fact) && (strcmp(name, "word") == 0 || g_str_has_suffix(name, "_word")))
        return g_strdup(word_for("tie", json_string_value(fact)));
    if (json_is_string(fact) && strcmp(name, "subject") == 0) {
        char *fields = field_names(json_string_value(fact));

        if (fields != NULL)
            return fields;
    }
    return fact_in_words(fact);
}

/* The name between the braces at `text`, or NULL where there is no place. */
static char *
place_name(const char *text)
{
    size_t length = 1;

    while (g_ascii_islower(text[length]) || text[length] == '_' || g_ascii_isdigit(text[length]))
        length++;
    return length > 1 && text[length] == '}' ? g_strndup(text + 1, length - 1) : NULL;
}

char *
places_fill(const char *text, const TkJson *facts)
{
    GString *filled = g_string_new(NULL);

    while (*text != '\0') {
        g_autofree char *name = *text == '{' ? place_name(text) : NULL;

        if (name == NULL) {
            g_string_append_c(filled, *text++);
            continue;
        }
        g_autofree char *words = named_fact(name, json_object_get(facts, name));

        g_string_append(filled, words);
        text += strlen(name) + 2;
    }
    return g_string_free(filled, FALSE);
}

char *
filled(const char *text, ...)
{
    g_autoptr(TkJson) facts = json_object();
    const char *name;
    va_list pairs;

    va_start(pairs, text);
    while ((name = va_arg(pairs, const char *)) != NULL)
        tk_json_set_text(facts, name, va_arg(pairs, const char *));
    va_end(pairs);
    return places_fill(text, facts);
}

/* What the first place of `text` counts; 1 where it names no number. */
static unsigned long
count_of(const char *text, const TkJson *facts)
{
    const char *brace = strchr(text, '{');
    g_autofree char *name = brace != NULL ? place_name(brace) : NULL;

    return name != NULL ? (unsigned long) ABS(tk_json_get_number(facts, name, 1)) : 1;
}

char *
sentence(const char *key, const TkJson *facts)
{
    const Sentence *row = sentence_find(key);

    if (row == NULL)
        return g_strdup(key);
    if (row->many == NULL)
        return places_fill(_(row->one), facts);
    return places_fill(ngettext(row->one, row->many, count_of(row->many, facts)), facts);
}

char *
sentence_about(const char *key, const char *subject)
{
    g_autoptr(TkJson) facts = json_object();

    tk_json_set_text(facts, "subject",
                     subject != NULL && *subject != '\0' ? subject : UNKNOWN_FACT);
    return sentence(key, facts);
}

const char *
word_for(const char *kind, const char *word)
{
    g_autofree char *key = g_strdup_printf("word-%s-%s", kind, word);
    const Sentence *row = sentence_find(key);

    return row != NULL ? _(row->one) : word;
}
