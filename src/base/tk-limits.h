/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tk-limits.h - every limit on size and count in one place, with its reason.
 *
 * Over a limit is an ordinary error or a line in a report (TK_ERROR_TOO_LARGE), never a crash. GLib
 * aborts when memory ends, so nothing from outside may grow beyond what stands here.
 */
#pragma once

#define TK_LIMIT_TEXT (1 << 20) /* one text a person writes or we judge: 1 MiB is a book */
#define TK_LIMIT_FIELD                                                                             \
    (64 << 10) /* one field of a CSV row, a card or a header: LinkedIn texts reach 30 KiB */
#define TK_LIMIT_LINE    (1 << 20)  /* one line of a file; longer lines are left out and reported */
#define TK_LIMIT_COLUMNS 512        /* Google's widest export seen has under 150 */
#define TK_LIMIT_CARD    (64 << 20) /* one vCard: a photo of 50 MB has been seen */
#define TK_LIMIT_MAIL_HEADER                                                                       \
    (256 << 10)                       /* the header block of one mail; sendmail stops at 32 KiB */
#define TK_LIMIT_MAIL      (64 << 20) /* one mail as a whole: providers stop at 25 to 50 MB */
#define TK_LIMIT_ADDRESSES 1000       /* people on one mail; more is a list, whatever it says */
#define TK_LIMIT_REFERENCES                                                                        \
    200 /* ids kept of one References header: the first and the last matter */
#define TK_LIMIT_ZIP_ENTRIES  20000 /* files in a zip; LinkedIn's complete export has under 100 */
#define TK_LIMIT_ZIP_UNPACKED (64LL << 30) /* bytes all entries may unpack to: a whole mailbox */
#define TK_LIMIT_ZIP_INNER    (4LL << 30)  /* of a zip within a zip, which goes through the disk */
#define TK_LIMIT_ZIP_RATIO                                                                         \
    200 /* unpacked bytes for each packed one, beyond the first MiB: CSV packs to 1:20 */
#define TK_LIMIT_FOLDER_ENTRIES 10000000 /* files in a Maildir: ten million mails */
#define TK_LIMIT_LEFT_OUT       1000 /* rows a report names one by one; further ones are only counted */
#define TK_LIMIT_JSON_DEPTH     64          /* nesting of a request */
#define TK_LIMIT_HTTP_BODY      (1 << 20)   /* body of an ordinary request */
#define TK_LIMIT_HTTP_UPLOAD    (8LL << 30) /* a file brought through the page; streamed to disk */
#define TK_LIMIT_PAGE           200         /* rows of one answer of a list */
