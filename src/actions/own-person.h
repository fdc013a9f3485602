/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * own-person.h - which of the people in the store is the user.
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

/* The person that stands for the user; 0 without error where there is none yet. */
gboolean
person_find_me(const Workspace *workspace, TkId *out_me, GError **error);

/* The same, made if need be from the settings me.name, me.country, me.language. Needs a work. */
gboolean
person_ensure_me(const Workspace *workspace, TkId *out_me, GError **error);

/* What the user signs with: the setting me.name, else the name of the person that stands for the
 * user (in the made-up network somebody made up); "" where neither is known. Caller frees. */
char *
own_name(const Workspace *workspace);

/* The address the user writes from: the first of the setting me.email, else the first mail address
 * of that person; "" where neither is known. Caller frees. */
char *
own_email(const Workspace *workspace);
