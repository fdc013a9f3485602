/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/news-item.h"

#include <string.h>

#define FAR_BYTES 12
#define ROLE_MOST 8 /* words of a role: "leder for kunst og kultur" */

const NewsName *
news_name_at(const NewsItem *item, guint index)
{
    return &g_array_index(item->names, NewsName, index);
}

gsize
news_name_from(const NewsItem *item, const NewsName *name)
{
    return reading_word(item->reading, name->first)->from;
}

gboolean
news_in_class(const NewsItem *item, const char *class, guint word)
{
    return rule_book_class_has(item->book, class, item->reading, reading_word(item->reading, word));
}

gsize
news_distance(const NewsItem *item, const NewsName *name, const NewsEvent *event)
{
    gsize from = news_name_from(item, name);
    gsize until = reading_word(item->reading, name->first + name->words - 1)->until;

    if (until <= event->from)
        return event->from - until;
    return from >= event->until ? from - event->until : 0;
}

/* --- where --- */

gboolean
news_follows_where(const NewsItem *item, const NewsName *name)
{
    guint word = name->first;
    guint begin = reading_sentence(item->reading, name->sentence)->first_word;

    /* "ved advokatfirmaet Lovdal", "at the agency Loft": up to two words between. */
    for (guint back = 1; back <= 3 && word >= begin + back; back++) {
        if (news_in_class(item, "where", word - back))
            return TRUE;
        if (!news_words_touch(item->reading, word - back))
            return FALSE;
    }
    return FALSE;
}

/* 0: no organisation; the larger, the more likely it is the one meant. */
static int
organisation_worth(const NewsItem *item, const NewsName *name, const NewsName *person,
                   const NewsEvent *event)
{
    int worth = name->sentence == person->sentence ? 4 : 0;

    /* Beside a sure person, what could be one is rather a firm. */
    if (name == person || name->kind == NAME_PERSON ||
        (name->kind == NAME_MAYBE_PERSON && !news_follows_where(item, name) &&
         name->sentence == person->sentence && person->kind != NAME_PERSON))
        return 0;
    worth += name->place ? 1 : 5;
    worth += news_follows_where(item, name) ? 3 : 0;
    worth += name->words > 1 ? 2 : 0;
    if (name->words == 1 && !news_follows_where(item, name) &&
        !news_in_class(item, "org_noun", name->first) &&
        name->first != reading_sentence(item->reading, name->sentence)->first_word)
        worth -= 4; /* "Kystens innovasjonspris" */
    worth -= item->headed[name->sentence] ? 2 : 0;
    if (event->feature != NEWS_LEFT && name->first > 0 &&
        news_in_class(item, "from", name->first - 1))
        worth -= 4; /* who joins comes from there; who retires "from" it was there */
    if (name->sentence == event->sentence)
        worth -= (int) MIN(news_distance(item, name, event) / FAR_BYTES, 3);
    return MAX(worth, 1);
}

char *
news_organisation_near(const NewsItem *item, const NewsName *person, const NewsEvent *event)
{
    const NewsName *best = NULL;
    int most = 5; /* a town in a far sentence is none */

    for (guint i = 0; i < item->names->len; i++) {
        const NewsName *name = news_name_at(item, i);
        int worth = organisation_worth(item, name, person, event);
        if (worth > most) {
            most = worth;
            best = name;
        }
    }
    return best != NULL ? news_words_text(item->reading, best->first, best->words) : g_strdup("");
}

/* --- as what --- */

/* The role from word `at` on: up to a sign, a capital or "at". */
static char *
role_from(const NewsItem *item, guint at, guint end)
{
    guint words = 0;
    gboolean titled = FALSE;

    while (at < end && news_in_class(item, "article", at))
        at++;
    while (at + words < end && words < ROLE_MOST) {
        guint word = at + words;
        if (words > 0 && !news_words_touch(item->reading, word - 1))
            break;
        if ((reading_word(item->reading, word)->capital &&
             !reading_word(item->reading, word)->shouted) ||
            news_in_class(item, "ends_role", word))
            break;
        titled |= news_in_class(item, "title", word);
        words++;
    }
    /* "head of" and "leder for" want what they are head of. */
    while (words > 0 && news_in_class(item, "joins_role", at + words - 1))
        words--;
    return titled && words > 0 ? news_words_text(item->reading, at, words) : NULL;
}

/* Behind the name first: "Gale comes in as news editor and Costello as sports editor". */
static char *
role_after_as(const NewsItem *item, const NewsEvent *event, guint from)
{
    const Sentence *sentence = reading_sentence(item->reading, event->sentence);
    guint end = sentence->first_word + sentence->words;

    for (guint w = MAX(from, sentence->first_word); w + 1 < end; w++) {
        if (!news_in_class(item, "as", w))
            continue;
        char *role = role_from(item, w + 1, end);
        if (role != NULL)
            return role;
    }
    return NULL;
}

/* ", head of risk at Moor Bank," behind the name. */
static char *
role_behind(const NewsItem *item, const NewsName *name)
{
    const Sentence *sentence = reading_sentence(item->reading, name->sentence);
    guint next = name->first + name->words;
    guint end = sentence->first_word + sentence->words;

    return next < end && !news_words_touch(item->reading, next - 1) ? role_from(item, next, end)
                                                                    : NULL;
}

/* "platschefen" is "platschef"; a title before a name may stand in the definite form. */
static char *
indefinite(const char *role)
{
    static const char *const endings[][2] = {
        { "aren", "are" },
        { "eren", "er" },
        { "mannen", "man" },
        { "anden", "and" },
        { "orn", "or" },
        { "\xC3\xB6ren", "\xC3\xB6r" },
        { "\xC3\xB8ren", "\xC3\xB8r" },
        { "ikern", "iker" },
        { "skan", "ska" },
        { "efen", "ef" },
        { "jefen", "jef" },
        { "ogen", "og" },
        { "isten", "ist" },
        { "erten", "ert" },
        { "enten", "ent" },
        { "aten", "at" },
        { "ekten", "ekt" },
        { "onomen", "onom" },
        { "anten", "ant" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(role, endings[i][0]))
            return g_strdup_printf("%.*s%s", (int) (strlen(role) - strlen(endings[i][0])), role,
                                   endings[i][1]);
    }
    return g_strdup(role);
}

char *
news_role_of(const NewsItem *item, const NewsEvent *event, const NewsName *name)
{
    /* Who leaves has the title that stands before the name. */
    gboolean changes = event->feature == NEWS_NEW_JOB || event->feature == NEWS_PROMOTION ||
                       (event->feature == NEWS_LEFT && name->role_words == 0);
    char *role = changes ? role_after_as(item, event, name->first + name->words) : NULL;

    if (role == NULL && changes)
        role = role_after_as(item, event, 0);
    if (role == NULL && name->role_words > 0) {
        g_autofree char *written = news_words_text(item->reading, name->role, name->role_words);
        g_autofree char *lower = g_utf8_strdown(written, -1);
        role = indefinite(lower);
    }
    if (role == NULL)
        role = role_behind(item, name);
    return role != NULL ? role : g_strdup("");
}
