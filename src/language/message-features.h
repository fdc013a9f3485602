/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * message-features.h - what the rules look for in a message, by name: share/rules/LANG/NAME.rules.
 *
 * Two sorts: what is a finding where it stands, and what a good message has, so that its lack is
 * the finding. Which is which and what follows is judge.c.
 */
#pragma once

typedef enum {
    /* findings where they stand */
    FEATURE_ASKS_FOR_JOB,
    FEATURE_GUILT,
    FEATURE_PANIC,
    FEATURE_CREEPY,
    FEATURE_SALES_PITCH,
    FEATURE_CONFIDENCE_BREACH,
    FEATURE_PLACEHOLDER,
    /* what a message may have */
    FEATURE_ASK,          /* a wish that is no question: "let me know whether ..." */
    FEATURE_ASKS_MEETING, /* favours, to tell several from one */
    FEATURE_ASKS_INTRODUCTION,
    FEATURE_ASKS_REVIEW,
    FEATURE_ASKS_MORE, /* "could you also ..." */
    FEATURE_VAGUE,     /* "pick your brain" */
    FEATURE_TOPIC,     /* what it is about, or a question */
    FEATURE_FORM,      /* coffee, call, 20 minutes */
    FEATURE_REASON,    /* why this person */
    FEATURE_VALUE,     /* what the other person gets */
    FEATURE_DRINK,     /* an invitation to a coffee */
    FEATURE_TREAT,     /* which is on me */
    FEATURE_ELSEWHERE, /* a call, a meal, their office: nothing to treat to */
    FEATURE_CONTEXT,   /* what it follows up */
    FEATURE_THANKS,
    FEATURE_WAY_OUT,
    FEATURE_PURPOSE, /* of a further meeting */
    FEATURE_COUNT
} Feature;

extern const char *const feature_names[FEATURE_COUNT];
