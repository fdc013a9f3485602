/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tie.h - how well two people know each other, computed from what happened (P6).
 */
#pragma once

#include "base/tk-id.h"
#include "base/tk-json.h"
#include "domain/method.h"
#include "domain/tie-weeks.h"

#include <glib.h>
#include <stdint.h>

typedef struct {
    TkId id;
    TkId from_person_id;
    TkId to_person_id;
    int64_t mails_out; /* from the first to the second */
    int64_t mails_in;
    int64_t shared; /* circles that both were on */
    int64_t meetings;
    int64_t messages;  /* LinkedIn messages and the like, both ways */
    int64_t other;     /* endorsements, recommendations, invitations with a note */
    int64_t begun_out; /* conversations that the first began, and the second */
    int64_t begun_in;
    int64_t connected; /* 1: a bare connection on a network */
    int64_t first_at;
    int64_t last_at;
    int64_t last_in_at;
    int64_t last_out_at;
    int64_t last_met_at;
    int64_t amount; /* of all that happened, a mail between two is 100 */
    char *weeks;    /* the latest weeks in which something happened (domain/tie-weeks.h) */
    double recent;  /* two sums as of last_at, one fading fast, one slowly: tie_settle() */
    double lasting;
    int64_t mutual;   /* days on which the quieter of the two spoke, as far as known */
    int64_t standing; /* tie_standing(): orders ties at any time, greater is better */
    char *own_word;   /* close, warm, light, cold: the user's own judgement, or '' (a copy) */
} Tie;

/* An empty one: every text "", every number 0. Caller owns it. */
Tie *
tie_new(void);

void
tie_free(Tie *tie);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tie, tie_free)

/* The user's own word on a tie; '' where it was taken back. */
typedef struct {
    TkId id;
    TkId from_person_id;
    TkId to_person_id;
    char *word;
    int64_t said_at;
} TieWord;

TieWord *
tie_word_new(void);
void
tie_word_free(TieWord *word);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TieWord, tie_word_free)

/* One thing that happened between the tie's two people. */
typedef struct {
    const char *kind; /* as Interaction.kind: mail, message, meeting, call, invitation, ... */
    const char *way;  /* out: from the first to the second; in: back; both: both only received it.
                         Of a meeting: who arranged it, both: somebody else */
    int64_t at;       /* not after now: the reader of a file refuses or trims what claims to be */
    int64_t circle;   /* people on it, both included; under 2 counts as 2 */
    gboolean begins;  /* it answers nothing: whoever sent it began */
} TieEvent;

/* Takes an event into counts, times and weeks. The order in which events come does not matter. An
 * unknown kind, or a larger circle than limits->tie_circle_most, changes nothing. "connection" only
 * sets `connected` and first_at. Sums and standing are stale until tie_settle(). */
void
tie_take(Tie *tie, const TieEvent *event, const MethodLimits *limits);

/* Brings `recent`, `lasting`, `mutual` and `standing` up to what was taken. */
void
tie_settle(Tie *tie, const MethodLimits *limits);

/* tie_take() and tie_settle(). */
void
tie_add(Tie *tie, const TieEvent *event, const MethodLimits *limits);

/* 0 (nothing) to 1: what happened and how much of it is left, or the band of the user's own word
 * where there is one (P6).
 *
 * A week weighs the root of the squares of what happened in it (a mail in a circle of c people has
 * the square root of 2/c as its square). What is left of a week after `a` days is 0.58 * 2^(-a /
 * (H/2)) + 0.42 * 2^(-a / 4H), with H = limits->tie_half_life_days: a single contact counts half
 * after H. A sum of two rates fades at the rate that fits how the two used to speak: a busy month
 * is soon gone, many years of now and then fade eight times as slowly. (The chance that somebody
 * writes falls with the time since and rises with how often, both as powers: Anderson and Schooler,
 * "Reflections of the environment in memory", Psychological Science 2, 1991; two rates are near to
 * such a power over the years that matter.) What goes one way counts less and less beyond what the
 * answers bear, and without any answer it stays under "light": others are asked for a favour by
 * this figure. The order of lists knows no such ceiling (tie_standing()).
 *
 * A newer event never lowers it, as long as nothing happened in more than TIE_WEEKS_MOST weeks; of
 * those before, only a mean is known.
 *
 * For somebody who holds many ties in memory: `recent`, `lasting`, `mutual`, last_at and
 * tie_ceiling() are all that is needed (tie_strength_of()). */
