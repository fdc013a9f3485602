/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * draft-facts.c - what is known for a draft, under the names that share/drafts/ has for it, and how
 * it stands in a sentence.
 */
#include "language/draft-private.h"

#include "base/tk-error.h"
#include "domain/person-name.h"
#include "language/draft-phrase-private.h"

#include <string.h>

static const char *
text_or_empty(const char *text)
{
    return text != NULL ? text : "";
}

/* Takes a text that a fact is to point to. */
static const char *
own(Composing *composing, char *text_take)
{
    g_ptr_array_add(composing->owned, text_take);
    return text_take;
}

static gboolean
is_blank(const char *value)
{
    return value == NULL || value[strspn(value, " \t\r\n;")] == '\0';
}

static void
add_fact(Composing *composing, const char *name, const char *value, FactKind kind)
{
    g_assert(composing->fact_count < DRAFT_FACTS_MOST);
    if (is_blank(value))
        value = "";
    else if (!g_utf8_validate(value, -1, NULL))
        value = own(composing, g_utf8_make_valid(value, -1));
    composing->facts[composing->fact_count++] = (Fact) { name, value, kind };
}

const Fact *
draft_fact(const Composing *composing, const char *name)
{
    for (guint i = 0; i < composing->fact_count; i++) {
        if (strcmp(composing->facts[i].name, name) == 0)
            return &composing->facts[i];
    }
    return NULL;
}

gboolean
draft_is_known(const Composing *composing, const char *name)
{
    const Fact *fact = draft_fact(composing, name);

    return fact != NULL && *fact->value != '\0';
}

PhraseShape
draft_shape(const Composing *composing, const Fact *fact)
{
    if (fact == NULL || *fact->value == '\0')
        return PHRASE_NONE;
    if (fact->kind == FACT_NAME)
        return PHRASE_NOUN;
    if (fact->kind == FACT_LIST)
        return phrase_list_shape(composing->share, composing->words, fact->value,
                                 composing->language);
    return phrase_shape(composing->share, composing->words, fact->value, composing->language);
}

char *
draft_with_capital(const char *text)
{
    GString *changed = g_string_new(NULL);

    if (*text != '\0') {
        g_string_append_unichar(changed, g_unichar_toupper(g_utf8_get_char(text)));
        g_string_append(changed, g_utf8_next_char(text));
    }
    return g_string_free(changed, FALSE);
}

/* A name stands as it is written: "Å Energi", "Lars & Co." only without the stop. */
static char *
name_inside(const char *name)
{
    g_autofree char *line = g_strstrip(g_strdup(name));
    gsize length = strlen(line);

    while (length > 0 && strchr(".!?,;: -", line[length - 1]) != NULL)
        length--;
    return g_strndup(line, length);
}

/* A manner of a list, a place or a title; NULL for any other. */
static char *
fill_plain(const Composing *composing, const char *manner, const Fact *fact)
{
    const PhraseWords *words = composing->words;
    gboolean either = strcmp(manner, "or") == 0;

    if (either || strcmp(manner, "and") == 0)
        return phrase_list(composing->share, words, fact->value, either, composing->language);
    if (strcmp(manner, "bullets") == 0)
        return phrase_bullets(fact->value);
    if (strcmp(manner, "at") == 0) {
        g_autofree char *place = name_inside(fact->value);
        return phrase_place(words, place);
    }
    if (strcmp(manner, "quoted") == 0)
        return phrase_title(words, fact->value);
    if (strcmp(manner, "whole") == 0)
        return g_strdup(fact->value);
    return NULL;
}

/* The user's own words, or a name, in the manner asked for. */
static char *
fill_words(const Composing *composing, const char *manner, const Fact *fact)
{
    g_autofree char *value =
        composing->shorten && fact->kind == FACT_OWN
            ? phrase_first_sentence(composing->share, fact->value, composing->language)
            : g_strdup(fact->value);

    if (strcmp(manner, "sentence") == 0)
        return phrase_alone(value);
    if (strcmp(manner, "first") == 0) {
        /* Behind a colon: one sentence, whatever stood there. */
        g_autofree char *first =
            phrase_first_sentence(composing->share, value, composing->language);
        return phrase_inside(composing->share, composing->words, first,
                             draft_shape(composing, fact), composing->language);
    }
    g_autofree char *inside = fact->kind != FACT_NAME
                                  ? phrase_inside(composing->share, composing->words, value,
                                                  draft_shape(composing, fact), composing->language)
                                  : name_inside(value);
    if (strcmp(manner, "bare") == 0)
        return phrase_without_mark(composing->words, inside);
    if (strcmp(manner, "genitive") == 0)
        return phrase_genitive(inside, composing->language);
    if (strcmp(manner, "start") == 0)
        return draft_with_capital(inside);
    return g_steal_pointer(&inside);
}

