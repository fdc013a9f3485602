/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/input.h"

#include "base/tk-limits.h"

#include <string.h>

enum {
    WINDOW_FIRST = 64 << 10,
    BEGINNING_BYTES = 128,
    WIDE_BYTES = 16 << 10, /* UTF-16 read at a time; as UTF-8 at most 3/2 of it */
};

typedef enum {
    WIDTH_NOT_KNOWN,
    WIDTH_BYTES,
    WIDTH_UTF16_LITTLE,
    WIDTH_UTF16_BIG,
} Width;

struct Input {
    InputSource *source;
    gsize limit;
    char *buffer; /* capacity + 1 bytes */
    gsize capacity, at, end;
    gsize peak;
    int64_t skipped;
    gboolean is_ended, is_broken;
    Width width;
    unsigned char wide[WIDE_BYTES + 4]; /* UTF-16 not yet turned into UTF-8 */
    gsize wide_length;
    char beginning[BEGINNING_BYTES + 1]; /* of a line that was too long */
    char line_end;                       /* '\n' or '\r'; 0 = not yet looked */
};

Input *
input_new(InputSource *source, InputEncoding encoding, gsize limit)
{
    Input *input = g_new0(Input, 1);

    g_assert(limit >= WINDOW_FIRST);
    input->source = source;
    input->limit = limit;
    input->width = encoding == INPUT_TEXT ? WIDTH_NOT_KNOWN : WIDTH_BYTES;
    input->capacity = WINDOW_FIRST;
    input->buffer = g_malloc(input->capacity + 1);
    return input;
}

void
input_free(Input *input)
{
    if (input == NULL)
        return;
    g_free(input->buffer);
    g_free(input);
}

char *
input_data(Input *input)
{
    return input->buffer + input->at;
}

gsize
input_length(const Input *input)
{
    return input->end - input->at;
}

gboolean
input_is_broken(const Input *input)
{
    return input->is_broken;
}

int64_t
input_skipped(const Input *input)
{
    return input->skipped;
}

gsize
input_peak(const Input *input)
{
    return input->peak;
}

void
input_skip(Input *input, gsize bytes)
{
    g_assert(bytes <= input->end - input->at);
    input->at += bytes;
    input->skipped += (int64_t) bytes;
}

static gsize
read_source(Input *input, void *bytes, gsize size)
{
    gssize got;

    if (input->is_ended)
        return 0;
    got = input->source->read(input->source, bytes, size);
    if (got <= 0) {
        input->is_ended = TRUE;
        input->is_broken = got < 0;
        return 0;
    }
    return (gsize) got;
}

static unsigned
wide_unit(const Input *input, gsize offset)
{
    unsigned one = input->wide[offset];
    unsigned other = input->wide[offset + 1];

    return input->width == WIDTH_UTF16_LITTLE ? other << 8 | one : one << 8 | other;
}

static gboolean
is_high_surrogate(unsigned unit)
{
    return unit >= 0xd800 && unit < 0xdc00;
}

/* Turns what is whole of the wide bytes into UTF-8 behind the window; the rest waits. */
static void
narrow(Input *input)
{
    gsize offset = 0;

    while (offset + 1 < input->wide_length) {
        unsigned unit = wide_unit(input, offset);
        gunichar letter = unit;
        gsize used = 2;

        if (is_high_surrogate(unit)) {
            unsigned low = 0;

            if (offset + 3 < input->wide_length)
                low = wide_unit(input, offset + 2);
            else if (!input->is_ended)
                break;
            letter = 0xfffd;
            if (low >= 0xdc00 && low < 0xe000) {
                letter = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                used = 4;
            }
        } else if (unit >= 0xdc00 && unit < 0xe000) {
            letter = 0xfffd;
        }
        input->end += (gsize) g_unichar_to_utf8(letter, input->buffer + input->end);
        offset += used;
    }
    input->wide_length -= offset;
    memmove(input->wide, input->wide + offset, input->wide_length);
}

/* Whether two letters of the beginning are plain ones of two bytes, the first byte `high`. */
static gboolean
is_wide_pair(const unsigned char *bytes, unsigned high)
{
    return bytes[high] == 0 && bytes[high + 2] == 0 && g_ascii_isgraph(bytes[1 - high]) &&
           bytes[3 - high] != 0;
}

/* The byte order mark, looked for once four bytes or the end are there. Where it is missing, two
 * letters of plain English tell the order, too: no text of single bytes begins like that. */
