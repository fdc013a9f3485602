/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * draft.h - puts a message together from facts (M2), in the receiver's language.
 *
 * What is not known is asked for, never left as a blank: then no draft comes out but the list of
 * what is missing.
 */
#pragma once

#include "language/draft-manner.h"
#include "language/share.h"

#include <glib.h>

/* All texts "" when not known, never NULL. The user's own phrases (purpose, reason, values) may be
 * a fragment ("your talk on heat pumps at Enova") or whole sentences; both must come out right. */
typedef struct {
    const char *kind;      /* one of share/drafts/kinds.txt */
    const char *language;  /* nb, da, sv, en */
    const char *formality; /* formal, informal */
    unsigned number;       /* follow_up: 1 or 2 */
    const char *sender_name;
    const char *sender_background;
    const char *receiver_name, *receiver_given_name, *receiver_family_name;
    const char *receiver_role, *receiver_organisation;
    const char *target_name; /* intro_request, forwardable: whom I want to meet; report_back:
                                whom I met; decline: whom to ask instead; follow_up: only when the
                                receiver was asked for an introduction to them */
    const char *target_role, *target_organisation;
    /* reason: why this person; share: why it fits them; decline: why not */
    const char *purpose, *reason, *value_for_them, *value_for_me, *theme;
    const char *form; /* coffee, call, video, lunch */
    int64_t minutes;
    const char *earlier_subject; /* follow_up: of the first message */
    int64_t earlier_day; /* day it went out; thank_you, summary, report_back: of the meeting;
                            thoughts: of the recommendation; 0 when not known */
    /* What the later kinds are about; NULL counts as not known, too. A list has its items one a
     * line, or ";" between them. */
    const char *times, *place;  /* propose, agenda: when (a list), and where */
    const char *topics;         /* agenda: a list */
    const char *said, *promise; /* thank_you: what was said there; what I promised */
    const char *points;         /* summary: a list */
    const char *title, *link;   /* share, thoughts: of the article, the book; where it is found */
    const char *outcome;        /* report_back: what came of it */
    const char *thought;        /* thoughts: mine on what they recommended */
    const char *later;          /* decline: when they may ask again, "after Easter" */
    /* touch: how the two speak (mail, message, meeting); earlier_subject and earlier_day are what
     * they last wrote about, and when. milestone: what happened (promotion, new_post,
     * new_organisation, left, retired), the post and organisation it is about (which they left, or
     * have now), and the ones before. As they are named in a letter: title_in_letter(),
     * organisation_in_letter(). */
    const char *occasion;
    const char *post, *organisation, *old_post, *old_organisation;
    int64_t today;             /* the day the draft is for */
    const DraftManner *manner; /* how the sender writes; NULL when not known */
} DraftFacts;

typedef struct {
    char *subject;
    char *body;
    char *forwardable; /* intro_request: the note that can be forwarded, "" else; it is part of the
                          body, too */
} Draft;

void
draft_free(Draft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Draft, draft_free)

/* `variant` picks among the ways to say it (same number, same text). NULL with TK_ERROR_INVALID
 * "draft-needs", whose subject lists the missing facts' names with commas ("reason,
 * value_for_them"). */
Draft *
draft_compose(const LanguageShare *share, const DraftFacts *facts, unsigned variant,
              GError **error);
