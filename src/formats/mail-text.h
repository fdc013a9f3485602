/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * mail-text.h - the words of a mail: its plain text part, else its HTML without the marks.
 *
 * Quoted text and signatures stay in. Attachments, and mails inside mails, are not looked at.
 */
#pragma once

#include "formats/mail-header.h"

/* At most TK_LIMIT_TEXT bytes of valid UTF-8. Caller frees. `body` is what follows the header. */
char *
mail_text(const MailHeader *header, const char *body, gsize length);

/* The words of an HTML page. Caller frees. `html` is valid UTF-8. */
char *
mail_text_of_html(const char *html);