static void
look_for_mark(Input *input)
{
    unsigned char *bytes = (unsigned char *) input->buffer;
    gsize mark = 0;

    while (input->end < 4) {
        gsize got = read_source(input, bytes + input->end, 4 - input->end);

        if (got == 0)
            break;
        input->end += got;
    }
    input->width = WIDTH_BYTES;
    if (input->end >= 3 && bytes[0] == 0xef && bytes[1] == 0xbb && bytes[2] == 0xbf) {
        mark = 3;
    } else if (input->end >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe) {
        input->width = WIDTH_UTF16_LITTLE;
        mark = 2;
    } else if (input->end >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff) {
        input->width = WIDTH_UTF16_BIG;
        mark = 2;
    } else if (input->end == 4 && is_wide_pair(bytes, 1)) {
        input->width = WIDTH_UTF16_LITTLE;
    } else if (input->end == 4 && is_wide_pair(bytes, 0)) {
        input->width = WIDTH_UTF16_BIG;
    }
    input->end -= mark;
    memmove(bytes, bytes + mark, input->end);
    if (input->width != WIDTH_BYTES) {
        input->wide_length = input->end;
        memcpy(input->wide, bytes, input->wide_length);
        input->end = 0;
    }
}

static gboolean
make_room(Input *input, gsize wanted)
{
    if (input->at > 0 && input->end + wanted > input->capacity) {
        memmove(input->buffer, input->buffer + input->at, input->end - input->at);
        input->end -= input->at;
        input->at = 0;
    }
    if (input->end + wanted > input->capacity && input->capacity < input->limit) {
        input->capacity = MIN(input->capacity * 4, input->limit);
        input->buffer = g_realloc(input->buffer, input->capacity + 1);
    }
    return input->end + wanted <= input->capacity;
}

gboolean
input_more(Input *input)
{
    gsize before = input->end;

    if (input->width == WIDTH_NOT_KNOWN) {
        look_for_mark(input);
        /* What the look took in is news to the caller too. */
        if (input->end > before)
            return TRUE;
    }
    if (input->width == WIDTH_BYTES) {
        if (!make_room(input, WINDOW_FIRST / 4) && input->end == input->capacity)
            return FALSE;
        before = input->end;
        input->end += read_source(input, input->buffer + input->end, input->capacity - input->end);
    } else {
        if (!make_room(input, sizeof input->wide * 2))
            return FALSE;
        before = input->end;
        while (input->end == before && (!input->is_ended || input->wide_length > 1)) {
            input->wide_length += read_source(input, input->wide + input->wide_length,
                                              WIDE_BYTES - input->wide_length);
            narrow(input);
        }
    }
    input->peak = MAX(input->peak, input->end - input->at);
    return input->end > before;
}

gboolean
input_want(Input *input, gsize wanted)
{
    while (input_length(input) < wanted)
        if (!input_more(input))
            return input_length(input) >= wanted;
    return TRUE;
}

static void
choose_line_end(Input *input)
{
    input_want(input, WINDOW_FIRST);
    input->line_end = '\n';
    if (memchr(input_data(input), '\n', input_length(input)) == NULL &&
        memchr(input_data(input), '\r', input_length(input)) != NULL)
        input->line_end = '\r';
}

/* Passes over the rest of a line that the window could not hold. */
static void
skip_to_line_end(Input *input)
{
    for (;;) {
        const char *data = input_data(input);
        gsize length = input_length(input);
        const char *found = memchr(data, input->line_end, length);

        if (found != NULL) {
            input_skip(input, (gsize) (found - data) + 1);
            return;
        }
        input_skip(input, length);
        if (!input_more(input))
            return;
    }
}

static void
take_long_line(Input *input, gsize length, gboolean is_whole, InputLine *out_line)
{
    memcpy(input->beginning, input_data(input), BEGINNING_BYTES);
    input_skip(input, length + (is_whole ? 1 : 0));
    if (!is_whole)
        skip_to_line_end(input);
    *out_line =
        (InputLine) { .text = input->beginning, .length = BEGINNING_BYTES, .is_long = TRUE };
}

gboolean
input_line(Input *input, InputLine *out_line)
{
    gsize searched = 0;
    const char *found = NULL;
    char *data;
    gsize length;

    if (input->line_end == 0)
        choose_line_end(input);
    for (;;) {
        data = input_data(input);
        length = input_length(input);
        found = memchr(data + searched, input->line_end, length - searched);
        if (found != NULL || length > TK_LIMIT_LINE)
            break;
        searched = length;
        if (!input_more(input))
            break;
    }
    data = input_data(input);
    if (found == NULL && input_length(input) == 0)
        return FALSE;

    length = found != NULL ? (gsize) (found - data) : input_length(input);
    *out_line = (InputLine) { .text = data, .length = length };
    if (length > TK_LIMIT_LINE) {
        take_long_line(input, length, found != NULL, out_line);
        return TRUE;
    }
    input_skip(input, length + (found != NULL ? 1 : 0));
    if (length > 0 && input->line_end == '\n' && data[length - 1] == '\r') {
        out_line->has_return = TRUE;
        out_line->length--;
    }
    data[out_line->length] = '\0';
    return TRUE;
}

int
input_peek(Input *input)
{
    if (!input_want(input, 1))
        return -1;
    return (unsigned char) *input_data(input);
}

void
input_source_free(InputSource *source)
{
    if (source != NULL)
        source->free(source);
}
