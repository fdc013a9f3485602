/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * mail-private.h - one mail from its header block to its record. For mail*.c only.
 */
#pragma once

#include "formats/mail-header.h"
#include "formats/mail.h"

struct MailReader {
    Reading *reading;
    int64_t number;     /* of the mail in its file, from 1 */
    int64_t told;       /* bytes of the input that were told as progress */
    GString *block;     /* the header block in hand */
    GString *body;      /* only of a mail whose text is wanted */
    GString *from_line; /* the mbox line before it, or "" */
    gboolean is_header_cut;

    GStringChunk *texts;
    GArray *addresses;     /* MailAddress */
    GArray *parties;       /* RecordParty */
    GPtrArray *references; /* const char *, NULL at its end */
    MailHeader header;
    RecordInteraction mail;
    gboolean is_kept; /* FALSE: left out, its body is of no interest */
    gboolean wants_text;
};

/* Reads reader->block into reader->mail; afterwards is_kept and wants_text say what of the rest is
 * needed. FALSE only when the sink stops. */
gboolean
mail_begin(MailReader *reader, GError **error);

/* Hands the mail to the sink, with its text from reader->body if wanted. */
gboolean
mail_finish(MailReader *reader, GError **error);
