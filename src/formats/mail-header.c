/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/mail-header.h"

#include "base/tk-day.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"

#include <gmime/gmime.h>
#include <string.h>

enum {
    JOINED_FIELDS = 10, /* further To and Cc fields of one mail; RFC 5322 3.6 allows none */
};

static const struct {
    const char *name;
    MailField field;
} known[] = {
    { "From", MAIL_FROM },
    { "To", MAIL_TO },
    { "Cc", MAIL_CC },
    { "Sender", MAIL_SENDER },
    { "Date", MAIL_DATE },
    { "Received", MAIL_RECEIVED },
    { "Subject", MAIL_SUBJECT },
    { "Message-ID", MAIL_MESSAGE_ID },
    { "In-Reply-To", MAIL_IN_REPLY_TO },
    { "References", MAIL_REFERENCES },
    { "Content-Type", MAIL_CONTENT_TYPE },
    { "Content-Transfer-Encoding", MAIL_TRANSFER_ENCODING },
    { "Content-Disposition", MAIL_DISPOSITION },
    { "Return-Path", MAIL_RETURN_PATH },
    { "List-Id", MAIL_LIST_ID },
    { "List-Post", MAIL_LIST_POST },
    { "List-Unsubscribe", MAIL_LIST_UNSUBSCRIBE },
    { "Mailing-List", MAIL_MAILING_LIST },
    { "X-Mailing-List", MAIL_MAILING_LIST },
    { "X-BeenThere", MAIL_BEEN_THERE },
    { "Precedence", MAIL_PRECEDENCE },
    { "Auto-Submitted", MAIL_AUTO_SUBMITTED },
    { "X-Autoreply", MAIL_AUTO_REPLY },
    { "X-Autorespond", MAIL_AUTO_REPLY },
    { "X-Autoresponder", MAIL_AUTO_REPLY },
    { "X-Gmail-Labels", MAIL_GMAIL_LABELS },
    { "X-Spam-Flag", MAIL_SPAM_FLAG },
    { "X-Status", MAIL_STATUS },
};

static int
find_field(const char *name, gsize length)
{
    char first = g_ascii_toupper(*name);

    for (unsigned i = 0; i < G_N_ELEMENTS(known); i++)
        if (known[i].name[0] == first && strlen(known[i].name) == length &&
            g_ascii_strncasecmp(known[i].name, name, length) == 0)
            return (int) known[i].field;
    return -1;
}

/* Line ends and the blanks behind them become one blank; NULs too. */
static gsize
unfold_value(char *value, gsize length)
{
    char *to = value;

    for (gsize i = 0; i < length; i++) {
        char letter = value[i];

        if (letter == '\r' || letter == '\n' || letter == '\t' || letter == '\0')
            letter = ' ';
        if (letter == ' ' && (to == value || to[-1] == ' '))
            continue;
        *to++ = letter;
    }
    while (to > value && to[-1] == ' ')
        to--;
    *to = '\0';
    return (gsize) (to - value);
}

static void
keep_value(MailHeader *header, MailField field, char *value, gsize length, GStringChunk *texts)
{
    gboolean is_people = field == MAIL_TO || field == MAIL_CC;
    const char *kept = value;

    /* Of many only the first is of use, and they are the longest of all. */
    if (field == MAIL_RECEIVED && header->values[field] != NULL)
        return;
    length = unfold_value(value, length);
    if (!is_people && length > TK_LIMIT_FIELD) {
        length = TK_LIMIT_FIELD;
        value[length] = '\0';
    }
    if (!g_utf8_validate(value, (gssize) length, NULL)) {
        g_autofree char *mended = tk_text_mend(value, (gssize) length);

        kept = g_string_chunk_insert(texts, mended);
    }
    if (header->values[field] == NULL) {
        header->values[field] = kept;
    } else if (is_people && header->joined < JOINED_FIELDS) {
        header->joined++;
        g_autofree char *both = g_strconcat(header->values[field], ", ", kept, NULL);

        header->values[field] = g_string_chunk_insert(texts, both);
    }
}

void
mail_header_read(char *block, gsize length, GStringChunk *texts, MailHeader *out_header)
{
    char *at = block;
    char *end = block + length;

    memset(out_header, 0, sizeof *out_header);
    while (at < end) {
        char *stop = memchr(at, '\n', (gsize) (end - at));
        const char *colon;
        gsize name_length;
        int field;

        while (stop != NULL && stop + 1 < end && (stop[1] == ' ' || stop[1] == '\t'))
            stop = memchr(stop + 1, '\n', (gsize) (end - stop - 1));
        if (stop == NULL)
            stop = end;
        colon = memchr(at, ':', MIN((gsize) (stop - at), 80));
        if (colon != NULL && colon > at) {
            name_length = (gsize) (colon - at);
            while (name_length > 0 && (at[name_length - 1] == ' ' || at[name_length - 1] == '\t'))
                name_length--;
            if (name_length > 0 && memchr(at, ' ', name_length) == NULL)
                out_header->fields++;
            field = name_length > 0 ? find_field(at, name_length) : -1;
            if (field >= 0)
                keep_value(out_header, (MailField) field, at + (colon - at) + 1,
                           (gsize) (stop - colon) - 1, texts);
        }
        at = stop + 1;
    }
}

