/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/csv.h"

#include "base/tk-limits.h"
#include "base/tk-text.h"

#include <string.h>

enum {
    BROKEN_BYTES = 120,         /* shown of a broken line */
    RESCAN_ALLOWANCE = 8 << 20, /* bytes that broken rows may make us read twice ... */
};

typedef struct {
    gsize from, until; /* offsets from the start of the window */
    gboolean has_escapes;
} Span;

struct Csv {
    Input *input;
    char separator;
    int64_t line;
    int64_t scanned, rescanned;
    Span *spans;
    char **fields;
    unsigned count;
    unsigned newlines; /* inside quotes */
    GPtrArray *mended; /* texts that replace fields of the row given out */
    char broken[BROKEN_BYTES + 1];
    char *broken_fields[1];
};

typedef enum {
    SCAN_NEXT_FIELD,
    SCAN_ROW_END,
    SCAN_UNCLOSED,
    SCAN_TOO_LONG,
} Scan;

Csv *
csv_new(Input *input)
{
    Csv *csv = g_new0(Csv, 1);

    csv->input = input;
    csv->separator = ',';
    csv->line = 1;
    csv->spans = g_new(Span, TK_LIMIT_COLUMNS);
    csv->fields = g_new0(char *, TK_LIMIT_COLUMNS);
    csv->mended = g_ptr_array_new_with_free_func(g_free);
    csv->broken_fields[0] = csv->broken;
    return csv;
}

void
csv_free(Csv *csv)
{
    if (csv == NULL)
        return;
    g_free(csv->spans);
    g_free(csv->fields);
    g_ptr_array_unref(csv->mended);
    g_free(csv);
}

void
csv_set_separator(Csv *csv, char separator)
{
    csv->separator = separator;
}

int64_t
csv_scanned(const Csv *csv)
{
    return csv->scanned;
}

char *
csv_fold(const char *name)
{
    char *folded = g_strdup(name);
    char *to = folded;

    for (const char *from = name; *from != '\0'; from++)
        if (g_ascii_isalnum(*from) || (*from & 0x80) != 0)
            *to++ = g_ascii_tolower(*from);
    *to = '\0';
    return folded;
}

/* TRUE if the window holds the byte at `offset`, reading on if need be. */
static gboolean
reach(Csv *csv, gsize offset)
{
    if (offset >= TK_LIMIT_LINE)
        return FALSE;
    if (offset < input_length(csv->input))
        return TRUE;
    return input_want(csv->input, offset + 1);
}

/* What stands at `offset`, right behind a field, and where the next field or row begins. */
static Scan
after_field(Csv *csv, gsize offset, gsize *out_next)
{
    char letter = reach(csv, offset) ? input_data(csv->input)[offset] : '\n';

    if (offset >= TK_LIMIT_LINE)
        return SCAN_TOO_LONG;
    *out_next = offset + 1;
    if (letter == csv->separator)
        return SCAN_NEXT_FIELD;
    if (letter == '\r' && reach(csv, offset + 1) && input_data(csv->input)[offset + 1] == '\n')
        *out_next = offset + 2;
    return SCAN_ROW_END;
}

static Scan
scan_plain(Csv *csv, Span *span, gsize *next)
{
    const char separator = csv->separator;
    gsize offset = span->from;

    while (reach(csv, offset)) {
        const char *data = input_data(csv->input);
        gsize length = input_length(csv->input);

        while (offset < length && data[offset] != separator && data[offset] != '\n' &&
               data[offset] != '\r')
            offset++;
        if (offset < length)
            break;
    }
    if (offset >= TK_LIMIT_LINE)
        return SCAN_TOO_LONG;
    span->until = offset;
    return after_field(csv, offset, next);
}

/* Line ends in [from, until): LF counts, and CR where no LF follows. */
static unsigned
count_newlines(const char *from, const char *until)
{
    unsigned count = 0;

    for (const char *at = from; at < until; at++)
        if (*at == '\n' || (*at == '\r' && (at + 1 == until || at[1] != '\n')))
            count++;
    return count;
}

