/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * json-lines.h - a file with one JSON object on each line, read one by one.
 *
 * A line that is no object, or longer than any that we write, is named by its reason and passed
 * over: memory does not grow with the file.
 */
#pragma once

#include "base/tk-json.h"
#include "formats/input.h"

/* The window that such a file needs of its Input (INPUT_TEXT): a row holds a few texts, escaped. */
#define JSON_LINES_WINDOW (16 << 20)

typedef struct {
    int64_t number;        /* 1-based */
    TkJson *object;        /* valid until the next call; NULL for a line that is left out */
    const char *reason;    /* then: "line-too-long", "line-malformed" */
    const char *beginning; /* then: the start of the line, valid UTF-8 */
} JsonLine;

typedef struct JsonLines JsonLines;

/* The input stays the caller's. */
JsonLines *
json_lines_new(Input *input);
void
json_lines_free(JsonLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JsonLines, json_lines_free)

/* Empty lines are passed over. FALSE at the end. */
gboolean
json_lines_next(JsonLines *lines, JsonLine *out_line);
