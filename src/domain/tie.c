/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/tie.h"

#include "base/tk-day.h"

#include <math.h>
#include <string.h>

#define SECONDS_A_DAY  86400
#define STANDING_STEPS 32 /* a half-life in so many steps: 2 % more evidence moves it */

/* What one event between two weighs, in hundredths of a mail: a week weighs the root of their sum.
 * In a circle of c people a mail counts the root of 2/c of it, a meeting its square: at a table of
 * nine one may not have spoken at all. */
#define AMOUNT_MAIL           100
#define AMOUNT_SHARED         6 /* both only received it */
#define AMOUNT_MEETING        1600
#define AMOUNT_CALL           900
#define AMOUNT_GATHERING      50 /* a whole day, or a crowd */
#define AMOUNT_MESSAGE        36
#define AMOUNT_RECOMMENDATION 225
#define AMOUNT_INVITATION     9
#define AMOUNT_ENDORSED       1
#define AMOUNT_UNIT           100.0

#define SMALL_CIRCLE    8   /* a mail to more people is shared, not written to somebody */
#define FAST_SHARE      0.5 /* the fast half-life, of the limit's; and the slow one */
#define SLOW_TIMES      4.0
#define STANDING_TIMES  2.0  /* the one half-life of standings */
#define ONE_WAY_BEARS   2.0  /* weeks one way that count in full, and more with each day answered */
#define ONE_WAY_BEYOND  0.75 /* what is more counts as this power of it */
#define EVIDENCE_UNIT   3.0  /* evidence that makes 0.63 */
#define LEAST_KNOWN     0.02
#define LEAST_LINKED    0.04
#define JUST_BELOW      1e-6
#define FADING_SOONEST  0.5 /* of limits->fading_days */
#define FADING_LATEST   3.0
#define FADING_GAPS     4 /* so many usual gaps of silence are no longer usual */
#define HALF_LIFE_MOST  36500
#define DAYS_FOR_MUTUAL G_MAXUINT16

static const char *const word_table[] = { "close", "warm", "light", "cold", NULL };

Tie *
tie_new(void)
{
    Tie *tie = g_new0(Tie, 1);

    tie->own_word = g_strdup("");
    tie->weeks = g_strdup("");
    return tie;
}

void
tie_free(Tie *tie)
{
    if (tie == NULL)
        return;
    g_free(tie->own_word);
    g_free(tie->weeks);
    g_free(tie);
}

TieWord *
tie_word_new(void)
{
    TieWord *word = g_new0(TieWord, 1);

    word->word = g_strdup("");
    return word;
}

void
tie_word_free(TieWord *word)
{
    if (word == NULL)
        return;
    g_free(word->word);
    g_free(word);
}

/* What an event is to a tie: the count it adds to (an offset in Tie), and what it weighs. */
typedef struct {
    const char *kind;
    gsize counter;
    int64_t amount;  /* between two; for c people times this power of the root of 2/c */
    unsigned spread; /* 0 to 4 */
    gboolean met;
    gboolean together; /* nobody sends: the way only tells who arranged it */
} EventKind;

static const EventKind event_kinds[] = {
    { "meeting", G_STRUCT_OFFSET(Tie, meetings), AMOUNT_MEETING, 4, TRUE, TRUE },
    { "call", G_STRUCT_OFFSET(Tie, meetings), AMOUNT_CALL, 4, TRUE, TRUE },
    { "gathering", G_STRUCT_OFFSET(Tie, other), AMOUNT_GATHERING, 2, FALSE, TRUE },
    { "message", G_STRUCT_OFFSET(Tie, messages), AMOUNT_MESSAGE, 0, FALSE, FALSE },
    { "invitation", G_STRUCT_OFFSET(Tie, other), AMOUNT_INVITATION, 0, FALSE, FALSE },
    { "endorsement", G_STRUCT_OFFSET(Tie, other), AMOUNT_ENDORSED, 0, FALSE, FALSE },
    { "recommendation", G_STRUCT_OFFSET(Tie, other), AMOUNT_RECOMMENDATION, 0, FALSE, FALSE },
};

