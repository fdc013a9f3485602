/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * proposal.h - what would mend a finding with one click (M1).
 *
 * A name that is known, one sentence more, or one less. Proposed is only what the judge itself
 * finds better: judged again, that finding is gone, and no error or warning has come instead.
 */
#pragma once

#include "language/judge.h"
#include "language/share.h"

#include <glib.h>

#define PROPOSALS_MOST 12         /* findings that are looked at, in order of the text */
#define PROPOSALS_TEXT (16 << 10) /* bytes; nothing is proposed for a longer body */

typedef struct {
    gsize from, until; /* bytes of the body that go, on character borders; equal: nothing goes */
    char *text;        /* what comes instead, "" for nothing */
} Proposal;

void
proposal_free(Proposal *proposal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Proposal, proposal_free)

/* For each of judge_message()'s findings on this text, in the same order, a Proposal or NULL. */
GPtrArray *
judge_propose(const LanguageShare *share, const JudgeText *text, const GPtrArray *findings);

/* The body with the proposal taken. Caller owns it. */
char *
proposal_take(const Proposal *proposal, const char *body);

/* The phrases of one language: "key: text" lines. Errors: TK_ERROR_INVALID "share-malformed" with
 * file and line. */
GHashTable *
proposal_phrases_new(const char *name, const char *text, GError **error);
