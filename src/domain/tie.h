/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tie.h - how well two people know each other, computed from what happened (P6).
 */
#pragma once

#include "base/tk-id.h"
#include "base/tk-json.h"
#include "domain/method.h"

#include <glib.h>
#include <stdint.h>

typedef struct {
    TkId id;
    TkId from_person_id;
    TkId to_person_id;
    int64_t mails_out; /* from the first to the second */
    int64_t mails_in;
    int64_t shared; /* small circles that both were on */
    int64_t meetings;
    int64_t messages;  /* LinkedIn messages and the like, both ways */
    int64_t other;     /* endorsements, recommendations, invitations with a note */
    int64_t connected; /* 1: a bare connection on a network */
    int64_t first_at;
    int64_t last_at;
    int64_t last_in_at;
    int64_t last_out_at;
    double evidence; /* decayed sum as of evidence_at (domain/tie.h) */
    int64_t evidence_at;
    int64_t standing; /* tie_standing(): orders ties at any time, greater is better */
    char *own_word;   /* close, warm, light, cold: the user's own judgement, or '' */
} Tie;

/* An empty one: every text "", every number 0. Caller owns it. */
Tie *
tie_new(void);

void
tie_free(Tie *tie);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tie, tie_free)

/* One thing that happened between the tie's two people. */
typedef struct {
    const char *kind; /* as Interaction.kind: mail, message, meeting, call, invitation, ... */
    const char *way;  /* out: from the first to the second; in: back; both: a meeting, or both only
                         received it */
    int64_t at;       /* not after now: the reader of a file refuses or trims what claims to be */
    int64_t circle;   /* people on it, both included; under 2 counts as 2 */
} TieEvent;

/* Adds an event to counts, times and evidence. The order in which events come does not matter, a
 * late old one counts what it would have counted (up to the last bits of a double). An unknown kind
 * changes nothing. "connection" only sets `connected` and first_at. */
void
tie_add(Tie *tie, const TieEvent *event, const MethodLimits *limits);

/* 0 (nothing) to 1. What happened, halved with each half-life, less what went one way only, or the
 * band of the user's own word where there is one (P6). A newer event never lowers it. */
double
tie_strength(const Tie *tie, int64_t now, const MethodLimits *limits);

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

/* L8: once warm or better, silent for limits->fading_days, and not yet cold. */
gboolean
tie_is_fading(const Tie *tie, int64_t now, const MethodLimits *limits);

/* Why it is as strong as it is, as a sentence key (share/sentences/tie.tsv) and its facts: the
 * heaviest thing that happened. `facts` is a JSON object: word, mails_out, mails_in, mails,
 * meetings, messages, shared, last_day (ISO, UTC), starts (me, them, both, nobody). */
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

/* Orders ties whatever the hour: as all evidence halves with the same half-life, who stands before
 * whom only changes when something happens. In thirty-seconds of a half-life since 1970, the
 * evidence's logarithm added; at least 1; 0 where nothing happened. A mere index: tie_strength()
 * says how strong a tie is. */
int64_t
tie_standing(const Tie *tie, const MethodLimits *limits);
