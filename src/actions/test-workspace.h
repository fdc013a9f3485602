/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * test-workspace.h - a workspace over a fresh store, with a clock that the test holds. Only for
 * tests.
 */
#pragma once

#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "store/test-store.h"

typedef struct {
    TestPlace *place;
    TkSettings *settings;
    TkWorld *world;
    Workspace *workspace;
} TestDesk;

/* Ola Lie of Oslo sits down on Monday 2 March 2026 at nine. `place` is borrowed. */
TestDesk *
test_desk_new(TestPlace *place);

/* The same without files, for replays that want speed. */
TestDesk *
test_desk_in_memory(uint64_t seed);
void
test_desk_free(TestDesk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TestDesk, test_desk_free)

/* Moves the clock to `day` ("2026-03-10") at nine in Oslo. */
void
test_desk_go_to(TestDesk *desk, const char *day);

/* A person by hand; failures fail the test. */
TkId
test_desk_person(TestDesk *desk, const char *name, const char *email, const char *organisation);

/* Both value sentences, purpose and reason, as somebody would type them. */
void
test_desk_value(TestDesk *desk, TkId person);

/* The draft to this person, written directly. */
TkId
test_desk_ask(TestDesk *desk, TkId person);

/* The same, approved and sent. */
TkId
test_desk_send(TestDesk *desk, TkId person);

/* The rows of today's list as "act person" lines. Caller frees. */
char *
test_desk_today(TestDesk *desk);

/* The one row with this act must be there; its id. */
TkId
test_desk_row(TestDesk *desk, const char *act);

/* The text under a path of keys, "meeting.stage"; "" where there is none. Borrowed from `answer`.
 */
const char *
test_text(const TkJson *answer, const char *path);
TkId
test_id(const TkJson *answer, const char *path);

void
test_refused(const GError *error, TkError reason, const char *key);
