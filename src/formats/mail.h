/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * mail.h - mailboxes: mbox files, public list archives in mbox form, and single mails.
 *
 * Only headers are read, unless the sink wants the text of a mail; then its first plain part. An
 * mbox is cut where a line "From somebody Mon Jan  1 00:00:00 2001" has a header field behind it:
 * so "From here on ..." in a body cuts nothing, and Content-Length, which lies, is not asked.
 */
#pragma once

#include "formats/input.h"
#include "formats/reading.h"

/* The window that mail needs of its Input (INPUT_BYTES). */
#define MAIL_WINDOW (1 << 20)

typedef struct MailReader MailReader;

/* Reads any number of mails and files; the reading stays the caller's. */
MailReader *
mail_reader_new(Reading *reading);
void
mail_reader_free(MailReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailReader, mail_reader_free)

/* All mails of an mbox. Left out, with the number of the mail in the file: "mail-without-date",
 * "mail-without-sender", "mail-without-headers", "mail-draft"; "mail-header-cut" (over
 * TK_LIMIT_MAIL_HEADER: what came until then counts). */
gboolean
mail_read_mbox(MailReader *reader, Input *input, GError **error);

/* One mail that fills the input: a .eml, or a file of a Maildir. */
gboolean
mail_read_single(MailReader *reader, Input *input, GError **error);

/* TRUE for a line "From somebody weekday month day time ... year" and, where an empty line or
 * nothing came before it, for "From somebody@somewhere" and "From -". */
gboolean
mail_is_from_line(const char *line, gsize length, gboolean is_after_blank);
