/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/tie.h"

#include "base/tk-day.h"
#include "base/tk-json.h"

#include <math.h>
#include <string.h>

#define SECONDS_A_DAY  86400
#define STANDING_STEPS 32 /* a half-life in so many steps: 2 % more evidence moves it */

/* What one event of each kind weighs, in mails between two. No event weighs more in the evidence
 * than its kind does in the balance below; that is why a newer event never lowers the strength. */
#define WEIGHT_MAIL       1.0
#define WEIGHT_MEETING    5.0
#define WEIGHT_CALL       3.0
#define WEIGHT_MESSAGE    0.6
#define WEIGHT_SHARED     0.15
#define WEIGHT_OTHER      0.6 /* a written recommendation */
#define WEIGHT_INVITATION 0.3
#define WEIGHT_ENDORSED   0.1

#define ONE_WAY_SHARE 0.1 /* what goes one way only counts a tenth */
#define ONE_WAY_MOST  0.6 /* and all of it together less than one mail */
#define SMALL_CIRCLE  4   /* a mail to more people is shared, not written to somebody */
#define EVIDENCE_UNIT 6.0 /* evidence that makes 0.63 */
#define LEAST_KNOWN   0.02
#define LEAST_LINKED  0.04

static const char *const word_table[] = { "close", "warm", "light", "cold", NULL };

Tie *
tie_new(void)
{
    Tie *tie = g_new0(Tie, 1);

    tie->own_word = g_strdup("");
    return tie;
}

void
tie_free(Tie *tie)
{
    if (tie == NULL)
        return;
    g_free(tie->own_word);
    g_free(tie);
}

void
tie_reason_free(TieReason *reason)
{
    if (reason == NULL)
        return;
    g_free(reason->facts);
    g_free(reason);
}

/* What is left of evidence after so many seconds; nothing grows by going back in time. */
static double
decay(double seconds, const MethodLimits *limits)
{
    double half_life = (double) MAX(limits->tie_half_life_days, 1) * SECONDS_A_DAY;

    return exp2(-MAX(seconds, 0.0) / half_life);
}

/* Both sums are brought to the later of the two instants; the sum at any instant is then the same
 * in whichever order the events came. */
static void
add_evidence(Tie *tie, double weight, int64_t at, const MethodLimits *limits)
{
    int64_t later = MAX(tie->evidence_at, at);

    tie->evidence = tie->evidence * decay((double) later - (double) tie->evidence_at, limits) +
                    weight * decay((double) later - (double) at, limits);
    tie->evidence_at = later;
}

static void
note_times(Tie *tie, const TieEvent *event, int64_t at)
{
    if (tie->first_at == 0 || at < tie->first_at)
        tie->first_at = at;
    if (strcmp(event->kind, "connection") == 0)
        return; /* a click is no contact */
    tie->last_at = MAX(tie->last_at, at);
    if (strcmp(event->way, "out") == 0)
        tie->last_out_at = MAX(tie->last_out_at, at);
    else if (strcmp(event->way, "in") == 0)
        tie->last_in_at = MAX(tie->last_in_at, at);
}

/* The count that a kind of event adds to, and what it weighs. */
typedef struct {
    const char *kind;
    gsize counter; /* offset in Tie */
    double weight;
} EventKind;

static const EventKind event_kinds[] = {
    { "meeting", G_STRUCT_OFFSET(Tie, meetings), WEIGHT_MEETING },
    { "call", G_STRUCT_OFFSET(Tie, meetings), WEIGHT_CALL },
    { "message", G_STRUCT_OFFSET(Tie, messages), WEIGHT_MESSAGE },
    { "invitation", G_STRUCT_OFFSET(Tie, other), WEIGHT_INVITATION },
    { "endorsement", G_STRUCT_OFFSET(Tie, other), WEIGHT_ENDORSED },
    { "recommendation", G_STRUCT_OFFSET(Tie, other), WEIGHT_OTHER },
};

/* A mail to a handful is written to each of them; one to a larger circle shows only that both were
 * on it. */