static gboolean
has_newline(const Csv *csv, gsize from, gsize until)
{
    const char *data = input_data(csv->input);

    return memchr(data + from, '\n', until - from) != NULL ||
           memchr(data + from, '\r', until - from) != NULL;
}

/* One rule beyond RFC 4180: a quote inside quotes that neither doubles nor closes is a sign like
 * any other on the line the field began on, but on a later line it shows that the field was never
 * closed. */
static Scan
scan_quoted(Csv *csv, Span *span, gboolean is_single_line, gsize *next)
{
    gsize offset = span->from;
    gboolean is_multi_line = FALSE;
    gsize looked = offset;

    for (;;) {
        const char *data = input_data(csv->input);
        gsize length = MIN(input_length(csv->input), TK_LIMIT_LINE);
        const char *quote = NULL;

        if (offset < length)
            quote = memchr(data + offset, '"', length - offset);
        if (quote == NULL) {
            offset = MAX(offset, length);
            if (is_single_line && has_newline(csv, looked, length))
                return SCAN_UNCLOSED;
            if (!reach(csv, offset))
                return SCAN_UNCLOSED;
            continue;
        }
        offset = (gsize) (quote - data);
        if (!is_multi_line && has_newline(csv, looked, offset))
            is_multi_line = TRUE;
        looked = offset;
        if (is_multi_line && is_single_line)
            return SCAN_UNCLOSED;
        if (!reach(csv, offset + 1))
            break;
        data = input_data(csv->input);
        if (data[offset + 1] == '"') {
            span->has_escapes = TRUE;
            offset += 2;
            continue;
        }
        if (data[offset + 1] == csv->separator || data[offset + 1] == '\r' ||
            data[offset + 1] == '\n')
            break;
        if (is_multi_line)
            return SCAN_UNCLOSED;
        offset++;
    }
    span->until = offset;
    if (is_multi_line)
        csv->newlines += count_newlines(input_data(csv->input) + span->from,
                                        input_data(csv->input) + span->until);
    return after_field(csv, offset + 1, next);
}

/* Finds the row's fields; `*length` is how far it looked or, for a whole row, its bytes. */
static Scan
scan_row(Csv *csv, gboolean is_single_line, gsize *length)
{
    gsize offset = 0;
    Scan scan = SCAN_NEXT_FIELD;

    csv->count = 0;
    csv->newlines = 0;
    while (scan == SCAN_NEXT_FIELD) {
        Span *span = &csv->spans[csv->count];

        if (csv->count == TK_LIMIT_COLUMNS) {
            csv->count++;
            break;
        }
        *span = (Span) { .from = offset };
        if (reach(csv, offset) && input_data(csv->input)[offset] == '"') {
            span->from++;
            scan = scan_quoted(csv, span, is_single_line, &offset);
            *length = MIN(input_length(csv->input), TK_LIMIT_LINE);
        } else {
            scan = scan_plain(csv, span, &offset);
        }
        csv->count++;
    }
    if (scan == SCAN_NEXT_FIELD || scan == SCAN_ROW_END)
        *length = MIN(offset, input_length(csv->input));
    return scan;
}

static void
unescape(char *text, gsize *length)
{
    const char *from = text;
    const char *end = text + *length;
    char *to = text;

    while (from < end) {
        const char *quote = memchr(from, '"', (gsize) (end - from));
        gsize run = quote != NULL ? (gsize) (quote - from) + 1 : (gsize) (end - from);

        memmove(to, from, run);
        to += run;
        from += run;
        if (quote != NULL && from < end && *from == '"')
            from++;
    }
    *length = (gsize) (to - text);
}

