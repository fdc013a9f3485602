/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/vcard-card.h"

#include "base/tk-limits.h"
#include "base/tk-text.h"
#include "formats/input.h"
#include "formats/vcard-line.h"
#include "formats/vcard.h"

#include <string.h>

enum {
    LINE_OCTETS = 75,   /* without the line end (RFC 6350, 3.2) */
    QUOTED_OCTETS = 72, /* before the "=" that breaks a quoted-printable line */
};

static const char byte_order_mark[] = "\xef\xbb\xbf";

/* A line: its own bytes, or where they lie in the card's. */
typedef struct {
    VcardProperty shown;
    char *texts; /* what `shown` points into: group, name, params, value, each NUL-terminated */
    gsize from;
    gsize until;
    char *own; /* instead, for a line that was changed or added */
} Line;

struct VcardCard {
    char *bytes;
    GArray *lines; /* of Line */
    const char *line_end;
};

static void
line_clear(gpointer data)
{
    Line *line = data;

    g_free(line->texts);
    g_free(line->own);
}

static VcardCard *
card_empty(void)
{
    VcardCard *card = g_new0(VcardCard, 1);

    card->lines = g_array_new(FALSE, TRUE, sizeof(Line));
    g_array_set_clear_func(card->lines, line_clear);
    card->line_end = "\r\n";
    return card;
}

void
vcard_card_free(VcardCard *card)
{
    if (card == NULL)
        return;
    g_array_unref(card->lines);
    g_free(card->bytes);
    g_free(card);
}

static Line *
line_at(const VcardCard *card, unsigned index)
{
    g_assert(index < card->lines->len);
    return &g_array_index(card->lines, Line, index);
}

static void
line_show(Line *line, const char *group, const char *name, const char *params, const char *value)
{
    const char *const parts[] = { group, name, params, value };
    const char **const places[] = { &line->shown.group, &line->shown.name, &line->shown.params,
                                    &line->shown.value };
    gsize size = 0;

    for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++)
        size += strlen(parts[i]) + 1;

    char *texts = g_malloc(size);
    char *to = texts;

    for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++) {
        *places[i] = to;
        to = g_stpcpy(to, parts[i]) + 1;
    }
    g_free(line->texts);
    line->texts = texts;
}

static const char *
line_end_of(const char *bytes, gsize until)
{
    if (until >= 2 && bytes[until - 2] == '\r' && bytes[until - 1] == '\n')
        return "\r\n";
    return until >= 1 && bytes[until - 1] == '\r' ? "\r" : "\n";
}

static void
take_line(VcardCard *card, const VcardLine *read, gsize from, gsize until)
{
    Line line = { .from = from, .until = until };

    line_show(&line, read->group, read->name, read->params, read->value);
    g_array_append_val(card->lines, line);
}

/* Where a card stands while it is read. */
typedef struct {
    unsigned depth; /* BEGINs that are open; 2 in an AGENT */
    gboolean is_agent;
    gsize begun; /* where the bytes of BEGIN start */
    gsize from;  /* where those of the next line do */
} Place;

/* A BEGIN opens a card, or one within AGENT; else the card before it has no end, and it and all
 * before it only stand before this one. */
static void
open_card(VcardCard *card, Place *place, const char *bytes, gsize until)
{
    if (place->depth > 0 && place->is_agent) {
        place->depth++;
        return;
    }
    g_array_set_size(card->lines, 0);
    place->depth = 1;
    place->begun = place->from;
    place->from = 0;
    card->line_end = line_end_of(bytes, until);
}

/* Reads on to the END that closes the first BEGIN. What stands before the first BEGIN belongs to
 * its bytes. */
static gboolean
read_lines(VcardCard *card, const char *bytes, gsize length, gsize start, gsize *out_used)
{
    g_autoptr(InputSource) source = input_source_bytes(bytes + start, length - start, 0);
    g_autoptr(Input) input = input_new(source, INPUT_BYTES, VCARD_WINDOW);
    g_autoptr(VcardLines) lines = vcard_lines_new(input, FALSE);
    Place place = { 0 };
    VcardLine read;

    while (vcard_lines_next(lines, &read)) {
        gsize until = start + (gsize) input_skipped(input);

        if (vcard_line_is_edge(&read, "BEGIN"))
            open_card(card, &place, bytes, until);
        if (place.depth > 0)
            take_line(card, &read, place.from, until);
        if (place.depth > 0 && until - place.begun > TK_LIMIT_CARD)
            return FALSE;
        if (place.depth > 1)
            line_at(card, card->lines->len - 1)->shown.is_inner = TRUE;
        place.from = until;
        if (place.depth > 0 && vcard_line_is_edge(&read, "END") && --place.depth == 0) {
            *out_used = until;
            return TRUE;
        }
        /* vCard 2.1 puts a whole card into the value of AGENT. */
        place.is_agent = strcmp(read.name, "AGENT") == 0 && read.length == 0;
    }
    return FALSE;
}

