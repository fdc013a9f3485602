/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * eml.h - an approved message as a mail that any program can open (RFC 5322), or as a mailto: link
 * (RFC 6068).
 *
 * Whatever names, addresses or subjects hold, they cannot add a header: line ends and other control
 * signs in them become blanks or go.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
    const char *name; /* "" or NULL: none */
    const char *address;
} EmlPerson;

typedef struct {
    EmlPerson from;
    const EmlPerson *to;
    unsigned to_count;
    const char *subject;
    const char *body;              /* plain text, LF; must be valid UTF-8 */
    int64_t at;                    /* seconds UTC; stands in the mail in UTC */
    const char *message_id;        /* without <>; fixed before anything is sent */
    const char *in_reply_to;       /* without <>; "" or NULL: starts a thread */
    const char *const *references; /* oldest first, NULL-terminated, or NULL */
} EmlMessage;

/* The mail with CRLF line ends, body quoted-printable. Caller frees. */
char *
eml_compose(const EmlMessage *message);

/* "mailto:...?subject=...&body=...", with In-Reply-To where there is one. Caller frees. */
char *
mailto_compose(const EmlMessage *message);
