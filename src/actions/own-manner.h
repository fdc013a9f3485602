/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * own-manner.h - how the user writes in a language and tone, from what they let out last.
 */
#pragma once

#include "actions/workspace.h"
#include "language/draft-manner.h"

/* Only letters in which the judge found nothing to mend teach anything. Caller owns it. */
DraftManner *
own_manner_load(const Workspace *workspace, const char *language, const char *formality,
                GError **error);