static EventKind
mail_kind(const TieEvent *event)
{
    EventKind kind = { "mail", G_STRUCT_OFFSET(Tie, shared), WEIGHT_SHARED };

    if (event->circle > SMALL_CIRCLE)
        return kind;
    if (strcmp(event->way, "out") == 0)
        kind = (EventKind) { "mail", G_STRUCT_OFFSET(Tie, mails_out), WEIGHT_MAIL };
    else if (strcmp(event->way, "in") == 0)
        kind = (EventKind) { "mail", G_STRUCT_OFFSET(Tie, mails_in), WEIGHT_MAIL };
    return kind;
}

/* FALSE for a kind that says nothing of a tie. */
static gboolean
kind_of(const TieEvent *event, EventKind *out_kind)
{
    if (strcmp(event->kind, "mail") == 0) {
        *out_kind = mail_kind(event);
        return TRUE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(event_kinds); i++) {
        if (strcmp(event_kinds[i].kind, event->kind) == 0) {
            *out_kind = event_kinds[i];
            return TRUE;
        }
    }
    return FALSE;
}

void
tie_add(Tie *tie, const TieEvent *event, const MethodLimits *limits)
{
    EventKind kind = { 0 };
    int64_t at = MAX(event->at, 1); /* 0 says "never" in the tie's own times */

    if (strcmp(event->kind, "connection") == 0) {
        tie->connected = 1;
        if (event->at > 0)
            note_times(tie, event, at);
        return;
    }
    if (!kind_of(event, &kind) || event->circle > (int64_t) limits->tie_circle_most)
        return;
    *(int64_t *) G_STRUCT_MEMBER_P(tie, kind.counter) += 1;
    note_times(tie, event, at);
    add_evidence(tie, kind.weight, at, limits);
}

/* The share of the evidence that counts: 1 where everything went both ways. It follows from counts
 * alone, so it is the same at any hour. */
static double
balance(const Tie *tie)
{
    double mails = WEIGHT_MAIL * (double) (tie->mails_out + tie->mails_in);
    double both = 2 * WEIGHT_MAIL * (double) MIN(tie->mails_out, tie->mails_in);
    double messages = WEIGHT_MESSAGE * (double) tie->messages;
    double mutual = WEIGHT_MEETING * (double) tie->meetings + WEIGHT_SHARED * (double) tie->shared +
                    WEIGHT_OTHER * (double) tie->other;
    gboolean answered = tie->last_in_at != 0 && tie->last_out_at != 0;
    double one_way = mails - both + (answered ? 0 : messages);
    double all = mails + messages + mutual;
    double counting =
        both + (answered ? messages : 0) + mutual + MIN(ONE_WAY_SHARE * one_way, ONE_WAY_MOST);

    return all > 0 ? counting / all : 0;
}

static double
strength_of_evidence(const Tie *tie, int64_t at, const MethodLimits *limits)
{
    double left = tie->evidence * decay((double) at - (double) tie->evidence_at, limits);
    double strength = 1 - exp(-left * balance(tie) / EVIDENCE_UNIT);

    if (tie->evidence > 0)
        strength = MAX(strength, LEAST_KNOWN);
    if (tie->connected != 0)
        strength = MAX(strength, LEAST_LINKED);
    return strength;
}

/* The user's word sets the band, what happened the place within it. */
static double
within_own_word(const char *own_word, double strength, const MethodLimits *limits)
{
    const double just_below = 1e-6;

    if (strcmp(own_word, "close") == 0)
        return MAX(strength, limits->tie_close);
    if (strcmp(own_word, "warm") == 0)
        return CLAMP(strength, limits->tie_warm, limits->tie_close - just_below);
    if (strcmp(own_word, "light") == 0)
        return CLAMP(strength, limits->tie_light, limits->tie_warm - just_below);
    if (strcmp(own_word, "cold") == 0)
        return CLAMP(strength, LEAST_KNOWN, limits->tie_light - just_below);
    return strength;
}

double
tie_strength(const Tie *tie, int64_t now, const MethodLimits *limits)
{
    if (tie == NULL)
        return 0;
    return within_own_word(tie->own_word, strength_of_evidence(tie, now, limits), limits);
}

