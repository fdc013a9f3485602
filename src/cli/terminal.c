/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/terminal.h"

#include "base/tk-text.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define GAP            2   /* spaces between cells */
#define NARROWEST_CELL 12  /* the widest column gives way down to this */
#define MOST_COLUMNS   120 /* lines wider than this are hard to read, however wide the window is */

Terminal
terminal_look(void)
{
    const char *told = g_getenv("COLUMNS"), *term = g_getenv("TERM");
    const char *no_colour = g_getenv("NO_COLOR");
    gboolean shows = isatty(STDOUT_FILENO) != 0;
    gboolean dumb = term == NULL || strcmp(term, "dumb") == 0;
    struct winsize size = { 0 };
    guint64 columns = 0;
    Terminal terminal = { 0 };

    if (told == NULL || !g_ascii_string_to_unsigned(told, 10, 20, 1000, &columns, NULL)) {
        if (shows)
            columns = 80;
        if (shows && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
            columns = size.ws_col;
    }
    terminal.columns = (unsigned) MIN(columns, MOST_COLUMNS);
    terminal.colour = shows && !dumb && (no_colour == NULL || *no_colour == '\0');
    terminal.progress = isatty(STDERR_FILENO) != 0 && !dumb;
    return terminal;
}

/* A style within a text for g_print(): a byte that no UTF-8 holds, and a figure. What comes from
 * other people's files is UTF-8, so nothing in it can pass for one. */
#define STYLE_MARK '\xff'

const char *
terminal_style(const Terminal *terminal, TerminalStyle style)
{
    static const char *const marks[] = {
        [STYLE_PLAIN] = "\xff"
                        "0",
        [STYLE_STRONG] = "\xff"
                         "1",
        [STYLE_QUIET] = "\xff"
                        "2",
        [STYLE_GOOD] = "\xff"
                       "3",
        [STYLE_WARN] = "\xff"
                       "4",
        [STYLE_BAD] = "\xff"
                      "5",
    };

    return terminal->colour ? marks[style] : "";
}

static gboolean
may_steer(gunichar sign)
{
    return (sign < 0x20 && sign != '\n' && sign != '\t') || (sign >= 0x7f && sign < 0xa0) ||
           (sign >= 0x202a && sign <= 0x202e) || (sign >= 0x2066 && sign <= 0x2069);
}

static void
append_clean(GString *clean, const char *text, gssize length)
{
    g_autofree char *valid = g_utf8_make_valid(text, length);

    for (const char *next = valid; *next != '\0'; next = g_utf8_next_char(next))
        if (!may_steer(g_utf8_get_char(next)))
            g_string_append_len(clean, next, g_utf8_next_char(next) - next);
}

char *
terminal_clean(const char *text)
{
    GString *clean = g_string_sized_new(strlen(text));

    append_clean(clean, text, -1);
    return g_string_free(clean, FALSE);
}

char *
terminal_signs(const char *text)
{
    static const char *const signs[] = {
        [STYLE_PLAIN] = "\033[0m", [STYLE_STRONG] = "\033[1m", [STYLE_QUIET] = "\033[2m",
        [STYLE_GOOD] = "\033[32m", [STYLE_WARN] = "\033[33m",  [STYLE_BAD] = "\033[31m",
    };
    GString *shown = g_string_sized_new(strlen(text));
    const char *mark = NULL;

    while ((mark = strchr(text, STYLE_MARK)) != NULL) {
        unsigned style = (unsigned) (unsigned char) mark[1] - '0';

        append_clean(shown, text, mark - text);
        text = mark + 1;
        if (style >= G_N_ELEMENTS(signs))
            continue;
        g_string_append(shown, signs[style]);
        text++;
    }
    append_clean(shown, text, -1);
    return g_string_free(shown, FALSE);
}

char *
terminal_json(const char *json)
{
    GString *shown = g_string_sized_new(strlen(json));

    for (const char *next = json; *next != '\0'; next = g_utf8_next_char(next)) {
        gunichar sign = g_utf8_get_char(next);

        if (may_steer(sign))
            g_string_append_printf(shown, "\\u%04x", sign);
        else
            g_string_append_len(shown, next, g_utf8_next_char(next) - next);
    }
    return g_string_free(shown, FALSE);
}

static void
print_clean(const char *text)
{
    g_autofree char *shown = terminal_signs(text);

    fputs(shown, stdout);
}

/* Whoever starts us may have closed what we read from or write to. The next file that is opened
 * would take its number, and what we say would go into it: into the store, say. What stands here
 * instead fails as a closed one does. */
static void
hold_standard_places(void)
{
    for (int place = STDIN_FILENO; place <= STDERR_FILENO; place++)
        if (fcntl(place, F_GETFD) < 0)
            (void) open("/dev/null", place == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

void
terminal_guard(void)
{
    hold_standard_places();
    g_set_print_handler(print_clean);
}

/* Appends the words of one paragraph; `used` columns are taken already. */
static void
wrap_paragraph(GString *wrapped, const char *paragraph, unsigned columns, unsigned indent,
               unsigned used)
{
    g_auto(GStrv) words = g_strsplit(paragraph, " ", -1);

    for (unsigned i = 0; words[i] != NULL; i++) {
        unsigned wide = tk_text_columns(words[i]);

        if (i > 0 && used + 1 + wide > columns && used > indent) {
            g_string_append_printf(wrapped, "\n%*s", (int) indent, "");
            used = indent;
        } else if (i > 0) {
            g_string_append_c(wrapped, ' ');
            used++;
        }
        g_string_append(wrapped, words[i]);
        used += wide;
    }
}

char *
terminal_wrap(const char *text, unsigned columns, unsigned indent)
{
    g_auto(GStrv) paragraphs = g_strsplit(text, "\n", -1);
    GString *wrapped = g_string_new(NULL);

    if (columns == 0)
        columns = G_MAXUINT / 2;
    for (unsigned i = 0; paragraphs[i] != NULL; i++) {
        if (i > 0)
            g_string_append_printf(wrapped, "\n%*s", *paragraphs[i] != '\0' ? (int) indent : 0, "");
        wrap_paragraph(wrapped, paragraphs[i], columns, indent, indent);
    }
    return g_string_free(wrapped, FALSE);
}

char *
terminal_pad(const char *text, unsigned columns)
{
    unsigned wide = tk_text_columns(text);

    return g_strdup_printf("%s%*s", text, wide < columns ? (int) (columns - wide) : 0, "");
}

struct TerminalTable {
    unsigned cells;
    gboolean wraps;  /* the last cell goes on in further lines */
    GPtrArray *rows; /* of char ** */
};

TerminalTable *
terminal_table_new(unsigned cells)
{
    TerminalTable *table = g_new0(TerminalTable, 1);

    table->cells = cells;
    table->rows = g_ptr_array_new_with_free_func((GDestroyNotify) g_strfreev);
    return table;
}

void
terminal_table_free(TerminalTable *table)
{
    if (table == NULL)
        return;
    g_ptr_array_unref(table->rows);
    g_free(table);
}

void
terminal_table_add(TerminalTable *table, ...)
{
    char **row = g_new0(char *, table->cells + 1);
    va_list cells;

    va_start(cells, table);
    for (unsigned i = 0; i < table->cells; i++) {
        const char *cell = va_arg(cells, const char *);
        g_autofree char *clean = terminal_clean(cell != NULL ? cell : "");

        /* A cell is one line. */
        row[i] = g_strdelimit(g_steal_pointer(&clean), "\n\t", ' ');
    }
    va_end(cells);
    g_ptr_array_add(table->rows, row);
}

void
terminal_table_wrap_last(TerminalTable *table)
{
    table->wraps = TRUE;
}

unsigned
terminal_table_length(const TerminalTable *table)
{
    return table->rows->len;
}

static void
measure(const TerminalTable *table, unsigned *widths)
{
    for (unsigned i = 0; i < table->rows->len; i++) {
        char **row = g_ptr_array_index(table->rows, i);

        for (unsigned cell = 0; cell < table->cells; cell++)
            widths[cell] = MAX(widths[cell], tk_text_columns(row[cell]));
    }
}

/* Takes from the widest column, one by one, until a line fits. */
static void
give_way(unsigned *widths, unsigned cells, unsigned indent, unsigned columns)
{
    for (;;) {
        unsigned sum = indent, widest = 0;

        for (unsigned i = 0; i < cells; i++) {
            sum += widths[i] + (i > 0 && widths[i] > 0 ? GAP : 0);
            if (widths[i] > widths[widest])
                widest = i;
        }
        if (sum <= columns || widths[widest] <= NARROWEST_CELL)
            return;
        widths[widest]--;
    }
}

static void
append_row(GString *line, const TerminalTable *table, char **row, const unsigned *widths,
           const Terminal *terminal)
{
    unsigned start = tk_text_columns(line->str);

    for (unsigned cell = 0; cell < table->cells; cell++) {
        gboolean last = cell + 1 == table->cells;

        if (widths[cell] == 0)
            continue;
        if (last && table->wraps) {
            g_autofree char *wrapped = terminal_wrap(row[cell], terminal->columns, start);

            g_string_append(line, wrapped);
            return;
        }
        g_autofree char *text = tk_text_shorten(row[cell], widths[cell]);
        g_autofree char *padded = terminal_pad(text, widths[cell]);

        g_string_append_printf(line, "%s%*s", padded, last ? 0 : GAP, "");
        start += widths[cell] + GAP;
    }
}

char *
terminal_table_text(const TerminalTable *table, const Terminal *terminal, unsigned indent)
{
    g_autofree unsigned *widths = g_new0(unsigned, table->cells);
    GString *text = g_string_new(NULL);

    measure(table, widths);
    if (table->wraps)
        widths[table->cells - 1] = MIN(widths[table->cells - 1], NARROWEST_CELL);
    if (terminal->columns > 0)
        give_way(widths, table->cells, indent, terminal->columns);
    for (unsigned i = 0; i < table->rows->len; i++) {
        g_autoptr(GString) line = g_string_new(NULL);

        g_string_append_printf(line, "%*s", (int) indent, "");
        append_row(line, table, g_ptr_array_index(table->rows, i), widths, terminal);
        g_string_append_printf(text, "%s\n", g_strchomp(line->str));
    }
    return g_string_free(text, FALSE);
}

void
terminal_table_print(const TerminalTable *table, const Terminal *terminal, unsigned indent)
{
    g_autofree char *text = terminal_table_text(table, terminal, indent);

    g_print("%s", text);
}
