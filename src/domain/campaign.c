/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/campaign.h"

#include "base/tk-error.h"
#include "base/tk-text.h"

#include <string.h>

Campaign *
campaign_new(void)
{
    Campaign *campaign = g_new0(Campaign, 1);

    campaign->name = g_strdup("");
    campaign->folded = g_strdup("");
    campaign->theme = g_strdup("");
    campaign->state = g_strdup("");
    return campaign;
}

void
campaign_free(Campaign *campaign)
{
    if (campaign == NULL)
        return;
    g_free(campaign->name);
    g_free(campaign->folded);
    g_free(campaign->theme);
    g_free(campaign->state);
    g_free(campaign);
}

Target *
target_new(void)
{
    Target *target = g_new0(Target, 1);

    target->step = g_strdup("");
    return target;
}

void
target_free(Target *target)
{
    if (target == NULL)
        return;
    g_free(target->step);
    g_free(target);
}

const char *const campaign_step_table[] = {
    "found", "path", "asked", "agreed", "held", "kept", NULL,
};

/* How far a meeting's stage has brought its target; stages that are not here are "found". */
static const struct {
    const char *stage, *step;
} stage_steps[] = {
    { "answered", "asked" },      { "asked", "asked" },      { "followed_up_1", "asked" },
    { "followed_up_2", "asked" }, { "resting", "asked" },    { "declined", "asked" },
    { "agreed", "agreed" },       { "placed", "agreed" },    { "prepared", "agreed" },
    { "moved", "agreed" },        { "not_shown", "agreed" }, { "held", "held" },
    { "thanked", "held" },        { "kept", "kept" },
};

int
campaign_step_rank(const char *step)
{
    for (int i = 0; i < CAMPAIGN_STEPS; i++) {
        if (strcmp(campaign_step_table[i], step) == 0)
            return i;
    }
    return -1;
}

const char *
campaign_step_for(const char *stage, gboolean path_known)
{
    for (gsize i = 0; i < G_N_ELEMENTS(stage_steps); i++) {
        if (strcmp(stage_steps[i].stage, stage) == 0)
            return stage_steps[i].step;
    }
    return path_known ? "path" : "found";
}

void
campaign_count(CampaignCounts *counts, const Target *target)
{
    int rank = MAX(campaign_step_rank(target->step), 0);

    counts->at_step[rank]++;
    for (int i = 0; i <= rank; i++)
        counts->reached[i]++;
}

gboolean
campaign_report_is_due(const CampaignCounts *counts, const MethodLimits *limits)
{
    return counts->reached[campaign_step_rank("held")] >= (int64_t) limits->held_for_report;
}

/* Folded words of the job hunt in nb, da, sv and en: a theme of nothing else is mine alone (T2). */
static const char *const hunt_words[] = {
    "job",       "jobb",     "jobs",   "jobber",  "jobbsoking", "jobsogning", "jobbsok",
    "jobsoking", "stilling", "arbeid", "arbejde", "arbete",     "ny",         "nytt",
    "nyt",       "new",      "work",   "career",  "karriere",   "karriar",    "hunt",
    "search",    "find",     "finne",  "finde",   "hitta",      "min",        "mitt",
    "mit",       "my",       "a",      "en",      "et",         "ett",        "jakt",
    "soke",      "soge",     "soka",   "for",     "i",          "pa",         "jobbjakt",
    "jobjagt",   "jagt",
};

static gboolean
is_hunt_word(const char *word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(hunt_words); i++) {
        if (strcmp(hunt_words[i], word) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
campaign_theme_stands(const char *theme, GError **error)
{
    g_auto(GStrv) words = tk_text_fold_words(theme);
    guint telling = 0;

    if (words[0] == NULL)
        return tk_fail(error, TK_ERROR_INVALID, "theme-missing", NULL);
    for (char **word = words; *word != NULL; word++)
        telling += is_hunt_word(*word) ? 0 : 1;
    if (telling == 0 || words[1] == NULL)
        return tk_fail(error, TK_ERROR_INVALID, "theme-thin", theme);
    return TRUE;
}