static EventKind
mail_kind(const TieEvent *event)
{
    EventKind kind = { "mail", G_STRUCT_OFFSET(Tie, shared), AMOUNT_MAIL, 1, FALSE, FALSE };

    if (strcmp(event->way, "both") == 0)
        kind = (EventKind) { "mail", kind.counter, AMOUNT_SHARED, 2, FALSE, FALSE };
    else if (event->circle > SMALL_CIRCLE)
        return kind;
    else if (strcmp(event->way, "out") == 0)
        kind.counter = G_STRUCT_OFFSET(Tie, mails_out);
    else if (strcmp(event->way, "in") == 0)
        kind.counter = G_STRUCT_OFFSET(Tie, mails_in);
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

static unsigned
amount_of(const EventKind *kind, int64_t circle)
{
    double square = (double) (kind->amount * kind->amount);

    for (unsigned i = 0; i < kind->spread; i++)
        square *= 2 / (double) MAX(circle, 2);
    return (unsigned) MAX(sqrt(square), 1);
}

static void
note_first(Tie *tie, int64_t at)
{
    if (tie->first_at == 0 || at < tie->first_at)
        tie->first_at = at;
}

static void
note_times(Tie *tie, const EventKind *kind, const TieEvent *event, int64_t at)
{
    note_first(tie, at);
    tie->last_at = MAX(tie->last_at, at);
    if (kind->met)
        tie->last_met_at = MAX(tie->last_met_at, at);
    if (kind->together)
        return;
    if (strcmp(event->way, "out") == 0)
        tie->last_out_at = MAX(tie->last_out_at, at);
    else if (strcmp(event->way, "in") == 0)
        tie->last_in_at = MAX(tie->last_in_at, at);
}

static void
take_week(Tie *tie, const EventKind *kind, const TieEvent *event, int64_t at)
{
    const TieTouch touch = {
        .amount = amount_of(kind, event->circle),
        .out = !kind->together && strcmp(event->way, "out") == 0,
        .in = !kind->together && strcmp(event->way, "in") == 0,
        .met = kind->met,
    };
    TieWeeks weeks;

    tie_weeks_read(tie->weeks, &weeks);
    tie->amount += touch.amount;
    if (!tie_weeks_add(&weeks, at / SECONDS_A_DAY, &touch))
        return;
    g_free(tie->weeks);
    tie->weeks = tie_weeks_text(&weeks);
}

void
tie_take(Tie *tie, const TieEvent *event, const MethodLimits *limits)
{
    EventKind kind = { 0 };
    int64_t at = MAX(event->at, 1); /* 0 says "never" in the tie's own times */

    if (strcmp(event->kind, "connection") == 0) {
        tie->connected = 1;
        if (event->at > 0)
            note_first(tie, at); /* a click is no contact */
        return;
    }
    if (!kind_of(event, &kind) || event->circle > (int64_t) limits->tie_circle_most)
        return;
    *(int64_t *) G_STRUCT_MEMBER_P(tie, kind.counter) += 1;
    note_times(tie, &kind, event, at);
    if (event->begins && strcmp(event->way, "out") == 0)
        tie->begun_out++;
    if (event->begins && strcmp(event->way, "in") == 0)
        tie->begun_in++;
    take_week(tie, &kind, event, at);
}

void
tie_add(Tie *tie, const TieEvent *event, const MethodLimits *limits)
{
    tie_take(tie, event, limits);
    tie_settle(tie, limits);
}

static double
half_life_of(const MethodLimits *limits)
{
    return (double) MAX(limits->tie_half_life_days, 1);
}

static double
in_days(int64_t at)
{
    return (double) at / SECONDS_A_DAY;
}

/* What is left after so many days; nothing grows by going back in time. */
static double
decay(double days, double half_life)
{
    return exp2(-MAX(days, 0.0) / half_life);
}

/* The mean of decay() between two ages. */
static double
mean_decay(double from, double until, double half_life)
{
    if (until - from < 1)
        return decay(from, half_life);
    return (decay(from, half_life) - decay(until, half_life)) * half_life / G_LN2 / (until - from);
}

/* The sum over all weeks as of last_at. Those that are no longer kept are taken to have been like
 * the others, spread evenly since the beginning. */
static double
sum_of_weeks(const Tie *tie, const TieWeeks *weeks, double half_life)
{
    double now = in_days(tie->last_at), sum = 0;
    int64_t kept = tie_weeks_amount(weeks);

    for (unsigned i = 0; i < weeks->count; i++)
        sum += sqrt(weeks->weeks[i].amount / AMOUNT_UNIT) *
               decay(now - tie_week_middle(weeks->weeks[i].week), half_life);
    if (weeks->count == TIE_WEEKS_MOST && tie->amount > kept) {
        double usual = (double) kept / weeks->count;
        double count = (double) (tie->amount - kept) / usual;

        sum += count * sqrt(usual / AMOUNT_UNIT) *
               mean_decay(now - tie_week_middle(weeks->weeks[0].week), now - in_days(tie->first_at),
                          half_life);
    }
    return sum;
}

/* What went one way counts in full as far as the answers bear it, beyond that less and less. Unlike
 * a share it never falls when more happens. */
static double
borne(double sum, double mutual)
{
    double bears = ONE_WAY_BEARS * (1 + mutual);

    return sum <= bears ? sum : bears * pow(sum / bears, ONE_WAY_BEYOND);
}

static int64_t
standing_of(const Tie *tie, const TieWeeks *weeks, const MethodLimits *limits)
{
    double half_life = STANDING_TIMES * half_life_of(limits);
    double sum = borne(sum_of_weeks(tie, weeks, half_life), (double) tie->mutual);

    if (!(sum > 0))
        return tie->connected != 0 ? 1 : 0;
    double steps = STANDING_STEPS * (in_days(tie->last_at) / half_life + log2(sum));

    return steps < 2 ? 2 : (int64_t) MIN(steps, (double) G_MAXINT32);
}

/* So that a single contact counts half after the limit's half-life. */
static double
fast_part(void)
{
    double slow = exp2(-1 / SLOW_TIMES), fast = exp2(-1 / FAST_SHARE);

    return (slow - 0.5) / (slow - fast);
}

void
tie_settle(Tie *tie, const MethodLimits *limits)
{
    double half_life = half_life_of(limits);
    TieWeeks weeks;

    tie_weeks_read(tie->weeks, &weeks);
    TieDays days = tie_weeks_days(&weeks);

    tie->mutual = MIN(days.out, days.in);
    tie->recent = fast_part() * sum_of_weeks(tie, &weeks, FAST_SHARE * half_life);
    tie->lasting = (1 - fast_part()) * sum_of_weeks(tie, &weeks, SLOW_TIMES * half_life);
    tie->standing = standing_of(tie, &weeks, limits);
}

int64_t
tie_standing(const Tie *tie, const MethodLimits *limits)
{
    TieWeeks weeks;

    tie_weeks_read(tie->weeks, &weeks);
    return standing_of(tie, &weeks, limits);
}

static TieCeiling
ceiling_of(const Tie *tie)
{
    if (tie->meetings > 0 || (tie->last_in_at != 0 && tie->last_out_at != 0))
        return TIE_CEILING_NONE;
    return tie->shared > 0 ? TIE_CEILING_WARM : TIE_CEILING_LIGHT;
}

static double
evidence_left(double recent, double lasting, double mutual, double days, const MethodLimits *limits)
{
    double half_life = half_life_of(limits);

    return borne(recent * decay(days, FAST_SHARE * half_life) +
                     lasting * decay(days, SLOW_TIMES * half_life),
                 mutual);
}

/* A ceiling is no cut: what is under it keeps its order. */
static double
strength_of_evidence(double left, TieCeiling ceiling, unsigned floored, const MethodLimits *limits)
{
    double strength = 1 - exp(-left / EVIDENCE_UNIT);

    if (ceiling == TIE_CEILING_LIGHT)
        strength *= limits->tie_light - JUST_BELOW;
    else if (ceiling == TIE_CEILING_WARM)
        strength *= limits->tie_warm - JUST_BELOW;
    if (floored > 0)
        strength = MAX(strength, floored > 1 ? LEAST_LINKED : LEAST_KNOWN);
    return strength;
}

static unsigned
floor_of(const Tie *tie)
{
    return tie->connected != 0 ? 2 : tie->last_at != 0 ? 1 : 0;
}

/* The user's word sets the band, what happened the place within it. */
static double
within_own_word(const char *own_word, double strength, const MethodLimits *limits)
{
    if (strcmp(own_word, "close") == 0)
        return MAX(strength, limits->tie_close);
    if (strcmp(own_word, "warm") == 0)
        return CLAMP(strength, limits->tie_warm, limits->tie_close - JUST_BELOW);
    if (strcmp(own_word, "light") == 0)
        return CLAMP(strength, limits->tie_light, limits->tie_warm - JUST_BELOW);
    if (strcmp(own_word, "cold") == 0)
        return CLAMP(strength, LEAST_KNOWN, limits->tie_light - JUST_BELOW);
    return strength;
}

static double
left_of(const Tie *tie, double now, const MethodLimits *limits)
{
    return evidence_left(tie->recent, tie->lasting, (double) tie->mutual,
                         now - in_days(tie->last_at), limits);
}

double
tie_strength(const Tie *tie, int64_t now, const MethodLimits *limits)
{
    if (tie == NULL)
        return 0;
    return within_own_word(tie->own_word,
                           strength_of_evidence(left_of(tie, in_days(now), limits), ceiling_of(tie),
                                                floor_of(tie), limits),
                           limits);
}

TieFigures
tie_figures(const Tie *tie)
{
    return (TieFigures) {
        .recent = (float) tie->recent,
        .lasting = (float) tie->lasting,
        .last_day = (int32_t) CLAMP(tie->last_at / SECONDS_A_DAY, 0, G_MAXINT32),
        .mutual = (uint16_t) CLAMP(tie->mutual, 0, DAYS_FOR_MUTUAL),
        .ceiling = (uint8_t) ceiling_of(tie),
        .is_floored = (uint8_t) floor_of(tie),
    };
}

double
tie_strength_of(const TieFigures *figures, int64_t now, const MethodLimits *limits)
{
    double days = in_days(now) - figures->last_day;

    return strength_of_evidence(
        evidence_left(figures->recent, figures->lasting, figures->mutual, days, limits),
        (TieCeiling) figures->ceiling, figures->is_floored, limits);
}

unsigned
tie_half_life(const Tie *tie, int64_t now, const MethodLimits *limits)
{
    double half = left_of(tie, in_days(now), limits) / 2;
    unsigned from = 0, until = HALF_LIFE_MOST;

    if (!(half > 0))
        return 0;
    while (until - from > 1) { /* what is left only falls */
        unsigned middle = from + (until - from) / 2;

        if (left_of(tie, in_days(now) + middle, limits) > half)
            from = middle;
        else
            until = middle;
    }
    return until;
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

/* Those who speak every week are missed sooner than those who meet once a year. */
static double
usual_silence(const Tie *tie, const MethodLimits *limits)
{
    double days = limits->fading_days;
    TieWeeks weeks;

    tie_weeks_read(tie->weeks, &weeks);
    TieRhythm rhythm = tie_weeks_rhythm(&weeks);

    if (rhythm.gap_days < 0)
        return days;
    return CLAMP((double) rhythm.gap_days * FADING_GAPS, FADING_SOONEST * days,
                 FADING_LATEST * days);
}

gboolean
tie_is_fading(const Tie *tie, int64_t now, const MethodLimits *limits)
{
    double silence = 0;

    if (tie == NULL || tie->last_at == 0)
        return FALSE;
    silence = in_days(now) - in_days(tie->last_at);
    return silence >= FADING_SOONEST * limits->fading_days &&
           tie_strength(tie, tie->last_at, limits) >= limits->tie_warm &&
           tie_strength(tie, now, limits) >= limits->tie_light &&
           silence >= usual_silence(tie, limits);
}
