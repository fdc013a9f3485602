/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * keep-in-touch.h - who is due for a sign of life, by which way and over what, and its draft (L1).
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"
#include "domain/message.h"
#include "domain/person.h"

/* {"rows":[{"person","word","reason","facts","channel","occasion","topic","last","due","days","milestone","message"}]}:
 * those whom it is time to be in touch with, the closest first, at most `limit` (0 = as usual).
 * Whom a meeting is on its way with, who is on bad terms and what has gone cold is not among them
 * (L6). occasion: news (of "milestone"), topic (what was last written about), none. */
TkJson *
list_touches(const Workspace *workspace, unsigned limit, GError **error);

/* {"message":Message,"undo"}: the draft of a sign of life to this person; news that wait are
 * congratulated on instead. A draft that is open already is answered again. language, formality:
 * NULL = as usual. */
TkJson *
draft_touch(const Workspace *workspace, TkId person, const char *language, const char *formality,
            GError **error);

typedef struct {
    const char *language, *formality;
    const char *unlike; /* a body that shall not come out again, or NULL */
} TouchWording;

/* A sign of life, not yet in the store. */
Message *
touch_compose(const Workspace *workspace, const Person *person, const TouchWording *wording,
              GError **error);

/* It has left: the rows that asked for it are done. Needs a work. */
gboolean
touch_message_left(const Workspace *workspace, const Message *message, GError **error);
