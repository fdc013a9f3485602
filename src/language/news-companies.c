/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/news-item.h"

static gboolean
may_be_company(const NewsName *name, guint sentence)
{
    return name->sentence == sentence && name->kind != NAME_PERSON && !name->place;
}

static gboolean
only_begins(const NewsItem *item, const NewsName *name)
{
    return name->words == 1 &&
           name->first == reading_sentence(item->reading, name->sentence)->first_word;
}

/* "Nobody will be sacked", "Klinikken holdt stengt": later in an item a sentence may begin with any
 * word; the first one begins with what it is about. */
static gboolean
is_ordinary(const NewsItem *item, const NewsName *name)
{
    gboolean opens = name->sentence == 0 || item->headed[name->sentence - 1];

    return news_in_class(item, "no_name", name->first) ||
           (!opens && news_in_class(item, "definite", name->first));
}

/* The organisation nearest before the event, else the first of its sentence; -1: none. A single
 * word that begins a sentence is a name only where its own sentence names nothing else. */
static int
company_in(const NewsItem *item, const NewsEvent *event, guint sentence)
{
    gboolean own =
        sentence == event->sentence ? !item->headed[sentence] : item->headed[event->sentence];
    int found = -1;

    for (guint i = 0; i < item->names->len; i++) {
        const NewsName *name = news_name_at(item, i);
        gboolean before = sentence == event->sentence && news_name_from(item, name) < event->from &&
                          !news_follows_where(item, name);
        if (!may_be_company(name, sentence) ||
            (only_begins(item, name) && (!own || is_ordinary(item, name))))
            continue;
        if (found < 0 || before || only_begins(item, news_name_at(item, (guint) found)))
            found = (int) i;
    }
    return found;
}

/* "Hauk and Rettvis & Co merge": both do. */
static gboolean
are_joined(const NewsItem *item, const NewsName *one, const NewsName *other)
{
    const NewsName *first = other->first < one->first ? other : one;
    const NewsName *second = first == one ? other : one;

    return second->first == first->first + first->words + 1 &&
           news_in_class(item, "and", second->first - 1);
}

/* "Hauk buys Rettvis & Co in Moss": a deal has two, and neither stands where it happens. */
static gboolean
is_dealt(const NewsItem *item, const NewsEvent *event, const NewsName *name)
{
    gboolean deal = FALSE;

    for (guint w = 0; w < item->reading->words->len && !deal; w++) {
        const Word *word = reading_word(item->reading, w);
        deal = word->from >= event->from && word->until <= event->until &&
               news_in_class(item, "deal", w);
    }
    return deal && name->sentence == event->sentence && name->first > 0 &&
           !news_in_class(item, "in", name->first - 1) &&
           !news_in_class(item, "from", name->first - 1) &&
           (!only_begins(item, name) || !is_ordinary(item, name));
}

static gboolean
take_companies_in(const NewsItem *item, const NewsEvent *event, guint sentence, GArray *taken)
{
    int company = company_in(item, event, sentence);

    if (company < 0)
        return FALSE;
    for (guint i = 0; i < item->names->len; i++) {
        const NewsName *one = news_name_at(item, (guint) company), *other = news_name_at(item, i);
        if (one == other || (may_be_company(other, sentence) &&
                             (are_joined(item, one, other) || is_dealt(item, event, other))))
            g_array_append_val(taken, i);
    }
    return TRUE;
}

GArray *
news_companies_of(const NewsItem *item, const NewsEvent *event)
{
    GArray *taken = g_array_new(FALSE, FALSE, sizeof(guint));

    /* A headline's event is its text's; else who was named before. */
    if (item->headed[event->sentence] && event->sentence + 1 < item->reading->sentences->len &&
        take_companies_in(item, event, event->sentence + 1, taken))
        return taken;
    for (guint s = event->sentence + 1; s > 0; s--) {
        if (take_companies_in(item, event, s - 1, taken))
            break;
    }
    return taken;
}
