/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/milestone.h"

#include <string.h>

static const char *const type_words[] = {
    [MILESTONE_NONE] = "none",         [MILESTONE_PROMOTION] = "promotion",
    [MILESTONE_NEW_POST] = "new_post", [MILESTONE_NEW_ORGANISATION] = "new_organisation",
    [MILESTONE_LEFT] = "left",
};

static const MilestonePost no_post = { .title = "", .organisation = "" };

Milestone *
milestone_new(void)
{
    Milestone *milestone = g_new0(Milestone, 1);

    milestone->type = g_strdup("");
    milestone->was_title = g_strdup("");
    milestone->was_organisation = g_strdup("");
    milestone->is_title = g_strdup("");
    milestone->is_organisation = g_strdup("");
    milestone->source = g_strdup("");
    milestone->state = g_strdup("");
    return milestone;
}

void
milestone_free(Milestone *milestone)
{
    if (milestone == NULL)
        return;
    g_free(milestone->type);
    g_free(milestone->was_title);
    g_free(milestone->was_organisation);
    g_free(milestone->is_title);
    g_free(milestone->is_organisation);
    g_free(milestone->source);
    g_free(milestone->state);
    g_free(milestone);
}

const char *
milestone_type_word(MilestoneType type)
{
    return type_words[type];
}

MilestoneType
milestone_type_of(const char *word)
{
    for (size_t at = 0; at < G_N_ELEMENTS(type_words); at++)
        if (strcmp(type_words[at], word) == 0)
            return (MilestoneType) at;
    return MILESTONE_NONE;
}

static gboolean
is_empty(const MilestonePost *post)
{
    return *post->title == '\0' && *post->organisation == '\0';
}

static gboolean
is_ended(const MilestonePost *post, TkDay today)
{
    return post->until != 0 && post->until <= today;
}

/* "Open to work", "Pensjonist": written where a post stands, and says that there is none. */
static gboolean
says_none(const TitleWords *words, const MilestonePost *post)
{
    return title_is_seeking(words, post->organisation) || title_is_seeking(words, post->title) ||
           title_is_retired(words, post->organisation) || title_is_retired(words, post->title);
}

static gboolean
is_work(const TitleWords *words, const MilestonePost *post, TkDay today)
{
    return !is_empty(post) && !is_ended(post, today) && !says_none(words, post);
}

static gboolean
has_organisation(const MilestonePost *post)
{
    return *post->organisation != '\0';
}

/* Where only one of the two names its organisation, the other may well mean the same. */
static gboolean
may_be_one_place(const TitleWords *words, const MilestonePost *one, const MilestonePost *other)
{
    return !has_organisation(one) || !has_organisation(other) ||
           title_same_organisation(words, one->organisation, other->organisation);
}

static MilestoneType
step_between(const TitleWords *words, const MilestonePost *was, const MilestonePost *is)
{
    if (!may_be_one_place(words, was, is))
        return MILESTONE_NEW_ORGANISATION;
    switch (title_compare(words, was->title, is->title)) {
    case TITLE_HIGHER:
        return MILESTONE_PROMOTION;
    case TITLE_OTHER:
        return MILESTONE_NEW_POST;
    default:
        return MILESTONE_NONE;
    }
}

/* The older post that `is` carries on: the same one, else one at the same place, else the first. */
static const MilestonePost *
forerunner(const TitleWords *words, const MilestonePost *older, unsigned count,
           const MilestonePost *is, TkDay today, MilestoneType *out_type)
{
    const MilestonePost *found = NULL;

    *out_type = MILESTONE_NONE;
    for (unsigned at = 0; at < count; at++) {
        if (!is_work(words, &older[at], today))
            continue;
        MilestoneType type = step_between(words, &older[at], is);

        if (found == NULL || type == MILESTONE_NONE ||
            (*out_type == MILESTONE_NEW_ORGANISATION && type != MILESTONE_NEW_ORGANISATION)) {
            found = &older[at];
            *out_type = type;
        }
        if (type == MILESTONE_NONE)
            break;
    }
    return found;
}