const char *
tie_word_of(double strength, const MethodLimits *limits)
{
    if (strength >= limits->tie_close)
        return "close";
    if (strength >= limits->tie_warm)
        return "warm";
    if (strength >= limits->tie_light)
        return "light";
    return strength > 0 ? "cold" : "none";
}

const char *
tie_word(const Tie *tie, int64_t now, const MethodLimits *limits)
{
    return tie_word_of(tie_strength(tie, now, limits), limits);
}

gboolean
tie_is_bare(const Tie *tie)
{
    return tie->last_at == 0 && tie->first_at == 0 && tie->connected == 0 && *tie->own_word == '\0';
}

gboolean
tie_word_is_known(const char *word)
{
    return *word == '\0' || g_strv_contains(word_table, word);
}

gboolean
tie_is_fading(const Tie *tie, int64_t now, const MethodLimits *limits)
{
    int64_t silence = (int64_t) limits->fading_days * SECONDS_A_DAY;

    if (tie == NULL || tie->last_at == 0 || now - tie->last_at < silence)
        return FALSE;
    return tie_strength(tie, tie->last_at, limits) >= limits->tie_warm &&
           tie_strength(tie, now, limits) >= limits->tie_light;
}

/* Who writes more; half as much again is needed before one says so. */
static const char *
who_starts(const Tie *tie)
{
    if (tie->mails_out + tie->mails_in == 0)
        return "nobody";
    if (2 * tie->mails_out > 3 * tie->mails_in)
        return "me";
    if (2 * tie->mails_in > 3 * tie->mails_out)
        return "them";
    return "both";
}

static const char *
exchange_key(const Tie *tie)
{
    const char *starts = who_starts(tie);

    if (strcmp(starts, "me") == 0)
        return "tie-exchange-me";
    return strcmp(starts, "them") == 0 ? "tie-exchange-them" : "tie-exchange";
}

/* The heaviest thing that happened between me and somebody. */
static const char *
key_of_mine(const Tie *tie)
{
    double exchange = 2 * WEIGHT_MAIL * (double) MIN(tie->mails_out, tie->mails_in);
    double met = WEIGHT_MEETING * (double) tie->meetings;
    gboolean answered = tie->last_in_at != 0 && tie->last_out_at != 0;
    double messages = answered ? WEIGHT_MESSAGE * (double) tie->messages : 0;

    if (*tie->own_word != '\0')
        return "tie-own-word";
    if (met > 0 && met >= MAX(exchange, messages))
        return tie->meetings == 1 ? "tie-met-once" : "tie-met";
    if (exchange > 0 && exchange >= messages)
        return exchange_key(tie);
    if (messages > 0)
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

TkJson *
tie_facts(const Tie *tie, int64_t now, const MethodLimits *limits)
{
    TkJson *facts = json_object();
    g_autofree char *last = NULL;

    tk_json_set_text(facts, "word", tie_word(tie, now, limits));
    if (tie != NULL) {
        last = tie->last_at != 0 ? tk_day_to_text(tk_day_of(tie->last_at, "")) : NULL;
        tk_json_set_number(facts, "mails_out", tie->mails_out);
        tk_json_set_number(facts, "mails_in", tie->mails_in);
        tk_json_set_number(facts, "mails", tie->mails_out + tie->mails_in);
        tk_json_set_number(facts, "meetings", tie->meetings);
        tk_json_set_number(facts, "messages", tie->messages);
        tk_json_set_number(facts, "shared", tie->shared);
        tk_json_set_text(facts, "last_day", last);
        tk_json_set_text(facts, "starts", who_starts(tie));
    }
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

int64_t
tie_standing(const Tie *tie, const MethodLimits *limits)
{
    double half_life = (double) MAX(limits->tie_half_life_days, 1) * SECONDS_A_DAY;
    double counting = tie->evidence * balance(tie);

    if (!(counting > 0))
        return tie->connected != 0 ? 1 : 0;
    double steps = STANDING_STEPS * ((double) tie->evidence_at / half_life + log2(counting));

    return steps < 2 ? 2 : (int64_t) steps;
}
