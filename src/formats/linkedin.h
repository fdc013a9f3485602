/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * linkedin.h - the tables of a LinkedIn data export: connections, messages, invitations,
 * endorsements, recommendations, and who it is that brought them.
 *
 * An export is read twice: the first time to learn whose it is (LinkedinSelf), for the order of its
 * files is anybody's guess; the second time to hand out records. It is a star: it says nothing of
 * ties between others. What people wrote to each other is HTML of strangers and is not kept.
 */
#pragma once

#include "formats/input.h"
#include "formats/reading.h"
#include "formats/table-peek.h"

typedef struct LinkedinSelf LinkedinSelf;

LinkedinSelf *
linkedin_self_new(void);
void
linkedin_self_free(LinkedinSelf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LinkedinSelf, linkedin_self_free)

/* First reading of one file; what is no table of LinkedIn's teaches nothing. */
void
linkedin_self_learn(LinkedinSelf *self, Input *input, const char *file);

/* The profile address of the one whose export it is, folded, or "": the inviter of outgoing
 * invitations; else the address in more messages than any other; else the one that goes by the
 * name in Profile.csv. Borrowed until more is learned. */
const char *
linkedin_self_url(LinkedinSelf *self);

/* "Given Family" of Profile.csv, or the name by which messages call the address above, or "". */
const char *
linkedin_self_name(LinkedinSelf *self);

/* The latest day on which anybody in the export was connected with, 0: what it tells held then. */
TkDay
linkedin_self_latest(const LinkedinSelf *self);

/* Hands own addresses and, as one person (is_me), profile, posts and education to the sink. */
gboolean
linkedin_self_tell(LinkedinSelf *self, Reading *reading, GError **error);

/* TRUE if one of these first rows opens a table of LinkedIn's. `file` is its path. */
gboolean
linkedin_opens(const TablePeek *peek, const char *file);

/* Second reading. `*out_is_known` is FALSE, and nothing is reported, if no table opens within the
 * file's first rows. */
gboolean
linkedin_read(LinkedinSelf *self, Input *input, Reading *reading, gboolean *out_is_known,
              GError **error);
