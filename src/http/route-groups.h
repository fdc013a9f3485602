/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * route-groups.h - the tables of all resources, and the words that their handlers share.
 */
#pragma once

#include "http/route.h"

#define STATUS_OK       200
#define STATUS_CREATED  201
#define STATUS_ACCEPTED 202

#define ROWS_USUAL 50 /* rows of a list where nobody says how many */

extern const Route campaign_routes[];
extern const Route double_routes[];
extern const Route export_routes[];
extern const Route import_routes[];
extern const Route journal_routes[];
extern const Route message_routes[];
extern const Route message_out_routes[];
extern const Route milestone_routes[];
extern const Route network_routes[];
extern const Route person_routes[];
extern const Route session_routes[];
extern const Route today_routes[];
extern const Route touch_routes[];

/* What an action answered, which is taken; NULL is its failure: FALSE. */
gboolean
reply_action(Reply *reply, unsigned status, TkJson *answer_take);

/* The parameter `limit`, 1 to TK_LIMIT_PAGE. */
gboolean
request_limit(const Request *request, unsigned *out_limit, GError **error);
