/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/mail.h"

#include "base/tk-limits.h"
#include "formats/mail-private.h"

#include <string.h>

enum {
    FROM_LINE = 998, /* bytes in which a From_ line must end */
    FIELD_NAME = 80, /* bytes in which a header field's colon must come */
};

static gboolean
is_three_of(const char *text, const char *words)
{
    for (; *words != '\0'; words += 3)
        if (memcmp(text, words, 3) == 0)
            return TRUE;
    return FALSE;
}

/* "From -" and "From 1844347792267117879@xxx": some mailers leave the day out. */
static gboolean
is_bare(const char *word, const char *end)
{
    while (end > word && g_ascii_isspace(end[-1]))
        end--;
    if (memchr(word, ' ', (gsize) (end - word)) != NULL)
        return FALSE;
    return memchr(word, '@', (gsize) (end - word)) != NULL || (end - word == 1 && *word == '-');
}

gboolean
mail_is_from_line(const char *line, gsize length, gboolean is_after_blank)
{
    const char *end = line + length;

    if (length < 6 || memcmp(line, "From ", 5) != 0)
        return FALSE;
    if (is_after_blank && is_bare(line + 5, end))
        return TRUE;
    for (const char *at = line + 5; end - at >= 15; at++) {
        const char *colon;

        if (at[-1] != ' ' || at[3] != ' ' || !is_three_of(at, "MonTueWedThuFriSatSun") ||
            !is_three_of(at + 4, "JanFebMarAprMayJunJulAugSepOctNovDec"))
            continue;
        colon = memchr(at, ':', (gsize) (end - at));
        return colon != NULL && end - colon >= 3 && g_ascii_isdigit(colon[-1]) &&
               g_ascii_isdigit(colon[1]) && g_ascii_isdigit(colon[2]);
    }
    return FALSE;
}

/* TRUE if a header field, or what some mailers put before it, begins at `at`. */
static gboolean
is_field(const char *at, const char *end)
{
    const char *colon = memchr(at, ':', MIN((gsize) (end - at), FIELD_NAME));

    if (end - at > 6 && memcmp(at, ">From ", 6) == 0)
        return TRUE;
    if (colon == NULL || colon == at)
        return FALSE;
    for (; at < colon; at++)
        if (*at <= ' ' || *at == 127)
            return FALSE;
    return TRUE;
}

/* TRUE if the line at `offset` of the window cuts the mailbox there; `*out_length` is its length.
 * May read on, so offsets hold and pointers do not. */
static gboolean
is_cut(Input *input, gsize offset, gboolean is_after_blank, gsize *out_length)
{
    const char *line, *end, *stop;

    input_want(input, offset + FROM_LINE + FIELD_NAME);
    line = input_data(input) + offset;
    end = input_data(input) + input_length(input);
    if (end - line < 5 || memcmp(line, "From ", 5) != 0)
        return FALSE;
    stop = memchr(line, '\n', MIN((gsize) (end - line), FROM_LINE));
    if (stop == NULL || !mail_is_from_line(line, (gsize) (stop - line), is_after_blank))
        return FALSE;
    *out_length = (gsize) (stop - line) + 1;
    return is_field(stop + 1, end);
}

static gboolean
tell(MailReader *reader, Input *input, GError **error)
{
    int64_t bytes = input_skipped(input) - reader->told;

    reader->told += bytes;
    return reading_advance(reader->reading, bytes, error);
}

/* Moves the header block, up to its empty line, into reader->block. An mbox may cut it too. */
static void
take_header(MailReader *reader, Input *input, gboolean is_mbox)
{
    gsize offset = 0;
    gsize ignored;

    g_string_truncate(reader->block, 0);
    reader->is_header_cut = FALSE;
    while (input_want(input, offset + 1)) {
        const char *data = input_data(input);
        gsize length = input_length(input);
        const char *stop;

        if (data[offset] == '\n' || (data[offset] == '\r' && input_want(input, offset + 2) &&
                                     input_data(input)[offset + 1] == '\n'))
            break;
        if (is_mbox && data[offset] == 'F' && offset > 0 && is_cut(input, offset, FALSE, &ignored))
            break;
        data = input_data(input);
        length = input_length(input);
        stop = memchr(data + offset, '\n', length - offset);
        while (stop == NULL && length < TK_LIMIT_MAIL_HEADER && input_more(input)) {
            gsize searched = length;

            data = input_data(input);
            length = input_length(input);
            stop = memchr(data + searched, '\n', length - searched);
        }
        offset = stop != NULL ? (gsize) (stop - data) + 1 : length;
        if (offset > TK_LIMIT_MAIL_HEADER) {
            offset = TK_LIMIT_MAIL_HEADER;
            reader->is_header_cut = TRUE;
            break;
        }
    }
    g_string_append_len(reader->block, input_data(input), (gssize) offset);
    input_skip(input, offset);
    if (!reader->is_header_cut && input_want(input, 1) && *input_data(input) == '\r')
        input_skip(input, 1);
    if (!reader->is_header_cut && input_want(input, 1) && *input_data(input) == '\n')
        input_skip(input, 1);
}

