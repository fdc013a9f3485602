/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * ask-person.h - the draft that asks for a meeting or for an introduction (V1, M2, P3, P5, T4).
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

typedef struct {
    TkId via;              /* the introducer, 0 = write directly */
    const char *language;  /* NULL = the receiver's */
    const char *formality; /* NULL = the person's or the setting's */
    const char *overrule;  /* the reason for going on against a rule, NULL */
} AskWish;

/* {"message":Message,"undo"}. A draft that is open already is answered again, not doubled. Errors:
 * TK_ERROR_REFUSED "value-missing", "too-many-open", "introducer-tired", "tie-too-weak",
 * "tie-strained"; TK_ERROR_CONFLICT "asked-already"; TK_ERROR_INVALID "draft-needs". */
TkJson *
ask_person(const Workspace *workspace, TkId person, const AskWish *wish, GError **error);
