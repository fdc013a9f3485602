/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * draft-own.h - the person's own words in a draft outlive the next proposal (M4): what they changed
 * stays, and only what they left as it was proposed is said in other words.
 */
#pragma once

#include "language/share.h"

/* `proposed` is what `current` was made from by hand, `next` the new proposal; all bodies with
 * greeting and sign-off. A sentence, the greeting or the sign-off that differs from the proposal is
 * kept, a sentence taken out stays out, one put in stays where it is. "" for `proposed` (not known)
 * gives `next`. Linear in the letters, quadratic in the sentences; above a hundred of those
 * `current` stays as it is. Caller owns the body. */
char *
draft_keep_own(const LanguageShare *share, const char *proposed, const char *current,
               const char *next, const char *language);
