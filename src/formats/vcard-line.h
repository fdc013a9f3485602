/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * vcard-line.h - the content lines of a vCard file (RFC 2425, 2426, 6350 and vCard 2.1), unfolded,
 * one by one, known or not.
 *
 * A line keeps its bytes as they stood in the file as well (`raw`), so that a writer can give back
 * untouched what it did not change. Nothing here knows what a property means, but for those that
 * hold a picture or a sound: these are passed over without being held.
 */
#pragma once

#include "formats/input.h"

typedef struct {
    int64_t number;     /* 1-based line of the file */
    const char *group;  /* "item1", or "" */
    const char *name;   /* upper case, "EMAIL" */
    const char *params; /* between name and value, as in the file: "TYPE=work;PREF=1", or "" */
    char *value;        /* after unfolding; quoted-printable decoded, valid UTF-8; still escaped */
    gsize length;
    const char *raw;       /* the line as it stood, folds and line ends too; "" when not kept */
    gboolean is_cut;       /* over TK_LIMIT_FIELD: the end of value and raw is missing */
    gboolean is_malformed; /* no colon: name, params are "" and value is the whole line */
} VcardLine;

typedef struct VcardLines VcardLines;

/* The input (INPUT_TEXT) stays the caller's. `keeps_raw`: fill in `raw`. */
VcardLines *
vcard_lines_new(Input *input, gboolean keeps_raw);
void
vcard_lines_free(VcardLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VcardLines, vcard_lines_free)

/* The next line that is not empty, valid until the next call; FALSE at the end. */
gboolean
vcard_lines_next(VcardLines *lines, VcardLine *out_line);

/* TRUE for "NAME:VCARD" (BEGIN, END), also with blanks behind it. */
gboolean
vcard_line_is_edge(const VcardLine *line, const char *name);

/* Calls `visit` for each parameter until it returns FALSE. A value without a name (vCard 2.1) comes
 * with "TYPE", quotes are off, values joined by commas come one by one. */
typedef gboolean (*VcardParamVisit)(const char *name, gsize name_length, const char *value,
                                    gsize value_length, gpointer data);
void
vcard_line_params(const VcardLine *line, VcardParamVisit visit, gpointer data);

/* TRUE if parameter `name` has `value` among its values; neither is case-sensitive. */
gboolean
vcard_line_has(const VcardLine *line, const char *name, const char *value);

/* The components of a value, cut at each `separator` that is not escaped, in place, with \n, \, \;
 * and \\ undone; at most `most`. Returns how many there are. */
unsigned
vcard_split(char *value, char separator, char **out_parts, unsigned most);
