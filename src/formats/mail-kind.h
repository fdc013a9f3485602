/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * mail-kind.h - which mail is from one person to others, and which from a machine or to a crowd.
 */
#pragma once

#include "formats/mail-address.h"
#include "formats/mail-header.h"

/* A list, a newsletter, a notification, spam: it makes no persons and no ties. An out-of-office
 * counts too: a machine wrote it. `sender` is the first From address, or "". */
gboolean
mail_is_bulk(const MailHeader *header, const char *sender);

/* An answer that nobody wrote: out-of-office (RFC 3834), bounce or receipt (RFC 3464, 8098). */
gboolean
mail_is_automatic(const MailHeader *header, const char *sender);

/* Not sent (yet): a draft by its Gmail label or mailbox status. */
gboolean
mail_is_draft(const MailHeader *header);

/* TRUE if `address` is the list's that this mail went through. */
gboolean
mail_is_list_address(const MailHeader *header, const char *address);
