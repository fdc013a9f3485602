/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * person-options.h - what `add` and `change` can say about a person, one table for both.
 */
#pragma once

#include "actions/edit-person.h"
#include "cli/command.h"

extern const CommandOption person_options[];

/* Borrowed from the call. */
PersonWish
person_wish(const Call *call);