static void
keep_body(MailReader *reader, const char *bytes, gsize length)
{
    gsize room = TK_LIMIT_MAIL - MIN(reader->body->len, TK_LIMIT_MAIL);

    if (reader->is_kept && reader->wants_text)
        g_string_append_len(reader->body, bytes, (gssize) MIN(length, room));
}

/* Takes one ">" off lines that were quoted because they begin with "From " (mboxrd). */
static void
unquote_body(GString *body)
{
    char *to = body->str;
    const char *from = body->str;
    const char *end = from + body->len;

    while (from < end) {
        const char *stop = memchr(from, '\n', (gsize) (end - from));
        gsize quotes = strspn(from, ">");
        gsize length;

        if (quotes > 0 && end - from >= (gssize) quotes + 5 &&
            memcmp(from + quotes, "From ", 5) == 0)
            from++;
        length = (gsize) ((stop != NULL ? stop + 1 : end) - from);
        memmove(to, from, length);
        to += length;
        from += length;
    }
    g_string_truncate(body, (gsize) (to - body->str));
}

static void
consume(MailReader *reader, Input *input, gsize bytes)
{
    keep_body(reader, input_data(input), bytes);
    input_skip(input, bytes);
}

/* TRUE if the line end at `at` is that of an empty line, or nothing came before it. */
static gboolean
ends_empty_line(const char *start, const char *at)
{
    if (at > start && at[-1] == '\r')
        at--;
    return at == start || at[-1] == '\n';
}

/* Passes over the body until the window begins with the From_ line of the next mail, whose length
 * it gives, or until the end: 0. FALSE when the sink stops. */
static gboolean
pass_body(MailReader *reader, Input *input, gsize *out_from_line, GError **error)
{
    static const char sign[] = "\nFrom ";
    const gsize sign_length = sizeof sign - 1;
    const gsize context = 2; /* bytes before the sign that tell whether its line is empty */
    gboolean is_after_blank = TRUE;

    *out_from_line = 0;
    while (!is_cut(input, 0, is_after_blank, out_from_line)) {
        const char *found = NULL;

        *out_from_line = 0;
        for (;;) {
            gsize length = input_length(input);
            const char *data = input_data(input);

            found = memmem(data, length, sign, sign_length);
            if (found != NULL)
                break;
            /* The last bytes may be the beginning of the sign. */
            if (length > sign_length + context)
                consume(reader, input, length - sign_length - context);
            if (!tell(reader, input, error))
                return FALSE;
            if (!input_more(input)) {
                consume(reader, input, input_length(input));
                return TRUE;
            }
        }
        is_after_blank = ends_empty_line(input_data(input), found);
        consume(reader, input, (gsize) (found - input_data(input)) + 1);
    }
    return TRUE;
}

static void
skip_mark(Input *input)
{
    if (input_want(input, 3) && memcmp(input_data(input), "\xef\xbb\xbf", 3) == 0)
        input_skip(input, 3);
}

gboolean
mail_read_mbox(MailReader *reader, Input *input, GError **error)
{
    gsize from_line = 0;

    reader->number = 0;
    reader->told = 0;
    skip_mark(input);
    /* What stands before the first From_ line belongs to no mail. */
    reader->is_kept = FALSE;
    if (!pass_body(reader, input, &from_line, error))
        return FALSE;
    while (from_line > 0) {
        reader->number++;
        g_string_truncate(reader->from_line, 0);
        g_string_append_len(reader->from_line, input_data(input), (gssize) from_line);
        input_skip(input, from_line);
        take_header(reader, input, TRUE);
        if (!mail_begin(reader, error) || !pass_body(reader, input, &from_line, error))
            return FALSE;
        unquote_body(reader->body);
        if (!mail_finish(reader, error))
            return FALSE;
    }
    if (reader->number == 0 && !reading_left_out(reader->reading, 0, "file-unknown", NULL, error))
        return FALSE;
    return tell(reader, input, error);
}

gboolean
mail_read_single(MailReader *reader, Input *input, GError **error)
{
    gsize from_line = 0;

    reader->number = 1;
    reader->told = 0;
    g_string_truncate(reader->from_line, 0);
    skip_mark(input);
    if (is_cut(input, 0, TRUE, &from_line)) {
        g_string_append_len(reader->from_line, input_data(input), (gssize) from_line);
        input_skip(input, from_line);
    }
    take_header(reader, input, FALSE);
    if (!mail_begin(reader, error))
        return FALSE;
    while (reader->is_kept && reader->wants_text) {
        consume(reader, input, input_length(input));
        if (reader->body->len >= TK_LIMIT_MAIL || !input_more(input))
            break;
    }
    return tell(reader, input, error) && mail_finish(reader, error);
}
