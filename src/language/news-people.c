/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/news-item.h"

#include <string.h>

#define WORDS_BEFORE_NAME                                                                          \
    3 /* "replaces its chief engineer Rita Holm": words that may stand between */
#define FARTHEST      60
#define BYTES_A_POINT 4

enum {
    WORTH_SAME_SENTENCE = 100,
    WORTH_SENTENCE_BEFORE = 60, /* "She ..." */
    WORTH_NEXT = 30,            /* "A new chief: ..." */
    WORTH_ONLY_ONE = 20,        /* nobody else in the item */
    WORTH_MAYBE = -39,
};

char *
news_person_text(const NewsItem *item, const NewsName *name)
{
    return name->author ? g_strdup(item->author->name)
                        : news_words_text(item->reading, name->full, name->full_words);
}

gboolean
news_is_same_person(const NewsItem *item, const NewsName *one, const NewsName *other)
{
    g_autofree char *first = news_person_text(item, one);
    g_autofree char *second = news_person_text(item, other);

    return strcmp(first, second) == 0;
}

/* --- what a name does in its sentence --- */

static guint
sentence_end(const NewsItem *item, guint sentence)
{
    const Sentence *read = reading_sentence(item->reading, sentence);

    return read->first_word + read->words;
}

/* The first word of the title and the name. */
static guint
first_with_title(const NewsName *name)
{
    return name->role_words > 0 ? MIN(name->role, name->first) : name->first;
}

/* "says the director Kari Lie", "Kari Lie says": a speaker has only what is told of them behind
 * their name. "Says up" is none. */
static gboolean
is_speaker(const NewsItem *item, const NewsName *name)
{
    guint begin = reading_sentence(item->reading, name->sentence)->first_word;
    guint first = first_with_title(name), next = name->first + name->words;
    guint end = sentence_end(item, name->sentence);

    for (guint back = 1; back <= WORDS_BEFORE_NAME && first >= begin + back; back++) {
        if (news_in_class(item, "say", first - back))
            return TRUE;
        if (!news_words_touch(item->reading, first - back))
            break;
    }
    return next < end && news_in_class(item, "say", next) &&
           (next + 1 >= end || !news_in_class(item, "off", next + 1));
}

/* "replaces Rita Holm", "takes over after Rita Holm": whose place it was, not who comes. */
static gboolean
is_relieved(const NewsItem *item, const NewsName *name)
{
    guint begin = reading_sentence(item->reading, name->sentence)->first_word;
    guint first = first_with_title(name);

    for (guint back = 1; back <= WORDS_BEFORE_NAME && first >= begin + back; back++) {
        if (news_in_class(item, "by", first - back))
            return FALSE;
        if (news_in_class(item, "succeed", first - back) ||
            (back == 1 && news_in_class(item, "after", first - back)))
            return TRUE;
        if (!news_words_touch(item->reading, first - back))
            return FALSE;
    }
    return FALSE;
}

/* --- whose --- */

static gboolean
is_rising(const NewsEvent *event)
{
    return event->feature == NEWS_NEW_JOB || event->feature == NEWS_PROMOTION;
}

gboolean
news_may_be_person(const NewsItem *item, const NewsName *name)
{
    if (name->kind == NAME_PERSON)
        return TRUE;
    /* After "at" or "in" stands where, not who. */
    return name->kind == NAME_MAYBE_PERSON && !name->place &&
           (name->first == reading_sentence(item->reading, name->sentence)->first_word ||
            !news_in_class(item, "where", name->first - 1));
}

static gboolean
begins_with_pronoun(const NewsItem *item, guint sentence)
{
    const Sentence *read = reading_sentence(item->reading, sentence);

    for (guint w = 0; w < MIN(read->words, 5u); w++) {
        if (news_in_class(item, "pronoun", read->first_word + w))
            return TRUE;
    }
    return FALSE;
}

/* How many the item names, the headline's and the speakers left out. */
static guint
people_named(const NewsItem *item)
{
    const NewsName *known = NULL;
    guint count = 0;

    for (guint i = 0; i < item->names->len; i++) {
        const NewsName *name = news_name_at(item, i);
        if (name->kind != NAME_PERSON || item->headed[name->sentence] || is_speaker(item, name) ||
            (known != NULL && news_is_same_person(item, name, known)))
            continue;
        known = name;
        count++;
    }
    return count;
}

