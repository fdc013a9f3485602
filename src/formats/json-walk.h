/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * json-walk.h - a JSON document of any length (RFC 8259), of which only the wanted values are ever
 * held: photos inside it are passed over as they come, and memory does not grow with it.
 *
 * A value's place is told as a path: "account.data[].values[]". Members whose names are numbers
 * count as elements of a list, for some programs write their lists so.
 */
#pragma once

#include "base/tk-json.h"
#include "formats/input.h"

/* The window that a document needs of its Input (INPUT_TEXT), and so the longest value taken. */
#define JSON_WALK_WINDOW (8 << 20)

typedef enum {
    JSON_WALK_PASS, /* nothing of it is wanted */
    JSON_WALK_INTO, /* ask for what is in it; a text or a number has nothing in it */
    JSON_WALK_TAKE, /* the whole of it */
} JsonWalkWish;

typedef struct {
    const char *path;
    TkJson *value;      /* until the call returns; NULL for one that is left out */
    const char *reason; /* then: "value-too-long", "value-malformed" */
    int64_t number;     /* of the value among those that were taken, from 1 */
} JsonWalkValue;

typedef struct {
    JsonWalkWish (*wish)(const char *path, gpointer data);
    /* FALSE with `error` set stops. */
    gboolean (*take)(const JsonWalkValue *value, gpointer data, GError **error);
    gpointer data;
} JsonWalk;

/* TRUE also where the document is broken: what was whole before that has been handed out, and
 * *out_is_whole tells. */
gboolean
json_walk(Input *input, const JsonWalk *walk, gboolean *out_is_whole, GError **error);
