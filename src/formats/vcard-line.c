/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/vcard-line.h"

#include "base/tk-limits.h"
#include "base/tk-text.h"

#include <string.h>

struct VcardLines {
    Input *input;
    gboolean keeps_raw;
    int64_t number;
    GString *text; /* the unfolded line */
    GString *raw;
    GString *head; /* group, name, params, each NUL-terminated */
    char *mended;
};

VcardLines *
vcard_lines_new(Input *input, gboolean keeps_raw)
{
    VcardLines *lines = g_new0(VcardLines, 1);

    lines->input = input;
    lines->keeps_raw = keeps_raw;
    lines->text = g_string_sized_new(1024);
    lines->raw = g_string_new("");
    lines->head = g_string_sized_new(256);
    return lines;
}

void
vcard_lines_free(VcardLines *lines)
{
    if (lines == NULL)
        return;
    g_string_free(lines->text, TRUE);
    g_string_free(lines->raw, TRUE);
    g_string_free(lines->head, TRUE);
    g_free(lines->mended);
    g_free(lines);
}

/* The place of `sign` in `text` outside double quotes, or NULL. */
static const char *
find_unquoted(const char *text, const char *end, char sign)
{
    gboolean is_quoted = FALSE;

    for (const char *at = text; at < end; at++) {
        if (*at == '"')
            is_quoted = !is_quoted;
        else if (*at == sign && !is_quoted)
            return at;
    }
    return NULL;
}

/* The colon before the value. A quote that is never closed does not hide it. */
static const char *
find_colon(const char *text, const char *end)
{
    const char *colon = find_unquoted(text, end, ':');

    return colon != NULL ? colon : memchr(text, ':', (gsize) (end - text));
}

typedef struct {
    const char *name;
    const char *value;
} Asked;

static gboolean
param_is_not(const char *name, gsize name_length, const char *value, gsize value_length,
             gpointer data)
{
    const Asked **asked = data;

    if (strlen((*asked)->name) == name_length && strlen((*asked)->value) == value_length &&
        g_ascii_strncasecmp((*asked)->name, name, name_length) == 0 &&
        g_ascii_strncasecmp((*asked)->value, value, value_length) == 0) {
        *asked = NULL;
        return FALSE;
    }
    return TRUE;
}

gboolean
vcard_line_has(const VcardLine *line, const char *name, const char *value)
{
    const Asked asked = { name, value };
    const Asked *pointer = &asked;

    vcard_line_params(line, param_is_not, (gpointer) &pointer);
    return pointer == NULL;
}

gboolean
vcard_line_is_edge(const VcardLine *line, const char *name)
{
    return strcmp(line->name, name) == 0 && g_ascii_strncasecmp(line->value, "VCARD", 5) == 0 &&
           line->value[5 + strspn(line->value + 5, " \t")] == '\0';
}

static gboolean
visit_values(const char *name, gsize name_length, const char *at, const char *end,
             VcardParamVisit visit, gpointer data)
{
    while (at <= end) {
        const char *comma = find_unquoted(at, end, ',');
        const char *until = comma != NULL ? comma : end;
        const char *from = at;

        at = until + 1;
        if (until - from >= 2 && *from == '"' && until[-1] == '"') {
            from++;
            until--;
        }
        if (!visit(name, name_length, from, (gsize) (until - from), data))
            return FALSE;
    }
    return TRUE;
}

void
vcard_line_params(const VcardLine *line, VcardParamVisit visit, gpointer data)
{
    const char *at = line->params;
    const char *end = at + strlen(at);

    while (at < end) {
        const char *semicolon = find_unquoted(at, end, ';');
        const char *until = semicolon != NULL ? semicolon : end;
        const char *equals = memchr(at, '=', (gsize) (until - at));
        const char *name = equals != NULL ? at : "TYPE";
        gsize name_length = equals != NULL ? (gsize) (equals - at) : strlen("TYPE");

        if (!visit_values(name, name_length, equals != NULL ? equals + 1 : at, until, visit, data))
            return;
        at = until + 1;
    }
}