static char *
finish_field(Csv *csv, const Span *span, gboolean is_valid, CsvRow *row)
{
    char *text = input_data(csv->input) + span->from;
    gsize length = span->until - span->from;

    if (span->has_escapes)
        unescape(text, &length);
    if (length > TK_LIMIT_FIELD) {
        length = TK_LIMIT_FIELD;
        while (length > TK_LIMIT_FIELD - 4 && ((unsigned char) text[length] & 0xc0) == 0x80)
            length--;
        row->cut++;
    }
    text[length] = '\0';
    if (!is_valid && !g_utf8_validate(text, (gssize) length, NULL)) {
        text = tk_text_mend(text, (gssize) length);
        g_ptr_array_add(csv->mended, text);
    }
    return text;
}

static CsvResult
finish_row(Csv *csv, gsize length, CsvRow *out_row)
{
    CsvRow row = { .line = csv->line, .fields = csv->fields, .count = csv->count };
    gboolean is_valid = g_utf8_validate(input_data(csv->input), (gssize) length, NULL);

    /* From the back: each NUL lands on what ended its field, which nobody reads any more. */
    for (unsigned i = csv->count; i-- > 0;)
        csv->fields[i] = finish_field(csv, &csv->spans[i], is_valid, &row);
    csv->scanned += (int64_t) length;
    csv->line += 1 + csv->newlines;
    input_skip(csv->input, length);
    *out_row = row;
    return CSV_ROW;
}

/* Gives the line up and goes on behind it. */
static CsvResult
break_row(Csv *csv, const char *reason, gsize looked, CsvRow *out_row)
{
    gsize shown = MIN(BROKEN_BYTES, input_length(csv->input));
    g_autofree char *mended = NULL;
    const char *valid_until = NULL;

    csv->scanned += (int64_t) looked;
    csv->rescanned += (int64_t) looked;
    memcpy(csv->broken, input_data(csv->input), shown);
    csv->broken[shown] = '\0';
    csv->broken[strcspn(csv->broken, "\r\n")] = '\0';
    mended = tk_text_mend(csv->broken, -1);
    g_strlcpy(csv->broken, mended, sizeof csv->broken);
    g_utf8_validate(csv->broken, -1, &valid_until);
    csv->broken[valid_until - csv->broken] = '\0';
    *out_row =
        (CsvRow) { .line = csv->line, .fields = csv->broken_fields, .count = 1, .reason = reason };
    csv->line++;
    for (;;) {
        const char *data = input_data(csv->input);
        gsize length = input_length(csv->input);
        gsize at = 0;

        while (at < length && data[at] != '\n' && data[at] != '\r')
            at++;
        csv->scanned += (int64_t) at;
        input_skip(csv->input, at);
        if (at < length || !input_more(csv->input))
            break;
    }
    if (input_want(csv->input, 2) && memcmp(input_data(csv->input), "\r\n", 2) == 0)
        input_skip(csv->input, 2);
    else if (input_want(csv->input, 1))
        input_skip(csv->input, 1);
    return CSV_BROKEN;
}

CsvResult
csv_next(Csv *csv, CsvRow *out_row)
{
    if (csv->mended->len > 0)
        g_ptr_array_set_size(csv->mended, 0);

    while (reach(csv, 0)) {
        gsize length = 0;
        /* ... of which the file as a whole pays double at most. */
        gboolean is_single_line = csv->rescanned > RESCAN_ALLOWANCE + input_skipped(csv->input);
        Scan scan = scan_row(csv, is_single_line, &length);

        if (scan == SCAN_TOO_LONG)
            return break_row(csv, "line-too-long", TK_LIMIT_LINE, out_row);
        if (scan == SCAN_UNCLOSED)
            return break_row(csv, "quote-unclosed", length, out_row);
        if (scan == SCAN_NEXT_FIELD)
            return break_row(csv, "row-too-wide", length, out_row);
        if (csv->count > 1 || csv->spans[0].until > csv->spans[0].from)
            return finish_row(csv, length, out_row);
        csv->line += 1 + csv->newlines;
        csv->scanned += (int64_t) length;
        input_skip(csv->input, length);
    }
    return CSV_END;
}