void
mail_mime_ready(void)
{
    static gsize is_ready = 0; /* check: allow-static: once for the whole program */

    if (g_once_init_enter(&is_ready)) {
        g_mime_init();
        g_once_init_leave(&is_ready, 1);
    }
}

char *
mail_header_decode(const char *value)
{
    g_autofree char *decoded = NULL;

    if (strstr(value, "=?") == NULL)
        return g_strdup(value);
    decoded = g_mime_utils_header_decode_text(NULL, value);
    if (decoded == NULL)
        return g_strdup(value);
    return tk_text_mend(decoded, -1);
}

static const char *
skip_blanks(const char *at)
{
    return at + strspn(at, " \t,");
}

static gboolean
take_digits(const char **text, unsigned most, int *out_number)
{
    const char *at = *text;
    int number = 0;

    while (g_ascii_isdigit(*at) && at < *text + most)
        number = number * 10 + (*at++ - '0');
    if (at == *text || g_ascii_isdigit(*at))
        return FALSE;
    *out_number = number;
    *text = at;
    return TRUE;
}

static int
word_index(const char *text, const char *words)
{
    for (int i = 0; words[(gsize) i * 3] != '\0'; i++)
        if (g_ascii_strncasecmp(text, words + (gsize) i * 3, 3) == 0)
            return i;
    return -1;
}

static gboolean
take_month(const char **text, int *out_month)
{
    int month = word_index(*text, "janfebmaraprmayjunjulaugsepoctnovdec");

    if (month < 0)
        return FALSE;
    while (g_ascii_isalpha(**text) || **text == '.')
        (*text)++;
    *text += strspn(*text, " \t-");
    *out_month = month + 1;
    return TRUE;
}

static gboolean
take_clock(const char **text, int *out_seconds)
{
    int hour, minute, second = 0;

    if (!take_digits(text, 2, &hour) || *(*text)++ != ':' || !take_digits(text, 2, &minute))
        return FALSE;
    if (**text == ':') {
        (*text)++;
        if (!take_digits(text, 2, &second))
            return FALSE;
    }
    if (hour > 23 || minute > 59 || second > 60)
        return FALSE;
    *out_seconds = hour * 3600 + minute * 60 + second;
    *text = skip_blanks(*text);
    return TRUE;
}

/* "+0130" as seconds; letters of RFC 5322 4.3 too; anything else is 0. */
static int
take_zone(const char **text)
{
    static const char names[] = "EDTESTCDTCSTMDTMSTPDTPST";
    static const int hours[] = { -4, -5, -5, -6, -6, -7, -7, -8 };
    const char *at = *text;
    int index, value = 0;

    if ((*at == '+' || *at == '-') && strspn(at + 1, "0123456789") == 4) {
        for (unsigned i = 1; i <= 4; i++)
            value = value * 10 + (at[i] - '0');
        *text += 5;
        if (value / 100 > 14 || value % 100 > 59)
            return 0;
        value = value / 100 * 3600 + value % 100 * 60;
        return *at == '-' ? -value : value;
    }
    index = word_index(at, names);
    return index >= 0 ? hours[index] * 3600 : 0;
}

static int
full_year(int year)
{
    /* RFC 5322 4.3 */
    if (year < 50)
        return year + 2000;
    return year < 1000 ? year + 1900 : year;
}

/* "Thu, 1 Nov 2001 11:19:12 +0100" and, as in From_ lines, "Thu Nov  1 11:19:12 +0100 2001". */
static gboolean
read_date(const char *text, int64_t *out_at)
{
    const char *at = skip_blanks(text);
    int year = 0, month, day, seconds, zone;
    TkDay found;

    if (word_index(at, "montuewedthufrisatsun") >= 0) {
        while (g_ascii_isalpha(*at) || *at == '.')
            at++;
        at = skip_blanks(at);
    }
    if (g_ascii_isdigit(*at)) {
        if (!take_digits(&at, 2, &day))
            return FALSE;
        at += strspn(at, " \t-");
        if (!take_month(&at, &month) || !take_digits(&at, 4, &year))
            return FALSE;
        at = skip_blanks(at);
        if (!take_clock(&at, &seconds))
            return FALSE;
        zone = take_zone(&at);
    } else {
        if (!take_month(&at, &month) || !take_digits(&at, 2, &day))
            return FALSE;
        at = skip_blanks(at);
        if (!take_clock(&at, &seconds))
            return FALSE;
        zone = take_zone(&at);
        while (*at != '\0' && !g_ascii_isdigit(*at))
            at++;
        if (!take_digits(&at, 4, &year))
            return FALSE;
        at = skip_blanks(at);
        if (zone == 0)
            zone = take_zone(&at);
    }
    if (!tk_day_from_date(full_year(year), month, day, &found))
        return FALSE;
    *out_at = found * 86400 + seconds - zone;
    return TRUE;
}

gboolean
mail_date_read(const char *text, int64_t *out_at)
{
    static const int64_t least = 31536000;    /* 1971 */
    static const int64_t before = 7258118400; /* 2200 */
    int64_t at = 0;

    if (!read_date(text, &at) || at < least || at >= before)
        return FALSE;
    *out_at = at;
    return TRUE;
}