/* Only what stands before the value may tell, so this must do on an unfinished line. */
static gboolean
is_quoted_printable(const GString *text)
{
    const char *end = text->str + text->len;
    const char *colon = find_colon(text->str, end);
    const char *at = text->str;
    static const char word[] = "QUOTED-PRINTABLE";

    if (colon == NULL)
        return FALSE;
    while ((at = memchr(at, ';', (gsize) (colon - at))) != NULL) {
        at++;
        if (g_ascii_strncasecmp(at, "ENCODING=", 9) == 0)
            at += 9;
        if (g_ascii_strncasecmp(at, word, sizeof word - 1) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Pictures, sounds and keys: nothing of them is wanted, and they are the large ones. */
static gboolean
is_heavy(const GString *text)
{
    static const char *const heavy[] = { "PHOTO", "LOGO", "SOUND", "KEY" };
    const char *name = text->str;
    gsize length = strcspn(name, ":;");
    const char *dot = memchr(name, '.', length);

    if (dot != NULL) {
        length -= (gsize) (dot - name) + 1;
        name = dot + 1;
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(heavy); i++)
        if (strlen(heavy[i]) == length && g_ascii_strncasecmp(heavy[i], name, length) == 0)
            return TRUE;
    return FALSE;
}

static void
add_piece(VcardLines *lines, const char *text, gsize length, gsize limit, gboolean *is_cut)
{
    gsize room = limit > lines->text->len ? limit - lines->text->len : 0;

    if (length > room) {
        length = room;
        *is_cut = TRUE;
    }
    g_string_append_len(lines->text, text, (gssize) length);
}

static gboolean
next_physical(VcardLines *lines, InputLine *out_line)
{
    if (!input_line(lines->input, out_line))
        return FALSE;
    lines->number++;
    if (lines->keeps_raw && lines->raw->len < TK_LIMIT_FIELD) {
        g_string_append_len(lines->raw, out_line->text, (gssize) out_line->length);
        g_string_append(lines->raw, out_line->has_return ? "\r\n" : "\n");
    }
    /* Files that were copied as text once too often end their lines with CR CR LF. */
    while (out_line->length > 0 && out_line->text[out_line->length - 1] == '\r')
        out_line->length--;
    return TRUE;
}

/* Joins the lines that continue this one: those that begin with a blank; in quoted-printable also
 * the one after a line that ends in "=". */
static void
unfold(VcardLines *lines, gsize limit, gboolean *is_cut)
{
    gboolean is_quoted = is_quoted_printable(lines->text);
    InputLine piece;

    for (;;) {
        gboolean is_soft =
            is_quoted && lines->text->len > 0 && lines->text->str[lines->text->len - 1] == '=';
        int next = input_peek(lines->input);
        gsize skip = 0;

        if (is_soft)
            g_string_truncate(lines->text, lines->text->len - 1);
        if (next < 0 || (!is_soft && next != ' ' && next != '\t'))
            return;
        if (!next_physical(lines, &piece))
            return;
        /* A fold in quoted-printable keeps its blank: only "=" breaks lines there. */
        if (!is_soft)
            skip = 1;
        *is_cut = *is_cut || piece.is_long;
        if (piece.length >= skip)
            add_piece(lines, piece.text + skip, piece.length - skip, limit, is_cut);
    }
}

static int
hex_value(char letter)
{
    return g_ascii_xdigit_value(letter);
}

static void
decode_quoted_printable(char *text, gsize *length)
{
    const char *from = text;
    const char *end = text + *length;
    char *to = text;

    while (from < end) {
        if (*from == '=' && end - from >= 3 && hex_value(from[1]) >= 0 && hex_value(from[2]) >= 0) {
            *to++ = (char) (hex_value(from[1]) << 4 | hex_value(from[2]));
            from += 3;
        } else {
            *to++ = *from++;
        }
    }
    *length = (gsize) (to - text);
    *to = '\0';
}

static gboolean
take_charset(const char *name, gsize name_length, const char *value, gsize value_length,
             gpointer data)
{
    char **charset = data;

    if (name_length != strlen("CHARSET") || g_ascii_strncasecmp(name, "CHARSET", name_length) != 0)
        return TRUE;
    *charset = g_strndup(value, MIN(value_length, 40));
    return FALSE;
}

/* Valid UTF-8 from whatever the card says or, when that is not true, from whatever it is. */
static void
make_valid(VcardLines *lines, VcardLine *line)
{
    g_autofree char *charset = NULL;
    gsize written = 0;

    if (g_utf8_validate(line->value, (gssize) line->length, NULL))
        return;
    vcard_line_params(line, take_charset, &charset);
    if (charset != NULL && memchr(line->value, '\0', line->length) == NULL)
        lines->mended =
            g_convert(line->value, (gssize) line->length, "UTF-8", charset, NULL, &written, NULL);
    if (lines->mended == NULL || !g_utf8_validate(lines->mended, (gssize) written, NULL)) {
        g_free(lines->mended);
        lines->mended = tk_text_mend(line->value, (gssize) line->length);
    }
    line->value = lines->mended;
    line->length = strlen(lines->mended);
}

/* Cuts "item1.EMAIL;TYPE=work:value" into its parts. */
static void
take_apart(VcardLines *lines, VcardLine *line)
{
    char *text = lines->text->str;
    const char *end = text + lines->text->len;
    const char *colon = find_colon(text, end);
    const char *name = text;
    const char *name_end, *dot;
    gsize name_at, params_at;

    if (colon == NULL) {
        line->group = line->name = line->params = "";
        line->value = text;
        line->length = lines->text->len;
        line->is_malformed = TRUE;
        make_valid(lines, line);
        return;
    }
    name_end = memchr(text, ';', (gsize) (colon - text));
    if (name_end == NULL)
        name_end = colon;
    dot = memchr(text, '.', (gsize) (name_end - text));
    g_string_truncate(lines->head, 0);
    if (dot != NULL) {
        g_string_append_len(lines->head, text, dot - text);
        name = dot + 1;
    }
    g_string_append_c(lines->head, '\0');
    name_at = lines->head->len;
    g_string_append_len(lines->head, name, name_end - name);
    g_string_append_c(lines->head, '\0');
    params_at = lines->head->len;
    if (name_end < colon)
        g_string_append_len(lines->head, name_end + 1, colon - name_end - 1);
    for (char *at = lines->head->str + name_at; *at != '\0'; at++)
        *at = g_ascii_toupper(*at);
    line->group = lines->head->str;
    line->name = lines->head->str + name_at;
    line->params = lines->head->str + params_at;
    line->value = text + (colon + 1 - text);
    line->length = (gsize) (end - colon) - 1;
}

gboolean
vcard_lines_next(VcardLines *lines, VcardLine *out_line)
{
    InputLine first;
    VcardLine line = { 0 };
    gboolean is_heavy_line;

    g_clear_pointer(&lines->mended, g_free);
    do {
        g_string_truncate(lines->raw, 0);
        if (!next_physical(lines, &first))
            return FALSE;
    } while (first.length == 0 || first.text[strspn(first.text, " \t")] == '\0');

    line.number = lines->number;
    line.is_cut = first.is_long;
    g_string_truncate(lines->text, 0);
    add_piece(lines, first.text, first.length, TK_LIMIT_FIELD, &line.is_cut);
    is_heavy_line = is_heavy(lines->text);
    unfold(lines, is_heavy_line ? 0 : TK_LIMIT_FIELD, &line.is_cut);
    take_apart(lines, &line);
    if (!line.is_malformed) {
        if (is_heavy_line)
            line.value[line.length = 0] = '\0';
        else if (is_quoted_printable(lines->text))
            decode_quoted_printable(line.value, &line.length);
        make_valid(lines, &line);
    }
    line.raw = lines->raw->str;
    *out_line = line;
    return TRUE;
}

unsigned
vcard_split(char *value, char separator, char **out_parts, unsigned most)
{
    unsigned count = 0;
    char *to = value;

    if (most == 0)
        return 0;
    out_parts[count++] = value;
    for (const char *from = value; *from != '\0'; from++) {
        if (*from == '\\' && from[1] != '\0') {
            from++;
            *to++ = *from == 'n' || *from == 'N' ? '\n' : *from;
        } else if (*from == separator && separator != '\0') {
            *to++ = '\0';
            if (count == most)
                return count;
            out_parts[count++] = to;
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
    return count;
}
