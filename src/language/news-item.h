/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * news-item.h - a news item while it is read: its names, its events, and what stands around them;
 * for news.c and news-facts.c only.
 */
#pragma once

#include "language/news-author.h"
#include "language/news-names.h"
#include "language/news.h"

/* An event that the words of one sentence tell. */
typedef struct {
    NewsFeature feature;
    guint sentence;
    gsize from, until;
} NewsEvent;

/* One item while it is read. */
typedef struct {
    const LanguageShare *share;
    const RuleBook *book;
    int language;
    const Reading *reading;
    GArray *names;    /* NewsName */
    GArray *events;   /* NewsEvent */
    guint *counts;    /* by sentence * NEWS_FEATURE_COUNT + feature */
    gboolean *headed; /* by sentence: it is the headline */
    const NewsAuthor *author;
    gboolean denied; /* an event of the text was told as a rumour, a denial, or of long ago */
    GPtrArray *milestones;
} NewsItem;

const NewsName *
news_name_at(const NewsItem *item, guint index);
/* The first byte of a name. */
gsize
news_name_from(const NewsItem *item, const NewsName *name);
/* Bytes between a name and an event; 0 where they touch. */
gsize
news_distance(const NewsItem *item, const NewsName *name, const NewsEvent *event);
gboolean
news_in_class(const NewsItem *item, const char *class, guint word);

/* TRUE for "at Moor Bank", "ved advokatfirmaet Lovdal". */
gboolean
news_follows_where(const NewsItem *item, const NewsName *name);
/* The organisation and the role that belong to a person's event; "" where the item does not say.
 * Caller frees. */
char *
news_organisation_near(const NewsItem *item, const NewsName *person, const NewsEvent *event);
char *
news_role_of(const NewsItem *item, const NewsEvent *event, const NewsName *name);

/* The person's name in full. Caller frees. */
char *
news_person_text(const NewsItem *item, const NewsName *name);
gboolean
news_is_same_person(const NewsItem *item, const NewsName *one, const NewsName *other);

/* TRUE for a person, and for what may be one where no firm stands. */
gboolean
news_may_be_person(const NewsItem *item, const NewsName *name);
/* Whose event it is: somebody in its sentence, for "She ..." whom a sentence before names, for a
 * sentence that names nobody whom the next one does or the only one of the item; -1: nobody. A
 * speaker has only what is told behind the name; who is replaced does not come. */
int
news_person_of(const NewsItem *item, const NewsEvent *event);
/* The other of two who have the same event; -1: none. */
int
news_coordinated_with(const NewsItem *item, int person);

/* The firms of an event, in the order of the text: GArray of guint (indices of names). Both of a
 * merger or a sale. */
GArray *
news_companies_of(const NewsItem *item, const NewsEvent *event);
