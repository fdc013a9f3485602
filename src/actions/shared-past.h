/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * shared-past.h - where somebody and I were at one organisation or school at the same time (P6).
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

typedef struct {
    char *organisation; /* NULL where there is none */
    int from_year, until_year;
    double strength; /* shared_time_strength() of the place that says most; 0 where there is none */
} SharedPast;

void
shared_past_clear(SharedPast *past);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SharedPast, shared_past_clear)

/* `out_past` is empty before. */
gboolean
shared_past_find(const Workspace *workspace, TkId me, TkId person, SharedPast *out_past,
                 GError **error);