double
tie_strength(const Tie *tie, int64_t now, const MethodLimits *limits);

/* The figures that strength follows from where the user has said nothing: 16 bytes. */
typedef struct {
    float recent, lasting;
    int32_t last_day;   /* of last_at */
    uint16_t mutual;    /* more count as 65535 */
    uint8_t ceiling;    /* TieCeiling */
    uint8_t is_floored; /* 0: nothing known; 1: something happened; 2: connected */
} TieFigures;

typedef enum {
    TIE_CEILING_LIGHT, /* nobody ever answered: stays under "light" */
    TIE_CEILING_WARM,  /* only seen on the same mails: stays under "warm" */
    TIE_CEILING_NONE,
} TieCeiling;

TieFigures
tie_figures(const Tie *tie);
/* As tie_strength(), to within 0.01 (the day of last_at stands for its second). */
double
tie_strength_of(const TieFigures *figures, int64_t now, const MethodLimits *limits);

/* Days after which what there is now will count half: what fits how the two used to speak. 0 where
 * nothing happened. */
unsigned
tie_half_life(const Tie *tie, int64_t now, const MethodLimits *limits);

/* "close", "warm", "light", "cold", or "none" where nothing is known; the user's own word wins.
 * NULL is a tie that is not there. Constant text. */
const char *
tie_word(const Tie *tie, int64_t now, const MethodLimits *limits);
const char *
tie_word_of(double strength, const MethodLimits *limits);

gboolean
tie_word_is_known(const char *word); /* close, warm, light, cold: what own_word may be; or "" */

/* TRUE where nothing has happened and the user has said nothing: a row that only keeps a person on
 * the list. Such a tie is none ("tie-none"). */
gboolean
tie_is_bare(const Tie *tie);

/* L8: once warm or better, not yet cold, and silent for longer than these two usually are:
 * limits->fading_days, sooner (half of it) for those who were in touch all the time, later (three
 * times) for those who never were. */
gboolean
tie_is_fading(const Tie *tie, int64_t now, const MethodLimits *limits);

/* Why it is as strong as it is, as a sentence key (share/sentences/tie.tsv) and its facts: the
 * heaviest thing that happened. `facts` is a JSON object: word, mails_out, mails_in, mails,
 * meetings, messages, shared, last_day and met_day (ISO, UTC), answer_days and my_answer_days (null
 * where there is no habit, at least 1), gap_days, starts (me, them, both, nobody), half_life_days.
 */
typedef struct {
    const char *key; /* constant */
    char *facts;
} TieReason;

/* For a tie of mine, and for one between two others (whose sentences speak of "they"). NULL is a
 * tie that is not there ("tie-none"). `last_day` is null where nothing but a connection is known.
 */
TieReason *
tie_reason(const Tie *tie, int64_t now, const MethodLimits *limits);
TieReason *
tie_reason_between(const Tie *tie, int64_t now, const MethodLimits *limits);
void
tie_reason_free(TieReason *reason);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TieReason, tie_reason_free)

/* The two halves of tie_reason(), for who wants the facts as an object. Caller owns them. */
const char *
tie_reason_key(const Tie *tie);
TkJson *
tie_facts(const Tie *tie, int64_t now, const MethodLimits *limits);

/* Orders ties whatever the hour (doc/decisions/0054): evidence that halves with one half-life for
 * all, so that who stands before whom only changes when something happens. In thirty-seconds of
 * that half-life since 1970, the evidence's logarithm added; at least 1; 0 where nothing happened.
 * A mere index: tie_strength() says how strong a tie is. */
int64_t
tie_standing(const Tie *tie, const MethodLimits *limits);
