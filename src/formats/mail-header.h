/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * mail-header.h - the header block of one mail (RFC 5322 2.2): only the fields that tell who, when,
 * what about, in which thread, and whether a machine wrote it.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef enum {
    MAIL_FROM,
    MAIL_TO,
    MAIL_CC,
    MAIL_SENDER,
    MAIL_DATE,
    MAIL_RECEIVED, /* the uppermost: by the receiver's own machine (RFC 5321 4.4) */
    MAIL_SUBJECT,
    MAIL_MESSAGE_ID,
    MAIL_IN_REPLY_TO,
    MAIL_REFERENCES,
    MAIL_CONTENT_TYPE,
    MAIL_TRANSFER_ENCODING,
    MAIL_DISPOSITION,
    MAIL_RETURN_PATH,
    MAIL_LIST_ID,
    MAIL_LIST_POST,
    MAIL_LIST_UNSUBSCRIBE,
    MAIL_MAILING_LIST,
    MAIL_BEEN_THERE,
    MAIL_PRECEDENCE,
    MAIL_AUTO_SUBMITTED,
    MAIL_AUTO_REPLY,
    MAIL_GMAIL_LABELS,
    MAIL_SPAM_FLAG,
    MAIL_STATUS,
    MAIL_FIELD_COUNT
} MailField;

typedef struct {
    /* Unfolded, trimmed, valid UTF-8 but not decoded, at most TK_LIMIT_FIELD bytes (address fields:
     * TK_LIMIT_MAIL_HEADER); several To or Cc fields joined by commas; NULL where missing. */
    const char *values[MAIL_FIELD_COUNT];
    unsigned fields; /* all that look like fields, known or not */
    unsigned joined; /* further To and Cc fields that were joined */
} MailHeader;

/* `block` is changed; the texts lie in it or in `texts`. */
void
mail_header_read(char *block, gsize length, GStringChunk *texts, MailHeader *out_header);

/* Wakes the MIME library, once for the whole run: it cannot be woken twice. Any thread. */
void
mail_mime_ready(void);

/* RFC 2047 words undone; valid UTF-8. Caller frees. */
char *
mail_header_decode(const char *value);

/* The instant of a Date header or a From_ line's date, or FALSE. A zone that is none counts as UTC;
 * a day that is none (31 Feb) is refused. Only 1971 to 2199 is believed. */
gboolean
mail_date_read(const char *text, int64_t *out_at);
