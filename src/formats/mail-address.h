/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * mail-address.h - the people in a From, To or Cc header (RFC 5322 3.4), in time linear in its
 * length, whatever it holds.
 *
 * Tolerated: groups, comments, routes, missing brackets, and "kari at nordvarme.no (Kari)" as
 * public list archives write it.
 */
#pragma once

#include <glib.h>

typedef struct {
    const char *name;    /* RFC 2047 decoded, valid UTF-8, "" where none */
    const char *address; /* with an "@", valid UTF-8 */
} MailAddress;

/* Appends at most `most` MailAddress to `out_addresses`, whose texts lie in `texts`. Returns FALSE
 * if there were more. `header` is valid UTF-8. */
gboolean
mail_addresses_read(const char *header, GStringChunk *texts, GArray *out_addresses, unsigned most);

/* TRUE for senders that no person reads: no-reply, mailer-daemon, list managers, notifications. */
gboolean
mail_address_is_robot(const char *address);
