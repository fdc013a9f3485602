/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * milestone.h - what changed in somebody's working life (METHOD L2, R3), and on what evidence.
 *
 * Held against each other are the posts that one source told of at two times. A source that says
 * nothing has not said that anything ended: somebody has left only where an end is written down, or
 * where what is written now says that there is no post.
 */
#pragma once

#include "base/tk-day.h"
#include "base/tk-id.h"
#include "domain/title.h"

#include <glib.h>
#include <stdint.h>

typedef struct {
    TkId id;
    TkId person_id;
    TkId message_id; /* the draft behind it, 0 while there is none */
    char *type;      /* promotion, new_post, new_organisation, left */
    char *was_title;
    char *was_organisation;
    char *is_title;
    char *is_organisation;
    int64_t after_day;  /* the day for which the older was told, 0 = not known */
    int64_t before_day; /* the day for which the newer was told */
    char *source;       /* linkedin, vcard, hand, news */
    char *state;        /* offered, open, done, dropped */
    int64_t seen_at;
    int64_t ended_at;
} Milestone;

/* An empty one: every text "", every number 0. Caller owns it. */
Milestone *
milestone_new(void);
void
milestone_free(Milestone *milestone);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Milestone, milestone_free)

typedef enum {
    MILESTONE_NONE,
    MILESTONE_PROMOTION,        /* higher up in the same organisation */
    MILESTONE_NEW_POST,         /* another post in the same organisation */
    MILESTONE_NEW_ORGANISATION, /* a post in another one */
    MILESTONE_LEFT,             /* a post has ended and no new one is told of */
} MilestoneType;

/* "promotion" ...; "none". Constant. */
const char *
milestone_type_word(MilestoneType type);
/* MILESTONE_NONE for a word that is none. */
MilestoneType
milestone_type_of(const char *word);

/* One post as a source tells of it. Borrowed texts, never NULL. */
typedef struct {
    const char *title;
    const char *organisation;
    TkDay until; /* 0 = still, or not known */
} MilestonePost;

/* What lies between the older and the newer posts (each the most important first), as of `today`.
 * The posts it is about are written to the outputs, which may point to an empty post. */
MilestoneType
milestone_between(const TitleWords *words, const MilestonePost *older, unsigned older_count,
                  const MilestonePost *newer, unsigned newer_count, TkDay today,
                  MilestonePost *out_was, MilestonePost *out_is);

/* TRUE where the new post of `known` is the same as `is`: it has been told already. */
gboolean
milestone_tells_of(const TitleWords *words, const Milestone *known, const MilestonePost *is);

/* How much news matter to the user: first how close the two are, then how large the news are, then
 * the ties' own order. */
typedef struct {
    unsigned tie;  /* 0 none, 1 cold ... 4 close */
    unsigned size; /* 1 a new post ... 4 a post that ended */
    int64_t standing;
} MilestoneWeight;

/* `tie_word` and `standing` as tie.h gives them. */
MilestoneWeight
milestone_weight(MilestoneType type, const char *tie_word, int64_t standing);
/* Below, at or above 0 where `one` matters less than, as much as, or more than `other`. */
int
milestone_weight_compare(const MilestoneWeight *one, const MilestoneWeight *other);

/* TRUE where the text in a post's place says that working life is over: a leaving with another word
 * for it. milestone_between() gives that text as the new post. */
gboolean
milestone_is_retirement(const TitleWords *words, const char *title, const char *organisation);
