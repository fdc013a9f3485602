/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tie-reason.c - why a tie is as strong as it is, in one sentence with its figures (P6).
 */
#include "domain/tie.h"

#include "base/tk-day.h"
#include "base/tk-json.h"

#include <string.h>

#define MEETING_LIKE_MAILS 5

#define BEGUN_LEAST 3 /* conversations, before one says who begins them */

void
tie_reason_free(TieReason *reason)
{
    if (reason == NULL)
        return;
    g_free(reason->facts);
    g_free(reason);
}

/* Who begins more of their conversations, or, where that is not known, who writes more; half as
 * much again is needed before one says so. */
static const char *
who_starts(const Tie *tie)
{
    gboolean is_known = tie->begun_out + tie->begun_in >= BEGUN_LEAST;
    int64_t mine = is_known ? tie->begun_out : tie->mails_out;
    int64_t theirs = is_known ? tie->begun_in : tie->mails_in;

    if (mine + theirs == 0)
        return "nobody";
    if (2 * mine > 3 * theirs)
        return "me";
    return 2 * theirs > 3 * mine ? "them" : "both";
}

static TieRhythm
rhythm_of(const Tie *tie)
{
    TieWeeks weeks;

    tie_weeks_read(tie->weeks, &weeks);
    return tie_weeks_rhythm(&weeks);
}

/* An exchange of mails: who begins, whether we know how soon they answer, whether we met. */
static const char *
exchange_key(const Tie *tie)
{
    static const char *const keys[3][4] = {
        { "tie-exchange", "tie-exchange-met", "tie-answers", "tie-answers-met" },
        { "tie-exchange-me", "tie-exchange-me-met", "tie-answers-me", "tie-answers-me-met" },
        { "tie-exchange-them", "tie-exchange-them-met", "tie-answers-them",
          "tie-answers-them-met" },
    };
    const char *starts = who_starts(tie);
    int row = strcmp(starts, "me") == 0 ? 1 : strcmp(starts, "them") == 0 ? 2 : 0;
    int column = (rhythm_of(tie).their_days >= 0 ? 2 : 0) + (tie->last_met_at != 0 ? 1 : 0);

    return keys[row][column];
}

/* The heaviest thing that happened between me and somebody. */
static const char *
key_of_mine(const Tie *tie)
{
    int64_t exchanged = 2 * MIN(tie->mails_out, tie->mails_in);
    gboolean answered = tie->last_in_at != 0 && tie->last_out_at != 0;

    if (*tie->own_word != '\0')
        return "tie-own-word";
    if (tie->meetings > 0 && MEETING_LIKE_MAILS * tie->meetings >= exchanged)
        return tie->meetings == 1 ? "tie-met-once" : "tie-met";
    if (exchanged > 0 && (!answered || exchanged >= tie->messages / 2))
        return exchange_key(tie);
    if (answered && tie->messages > 0)
        return "tie-messages";
    if (tie->mails_in + tie->mails_out + tie->messages > 0)
        return tie->last_out_at != 0 ? "tie-only-out" : "tie-only-in";
    if (tie->shared > 0)
        return "tie-shared";
    if (tie->other > 0)
        return "tie-other";
    return tie->connected != 0 ? "tie-connection" : "tie-none";
}

static const char *
key_between(const Tie *tie)
{
    if (*tie->own_word != '\0')
        return "tie-between-own-word";
    if (tie->meetings > 0)
        return "tie-between-met";
    if (tie->mails_out + tie->mails_in > 0)
        return "tie-between-mails";
    if (tie->shared > 0)
        return "tie-between-shared";
    return tie->other + tie->connected + tie->messages > 0 ? "tie-between-other" : "tie-none";
}

static void
set_day(TkJson *facts, const char *name, int64_t at)
{
    g_autofree char *day = at != 0 ? tk_day_to_text(tk_day_of(at, "")) : NULL;

    tk_json_set_text(facts, name, day);
}

/* Said as "within a day" at the least: of the same day nobody knows how many hours. */
static void
set_habit(TkJson *facts, const char *name, int days)
{
    tk_json_set_take(facts, name, days < 0 ? json_null() : json_integer(MAX(days, 1)));
}

TkJson *
tie_facts(const Tie *tie, int64_t now, const MethodLimits *limits)
{
    TkJson *facts = json_object();

    tk_json_set_text(facts, "word", tie_word(tie, now, limits));
    if (tie == NULL)
        return facts;
    const TieRhythm rhythm = rhythm_of(tie);

    tk_json_set_number(facts, "mails_out", tie->mails_out);
    tk_json_set_number(facts, "mails_in", tie->mails_in);
    tk_json_set_number(facts, "mails", tie->mails_out + tie->mails_in);
    tk_json_set_number(facts, "meetings", tie->meetings);
    tk_json_set_number(facts, "messages", tie->messages);
    tk_json_set_number(facts, "shared", tie->shared);
    set_day(facts, "last_day", tie->last_at);
    set_day(facts, "met_day", tie->last_met_at);
    set_habit(facts, "answer_days", rhythm.their_days);
    set_habit(facts, "my_answer_days", rhythm.my_days);
    set_habit(facts, "gap_days", rhythm.gap_days);
    tk_json_set_text(facts, "starts", who_starts(tie));
    tk_json_set_number(facts, "half_life_days", tie_half_life(tie, now, limits));
    return facts;
}

const char *
tie_reason_key(const Tie *tie)
{
    return tie == NULL ? "tie-none" : key_of_mine(tie);
}

static TieReason *
reason_with(const char *key, const Tie *tie, int64_t now, const MethodLimits *limits)
{
    TieReason *reason = g_new0(TieReason, 1);
    g_autoptr(TkJson) facts = tie_facts(tie, now, limits);

    reason->key = key;
    reason->facts = tk_json_text(facts);
    return reason;
}

TieReason *
tie_reason(const Tie *tie, int64_t now, const MethodLimits *limits)
{
    return reason_with(tie_reason_key(tie), tie, now, limits);
}

TieReason *
tie_reason_between(const Tie *tie, int64_t now, const MethodLimits *limits)
{
    return reason_with(tie == NULL ? "tie-none" : key_between(tie), tie, now, limits);
}
