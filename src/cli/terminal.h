/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * terminal.h - how wide the terminal is, whether it shows colour, and lines that fit into it.
 *
 * Colour is only ever a second signal: every text says the same without it. Names and subjects come
 * from other people's files, so nothing that could steer a terminal is ever let through.
 */
#pragma once

#include <glib.h>

typedef struct {
    unsigned columns;  /* 0 = no limit: the output is no terminal */
    gboolean colour;   /* a terminal, and NO_COLOR is not set */
    gboolean progress; /* standard error is a terminal: a bar may be drawn there */
} Terminal;

typedef enum {
    STYLE_PLAIN, /* ends every other one */
    STYLE_STRONG,
    STYLE_QUIET,
    STYLE_GOOD,
    STYLE_WARN,
    STYLE_BAD,
} TerminalStyle;

/* From the real output, $COLUMNS, $TERM and $NO_COLOR. */
Terminal
terminal_look(void);

/* What begins a style in a text for g_print(), "" without colour. */
const char *
terminal_style(const Terminal *terminal, TerminalStyle style);

/* From now on g_print() writes terminal_signs() of what it is given, and a standard place that was
 * closed is taken, so that no other file gets its number. Called before any file is opened. */
void
terminal_guard(void);
/* The UTF-8 of `text` with the styles of terminal_style() as a terminal's own signs, with its line
 * ends, and without any other control character: an escape sequence or a bidirectional override in
 * a name does nothing. Caller frees. */
char *
terminal_signs(const char *text);
/* The same for a text that holds no styles. Caller frees. */
char *
terminal_clean(const char *text);
/* JSON that says the same and holds none of those characters: they are written as \uXXXX. Caller
 * frees. */
char *
terminal_json(const char *json);

/* `text` with line ends put in so that no line is wider than `columns` (0 = as it is) with `indent`
 * spaces before every line but the first. A word that is wider stays whole. Caller frees. */
char *
terminal_wrap(const char *text, unsigned columns, unsigned indent);

/* `text` and as many spaces as it is short of `columns`. Caller frees. */
char *
terminal_pad(const char *text, unsigned columns);

/* Lines of aligned cells, two spaces between. The widest column gives way when a line would not
 * fit, and what was cut ends in "…". */
typedef struct TerminalTable TerminalTable;

TerminalTable *
terminal_table_new(unsigned cells);
/* Exactly `cells` texts; NULL counts as "". */
void
terminal_table_add(TerminalTable *table, ...);
/* The last cell is never cut: it goes on in further lines under its own beginning. */
void
terminal_table_wrap_last(TerminalTable *table);
unsigned
terminal_table_length(const TerminalTable *table);
/* Every line begins with `indent` spaces. The first gives the text; caller frees. */
char *
terminal_table_text(const TerminalTable *table, const Terminal *terminal, unsigned indent);
void
terminal_table_print(const TerminalTable *table, const Terminal *terminal, unsigned indent);
void
terminal_table_free(TerminalTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TerminalTable, terminal_table_free)