VcardCard *
vcard_card_read(const char *bytes, gsize length, gsize *out_used)
{
    g_autoptr(VcardCard) card = card_empty();
    gsize mark = strlen(byte_order_mark);
    gsize start = length >= mark && memcmp(bytes, byte_order_mark, mark) == 0 ? mark : 0;

    if (!read_lines(card, bytes, length, start, out_used))
        return NULL;
    card->bytes = g_memdup2(bytes, *out_used);
    return g_steal_pointer(&card);
}

VcardVersion
vcard_card_version(const VcardCard *card)
{
    unsigned at = vcard_card_find(card, "VERSION", 0);
    const char *value = at < card->lines->len ? vcard_card_at(card, at)->value : "";

    if (g_str_has_prefix(value, "2.1"))
        return VCARD_2_1;
    return g_str_has_prefix(value, "4") ? VCARD_4_0 : VCARD_3_0;
}

unsigned
vcard_card_count(const VcardCard *card)
{
    return card->lines->len;
}

const VcardProperty *
vcard_card_at(const VcardCard *card, unsigned index)
{
    return &line_at(card, index)->shown;
}

unsigned
vcard_card_find(const VcardCard *card, const char *name, unsigned from)
{
    unsigned at = from;

    while (at < card->lines->len &&
           (vcard_card_at(card, at)->is_inner || strcmp(vcard_card_at(card, at)->name, name) != 0))
        at++;
    return at;
}

/* The most octets of `text`, at most `room`, that end with a whole letter. */
static gsize
whole_letters(const char *text, gsize length, gsize room)
{
    gsize end = MIN(length, room);

    while (end < length && end > 1 && ((unsigned char) text[end] & 0xc0) == 0x80)
        end--;
    return end;
}

static void
add_folded(GString *out, const char *text, const char *line_end)
{
    gsize length = strlen(text);
    gsize room = LINE_OCTETS;

    for (;;) {
        gsize piece = whole_letters(text, length, room);

        g_string_append_len(out, text, (gssize) piece);
        g_string_append(out, line_end);
        text += piece;
        length -= piece;
        if (length == 0)
            return;
        g_string_append_c(out, ' ');
        room = LINE_OCTETS - 1; /* the blank is one of them */
    }
}

/* vCard 2.1 knows one escape, that of ";": the others are written out. */
static char *
without_escapes(const char *value)
{
    GString *plain = g_string_new(NULL);

    for (const char *at = value; *at != '\0'; at++) {
        if (*at != '\\' || at[1] == '\0' || at[1] == ';') {
            g_string_append_c(plain, *at);
            continue;
        }
        at++;
        if (*at == 'n' || *at == 'N')
            g_string_append(plain, "\r\n");
        else
            g_string_append_c(plain, *at);
    }
    return g_string_free(plain, FALSE);
}

/* TRUE where a plain vCard 2.1 line cannot hold the value: only ASCII, and a blank at the end or a
 * long line that others would fold are asking for trouble. */
static gboolean
must_be_quoted(const char *value)
{
    gsize length = strlen(value);

    for (const char *at = value; *at != '\0'; at++)
        if ((unsigned char) *at < ' ' || (unsigned char) *at > '~')
            return TRUE;
    return length > 0 && g_ascii_isspace(value[length - 1]);
}

static void
add_quoted(GString *out, const char *value, const char *line_end)
{
    gsize column = 0;

    for (const char *at = value; *at != '\0'; at++) {
        unsigned char letter = (unsigned char) *at;
        gboolean is_plain = letter > ' ' && letter <= '~' && letter != '=';

        if (column + 3 > QUOTED_OCTETS) {
            g_string_append_printf(out, "=%s", line_end);
            column = 0;
        }
        if (is_plain)
            g_string_append_c(out, *at);
        else
            g_string_append_printf(out, "=%02X", letter);
        column += is_plain ? 1 : 3;
    }
    g_string_append(out, line_end);
}

static void
add_line_2_1(GString *out, const char *head, const char *value, const char *line_end)
{
    g_autofree char *plain = without_escapes(value);

    if (!must_be_quoted(plain)) {
        g_string_append_printf(out, "%s:%s%s", head, plain, line_end);
        return;
    }
    g_string_append_printf(out, "%s;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=%s", head, line_end);
    add_quoted(out, plain, line_end);
}

static char *
line_bytes(const VcardCard *card, const char *head, const char *value)
{
    GString *bytes = g_string_new(NULL);

    if (vcard_card_version(card) == VCARD_2_1) {
        add_line_2_1(bytes, head, value, card->line_end);
    } else {
        g_autofree char *whole = g_strconcat(head, ":", value, NULL);

        add_folded(bytes, whole, card->line_end);
    }
    return g_string_free(bytes, FALSE);
}

