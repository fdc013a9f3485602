/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * repeat-once.h - a repeated request gets the first answer (idempotency keys).
 */
#pragma once

#include "actions/workspace.h"

/* The answer kept under `key`, or NULL without error where there is none. Errors: TK_ERROR_CONFLICT
 * "idempotency-key-reused" when it was kept for another request (`digest` differs). */
char *
find_answer(const Workspace *workspace, const char *key, const char *digest, unsigned *out_status,
            GError **error);

/* A unit of work around an action and the keeping of its answer: whatever the action writes and the
 * answer become durable together or not at all. End with keep_answer() or drop_request(). */
typedef struct OnceWork OnceWork;
OnceWork *
begin_request(const Workspace *workspace, GError **error);
gboolean
keep_answer(OnceWork *work_take, const char *key, const char *digest, unsigned status,
            const char *reply, GError **error);
void
drop_request(OnceWork *work_take);
