/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * news.h - what a news item says has changed in somebody's working life, or at an organisation
 * (MESSAGES.md, "Milestones in news"; L2).
 *
 * text -> sentences -> names (news-names.h) and events (share/news/LANG) -> who has which. A mere
 * mention is none; nor is what may happen, was denied, or lies in the past.
 */
#pragma once

#include "language/share.h"

#include <glib.h>

typedef struct {
    const char *type;          /* constant: new_job, promotion, left, award, published, company */
    char *person;              /* without titles; "" for company */
    char *organisation, *role; /* "" where the item does not say */
    gboolean sure;             /* the item names the person and the event in one sentence */
    gsize from, until;         /* bytes of the words that say so */
} NewsMilestone;

void
news_milestone_free(NewsMilestone *milestone);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NewsMilestone, news_milestone_free)

/* GPtrArray of NewsMilestone in the order of the text; each type once for a person. A first line
 * without a full stop is the headline. `language`: nb, da, sv, en; "" = find out. Never fails: any
 * bytes may come in. */
GPtrArray *
news_read(const LanguageShare *share, const char *text, const char *language);