/* Whether a parameter says how the value is encoded. vCard 2.1 leaves its name out. */
static gboolean
is_about_encoding(const char *param, gsize length)
{
    static const char *const words[] = { "ENCODING=", "CHARSET=" };
    static const char *const bare[] = { "QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT" };

    for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strncasecmp(param, words[i], strlen(words[i])) == 0)
            return TRUE;
    for (unsigned i = 0; i < G_N_ELEMENTS(bare); i++)
        if (strlen(bare[i]) == length && g_ascii_strncasecmp(param, bare[i], length) == 0)
            return TRUE;
    return FALSE;
}

/* ";TYPE=work" and so on, as they stood, without those about the encoding. */
static void
add_params(GString *head, const char *params)
{
    const char *at = params;

    while (*at != '\0') {
        gboolean is_quoted = FALSE;
        const char *end = at;

        for (; *end != '\0' && (is_quoted || *end != ';'); end++)
            is_quoted ^= *end == '"';
        if (!is_about_encoding(at, (gsize) (end - at))) {
            g_string_append_c(head, ';');
            g_string_append_len(head, at, end - at);
        }
        at = *end == ';' ? end + 1 : end;
    }
}

/* The name as the file writes it, where its bytes are not folded within it. */
static char *
name_as_written(const VcardCard *card, const Line *line, gsize *out_blank)
{
    g_autofree char *upper = g_strconcat(line->shown.group, *line->shown.group != '\0' ? "." : "",
                                         line->shown.name, NULL);
    gsize length = strlen(upper);
    const char *bytes = line->own != NULL ? line->own : card->bytes + line->from;
    gsize size = line->own != NULL ? strlen(line->own) : line->until - line->from;
    gsize blank = 0;

    while (blank < size && strchr("\r\n \t", bytes[blank]) != NULL && bytes[blank] != '\0')
        blank++;
    *out_blank = 0;
    if (size - blank < length || g_ascii_strncasecmp(bytes + blank, upper, length) != 0)
        return g_steal_pointer(&upper);
    *out_blank = blank;
    return g_strndup(bytes + blank, length);
}

void
vcard_card_set(VcardCard *card, unsigned index, const char *value)
{
    Line *line = line_at(card, index);
    gsize blank = 0;
    g_autofree char *name = name_as_written(card, line, &blank);
    g_autoptr(GString) head = g_string_new(name);
    g_autofree char *before =
        g_strndup(line->own != NULL ? line->own : card->bytes + line->from, blank);
    g_autofree char *bytes = NULL;

    add_params(head, line->shown.params);
    bytes = line_bytes(card, head->str, value);
    g_free(line->own);
    line->own = g_strconcat(before, bytes, NULL);
    g_autofree char *group = g_strdup(line->shown.group);
    g_autofree char *upper = g_strdup(line->shown.name);

    line_show(line, group, upper, strchr(head->str, ';') != NULL ? strchr(head->str, ';') + 1 : "",
              value);
}

void
vcard_card_remove(VcardCard *card, unsigned index)
{
    g_assert(index < card->lines->len);
    g_array_remove_index(card->lines, index);
}

static void
insert_line(VcardCard *card, unsigned at, const char *group, const char *name, const char *params,
            const char *value)
{
    g_autoptr(GString) head = g_string_new(group);
    Line line = { 0 };

    if (*group != '\0')
        g_string_append_c(head, '.');
    g_string_append(head, name);
    if (*params != '\0')
        g_string_append_printf(head, ";%s", params);
    line.own = line_bytes(card, head->str, value);
    line_show(&line, group, name, params, value);
    g_array_insert_val(card->lines, at, line);
}

void
vcard_card_add(VcardCard *card, const char *group, const char *name, const char *params,
               const char *value)
{
    g_assert(card->lines->len > 0);
    insert_line(card, card->lines->len - 1, group, name, params, value);
}

VcardCard *
vcard_card_new(VcardVersion version)
{
    static const char *const words[] = {
        [VCARD_2_1] = "2.1", [VCARD_3_0] = "3.0", [VCARD_4_0] = "4.0"
    };
    VcardCard *card = card_empty();

    insert_line(card, 0, "", "BEGIN", "", "VCARD");
    insert_line(card, 1, "", "VERSION", "", words[version]);
    insert_line(card, 2, "", "END", "", "VCARD");
    return card;
}

void
vcard_card_write(const VcardCard *card, GString *out)
{
    for (unsigned i = 0; i < card->lines->len; i++) {
        const Line *line = line_at(card, i);

        if (line->own != NULL)
            g_string_append(out, line->own);
        else
            g_string_append_len(out, card->bytes + line->from, (gssize) (line->until - line->from));
    }
}

void
vcard_escape(GString *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\n')
            g_string_append(out, "\\n");
        else if (*at == '\\' || *at == ',' || *at == ';')
            g_string_append_printf(out, "\\%c", *at);
        else if (*at == '\t' || (unsigned char) *at >= ' ')
            g_string_append_c(out, *at);
        else if (*at != '\r')
            g_string_append_c(out, ' ');
    }
}