/* Somebody without a post has one again. */
static gboolean
was_without(const TitleWords *words, const MilestonePost *older, unsigned count)
{
    for (unsigned at = 0; at < count; at++)
        if (says_none(words, &older[at]))
            return TRUE;
    return FALSE;
}

static gboolean
is_told_as_ended(const TitleWords *words, const MilestonePost *was, const MilestonePost *newer,
                 unsigned count, TkDay today)
{
    for (unsigned at = 0; at < count; at++)
        if (is_ended(&newer[at], today) && has_organisation(was) &&
            title_same_organisation(words, was->organisation, newer[at].organisation) &&
            title_compare(words, was->title, newer[at].title) == TITLE_SAME)
            return TRUE;
    return FALSE;
}

gboolean
milestone_is_retirement(const TitleWords *words, const char *title, const char *organisation)
{
    return title_is_retired(words, title) || title_is_retired(words, organisation);
}

static MilestoneType
left_between(const TitleWords *words, const MilestonePost *older, unsigned older_count,
             const MilestonePost *newer, unsigned newer_count, TkDay today, MilestonePost *out_was,
             MilestonePost *out_is)
{
    gboolean says = was_without(words, newer, newer_count);

    for (unsigned at = 0; at < newer_count; at++)
        if (milestone_is_retirement(words, newer[at].title, newer[at].organisation))
            *out_is = newer[at];

    for (unsigned at = 0; at < older_count; at++)
        if (is_work(words, &older[at], today) &&
            (says || is_told_as_ended(words, &older[at], newer, newer_count, today))) {
            *out_was = older[at];
            return MILESTONE_LEFT;
        }
    return MILESTONE_NONE;
}

MilestoneType
milestone_between(const TitleWords *words, const MilestonePost *older, unsigned older_count,
                  const MilestonePost *newer, unsigned newer_count, TkDay today,
                  MilestonePost *out_was, MilestonePost *out_is)
{
    gboolean any_work = FALSE;

    *out_was = *out_is = no_post;
    for (unsigned at = 0; at < newer_count; at++) {
        MilestoneType type = MILESTONE_NONE;

        if (!is_work(words, &newer[at], today))
            continue;
        any_work = TRUE;
        const MilestonePost *was = forerunner(words, older, older_count, &newer[at], today, &type);

        if (was == NULL && was_without(words, older, older_count) && has_organisation(&newer[at]))
            type = MILESTONE_NEW_ORGANISATION;
        if (type == MILESTONE_NONE)
            continue;
        *out_was = was != NULL ? *was : no_post;
        *out_is = newer[at];
        return type;
    }
    if (any_work)
        return MILESTONE_NONE;
    return left_between(words, older, older_count, newer, newer_count, today, out_was, out_is);
}

gboolean
milestone_tells_of(const TitleWords *words, const Milestone *known, const MilestonePost *is)
{
    const MilestonePost told = { known->is_title, known->is_organisation, 0 };

    if (is_empty(&told) || is_empty(is))
        return is_empty(&told) && is_empty(is);
    return step_between(words, &told, is) == MILESTONE_NONE;
}

MilestoneWeight
milestone_weight(MilestoneType type, const char *tie_word, int64_t standing)
{
    static const char *const ties[] = { "none", "cold", "light", "warm", "close" };
    /* Who has left needs a word more than who has risen (L2). */
    static const unsigned sizes[] = {
        [MILESTONE_NONE] = 0,      [MILESTONE_NEW_POST] = 1, [MILESTONE_NEW_ORGANISATION] = 2,
        [MILESTONE_PROMOTION] = 3, [MILESTONE_LEFT] = 4,
    };
    MilestoneWeight weight = { .size = sizes[type], .standing = standing };

    for (unsigned at = 0; at < G_N_ELEMENTS(ties); at++)
        if (strcmp(ties[at], tie_word) == 0)
            weight.tie = at;
    return weight;
}

int
milestone_weight_compare(const MilestoneWeight *one, const MilestoneWeight *other)
{
    if (one->tie != other->tie)
        return one->tie > other->tie ? 1 : -1;
    if (one->size != other->size)
        return one->size > other->size ? 1 : -1;
    return (one->standing > other->standing) - (one->standing < other->standing);
}