/* What stands for "{name}" or "{name:manner}"; NULL when the fact is not known. */
static char *
fill_place(const Composing *composing, const char *place)
{
    g_auto(GStrv) halves = g_strsplit(place, ":", 2);
    const char *manner = halves[1] != NULL ? halves[1] : "";
    const Fact *fact = draft_fact(composing, halves[0]);

    if (fact == NULL || !draft_is_known(composing, halves[0]))
        return NULL;
    char *plain = fill_plain(composing, manner, fact);
    return plain != NULL ? plain : fill_words(composing, manner, fact);
}

static gboolean
is_clause(const Composing *composing, const char *place)
{
    g_autofree char *name = g_strndup(place, strcspn(place, ":"));
    const Fact *fact = draft_fact(composing, name);
    PhraseShape shape = fact != NULL ? draft_shape(composing, fact) : PHRASE_NONE;

    return shape == PHRASE_QUESTION || shape == PHRASE_THAT || shape == PHRASE_BECAUSE;
}

/* Danish: "Jeg har siden tænkt på, hvordan I gør, og ...": a comma where words stand before and
 * behind, as far as the line has none. */
static void
append_clause(const Composing *composing, GString *filled, const char *value, const char *behind)
{
    const char *comma = composing->words->clause_comma;
    gsize length = filled->len;

    if (*comma != '\0' && length > 1 && filled->str[length - 1] == ' ' &&
        strchr(".,;:!?", filled->str[length - 2]) == NULL)
        g_string_insert(filled, (gssize) length - 1, comma);
    g_string_append(filled, value);
    if (behind[0] == ' ' && behind[1] != '\0')
        g_string_append(filled, comma);
}

char *
draft_fill_line(const Composing *composing, const char *text)
{
    g_autoptr(GString) filled = g_string_new(NULL);

    while (*text != '\0') {
        const char *close = *text == '{' ? strchr(text, '}') : NULL;
        if (close == NULL) {
            g_string_append_c(filled, *text++);
            continue;
        }
        g_autofree char *place = g_strndup(text + 1, (gsize) (close - text - 1));
        g_autofree char *value = fill_place(composing, place);
        if (value == NULL)
            return NULL;
        if (is_clause(composing, place))
            append_clause(composing, filled, value, close + 1);
        else
            g_string_append(filled, value);
        text = close + 1;
        if (*text == '.' && g_str_has_suffix(filled->str, "."))
            text++; /* "at 2.30 p.m." ends a sentence by itself */
    }
    return g_string_free(g_steal_pointer(&filled), FALSE);
}

static gboolean
need_is_met(const Composing *composing, const char *need)
{
    g_auto(GStrv) either = g_strsplit(need, "|", -1);

    for (guint i = 0; either[i] != NULL; i++) {
        const Fact *fact = draft_fact(composing, either[i]);
        if (fact != NULL && *fact->value != '\0')
            return TRUE;
    }
    return FALSE;
}

gboolean
draft_check_needs(const Composing *composing, GError **error)
{
    g_autoptr(GString) missing = g_string_new(NULL);

    for (guint i = 0; composing->frames->needs[i] != NULL; i++) {
        const char *need = composing->frames->needs[i];
        if (need_is_met(composing, need))
            continue;
        g_string_append(missing, missing->len > 0 ? ", " : "");
        g_string_append_len(missing, need, (gssize) strcspn(need, "|"));
    }
    return missing->len == 0 || tk_fail(error, TK_ERROR_INVALID, "draft-needs", missing->str);
}

/* To an introducer the user's own words are told about the person to be met, not to them. A whole
 * sentence gets its stop first: "Nina moved" would not be known by its "you" any more. */
static void
add_own_words(Composing *composing, const char *name, const char *value)
{
    gboolean to_introducer = strcmp(composing->given->kind, "intro_request") == 0 ||
                             (strcmp(composing->given->kind, "follow_up") == 0 &&
                              *composing->given->target_name != '\0');

    if (to_introducer && value != NULL && *value != '\0') {
        PhraseShape shape =
            phrase_shape(composing->share, composing->words, value, composing->language);
        g_autofree char *whole = shape == PHRASE_SENTENCE ? phrase_alone(value) : g_strdup(value);
        value = own(composing, phrase_retold(composing->share, whole,
                                             draft_fact(composing, "target_given")->value,
                                             composing->language));
    }
    add_fact(composing, name, value, FACT_OWN);
}