/* 0: not theirs. */
static int
person_worth(const NewsItem *item, const NewsName *name, const NewsEvent *event)
{
    int worth = name->kind == NAME_PERSON ? 0 : WORTH_MAYBE;
    gboolean same = name->sentence == event->sentence;
    gboolean told_behind = same && news_name_from(item, name) < event->from;

    if (!news_may_be_person(item, name) || (is_speaker(item, name) && !told_behind) ||
        (is_rising(event) && is_relieved(item, name)))
        return 0;
    if (same)
        return worth + WORTH_SAME_SENTENCE -
               MIN((int) news_distance(item, name, event) / BYTES_A_POINT, FARTHEST);
    if (name->sentence < event->sentence && begins_with_pronoun(item, event->sentence))
        return worth + WORTH_SENTENCE_BEFORE + 2 * (int) MIN(name->sentence, 8) -
               2 * (int) MIN(event->sentence, 8);
    if (name->kind != NAME_PERSON || item->headed[name->sentence] ||
        (is_rising(event) && item->headed[event->sentence]))
        return 0;
    if (event->feature == NEWS_NEW_JOB && name->sentence == event->sentence + 1)
        return WORTH_NEXT;
    return people_named(item) == 1 ? WORTH_ONLY_ONE : 0;
}

int
news_person_of(const NewsItem *item, const NewsEvent *event)
{
    int best = -1, most = 0;

    for (guint i = 0; i < item->names->len; i++) {
        int worth = person_worth(item, news_name_at(item, i), event);
        if (worth > most) {
            most = worth;
            best = (int) i;
        }
    }
    return best;
}

/* --- two at a time --- */

static gboolean
another_between(const NewsItem *item, const NewsName *name, const NewsEvent *event)
{
    for (guint i = 0; i < item->names->len; i++) {
        const NewsName *other = news_name_at(item, i);
        if (other->sentence == name->sentence && other->kind == NAME_PERSON &&
            other->first > name->first && news_name_from(item, other) < event->from)
            return TRUE;
    }
    return FALSE;
}

/* "X has left and Y takes over": Y has an event of their own. */
static gboolean
has_own_event(const NewsItem *item, const NewsName *name)
{
    for (guint e = 0; e < item->events->len; e++) {
        const NewsEvent *event = &g_array_index(item->events, NewsEvent, e);
        if (event->sentence == name->sentence && event->from > news_name_from(item, name) &&
            event->feature < NEWS_COMPANY && !another_between(item, name, event))
            return TRUE;
    }
    return FALSE;
}

/* "Mie Haugaard og Tue Sørvad", "Gale comes as editor and Costello as producer": both have it. */
static gboolean
has_as_behind(const NewsItem *item, const NewsName *name)
{
    const Sentence *sentence = reading_sentence(item->reading, name->sentence);

    for (guint w = name->first + name->words; w < sentence->first_word + sentence->words; w++) {
        if (news_in_class(item, "as", w))
            return TRUE;
    }
    return FALSE;
}

/* An "and" among the few words before the name: "and the cook Vera Lamont". */
static gboolean
and_before(const NewsItem *item, const NewsName *name, const NewsName *first)
{
    for (guint back = 1;
         back <= WORDS_BEFORE_NAME && name->first >= first->first + first->words + back; back++) {
        if (news_in_class(item, "and", name->first - back))
            return TRUE;
    }
    return FALSE;
}

/* Right behind the first, or behind where the first is from. */
static gboolean
stands_beside(const NewsItem *item, const NewsName *first, const NewsName *second)
{
    guint after = first->first + first->words;

    for (guint w = after - 1; w + 1 < second->first; w++) {
        if (!news_words_touch(item->reading, w))
            return FALSE;
    }
    return second->first <= after + WORDS_BEFORE_NAME || news_in_class(item, "where", after);
}

int
news_coordinated_with(const NewsItem *item, int person)
{
    const NewsName *one = news_name_at(item, (guint) person);

    for (guint i = 0; i < item->names->len; i++) {
        const NewsName *other = news_name_at(item, i);
        const NewsName *first = other->first < one->first ? other : one;
        const NewsName *second = first == one ? other : one;
        if (other == one || other->author || one->author || other->sentence != one->sentence ||
            other->kind != NAME_PERSON || news_is_same_person(item, one, other) ||
            is_relieved(item, other) || !and_before(item, second, first))
            continue;
        if ((stands_beside(item, first, second) && !has_own_event(item, first)) ||
            (second == other && !has_own_event(item, second) && has_as_behind(item, second)))
            return (int) i;
    }
    return -1;
}