char *
draft_given_name(const char *name)
{
    g_autoptr(PersonName) split = person_name_split(name);
    g_autofree char *given = person_name_to_greet(split->given);

    return *given != '\0' ? g_steal_pointer(&given) : g_strndup(name, strcspn(name, " "));
}

static void
add_occasion(Composing *composing)
{
    const DraftFacts *given = composing->given;

    add_fact(composing, "occasion", given->occasion, FACT_NAME);
    add_fact(composing, "post",
             own(composing, phrase_post(text_or_empty(given->post), composing->language)),
             FACT_NAME);
    add_fact(composing, "organisation", given->organisation, FACT_NAME);
    add_fact(composing, "old_post",
             own(composing, phrase_post(text_or_empty(given->old_post), composing->language)),
             FACT_NAME);
    add_fact(composing, "old_organisation", given->old_organisation, FACT_NAME);
}

static void
add_later_kinds(Composing *composing)
{
    const DraftFacts *given = composing->given;
    const char *form = text_or_empty(given->form);
    gboolean formal = strcmp(given->formality, "formal") == 0;

    add_fact(composing, "remote",
             strcmp(form, "call") == 0 || strcmp(form, "video") == 0 ? form : "", FACT_NAME);
    add_fact(composing, "talk", own(composing, phrase_talk(composing->words, form, formal)),
             FACT_NAME);
    add_fact(composing, "when",
             given->earlier_day > 0
                 ? own(composing, phrase_when(composing->words, given->earlier_day, given->today))
                 : "",
             FACT_NAME);
    add_fact(composing, "times", given->times, FACT_LIST);
    add_fact(composing, "place", given->place, FACT_NAME);
    add_fact(composing, "topics", given->topics, FACT_LIST);
    add_fact(composing, "said", given->said, FACT_OWN);
    add_fact(composing, "promise", given->promise, FACT_OWN);
    add_fact(composing, "points", given->points, FACT_LIST);
    add_fact(composing, "title", given->title, FACT_NAME);
    add_fact(composing, "link", given->link, FACT_NAME);
    add_fact(composing, "outcome", given->outcome, FACT_OWN);
    add_fact(composing, "thought", given->thought, FACT_OWN);
    add_fact(composing, "later", given->later, FACT_NAME);
}

void
draft_gather(Composing *composing)
{
    const DraftFacts *given = composing->given;

    add_fact(composing, "sender_name", given->sender_name, FACT_NAME);
    add_fact(composing, "sender_background", given->sender_background, FACT_OWN);
    add_fact(composing, "receiver_name", given->receiver_name, FACT_NAME);
    add_fact(composing, "receiver_given_name", given->receiver_given_name, FACT_NAME);
    add_fact(composing, "receiver_family_name", given->receiver_family_name, FACT_NAME);
    add_fact(composing, "receiver_role", given->receiver_role, FACT_NAME);
    add_fact(composing, "receiver_organisation", given->receiver_organisation, FACT_NAME);
    add_fact(composing, "target_name", given->target_name, FACT_NAME);
    add_fact(composing, "target_given", own(composing, draft_given_name(given->target_name)),
             FACT_NAME);
    add_fact(composing, "target_role", given->target_role, FACT_NAME);
    add_fact(composing, "target_organisation", given->target_organisation, FACT_NAME);
    add_own_words(composing, "purpose", given->purpose);
    add_own_words(composing, "reason", given->reason);
    add_own_words(composing, "value_for_them", given->value_for_them);
    add_own_words(composing, "value_for_me", given->value_for_me);
    add_own_words(composing, "theme", given->theme);
    add_fact(composing, "form", given->form, FACT_NAME);
    add_fact(composing, "earlier_subject", given->earlier_subject, FACT_NAME);
    add_fact(composing, "minutes",
             given->minutes > 0
                 ? own(composing, g_strdup_printf("%" G_GINT64_FORMAT, given->minutes))
                 : "",
             FACT_NAME);
    add_fact(composing, "earlier_day",
             given->earlier_day > 0
                 ? own(composing, phrase_day(composing->words, given->earlier_day))
                 : "",
             FACT_NAME);
    add_occasion(composing);
    add_later_kinds(composing);
}
