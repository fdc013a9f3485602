/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tk-log.h - what a running server says about itself: one line for each event, on stderr or where
 * it is told.
 *
 *     2026-12-07T09:30:00Z info request route=/api/v1/today status=200 ms=3
 *
 * There is no room for personal data: a value is a number or a word out of the program's own text.
 * A sign that no such word has becomes "_", so that a mistake cannot forge a line either.
 */
#pragma once

#include "base/tk-world.h"

#include <glib.h>
#include <stdint.h>
#include <stdio.h>

typedef enum {
    TK_LOG_DEBUG,
    TK_LOG_INFO,
    TK_LOG_WARNING,
    TK_LOG_ERROR,
} TkLogLevel;

typedef struct {
    TkWorld *world;   /* tells the hour */
    TkLogLevel least; /* less important lines are not written */
    FILE *out;        /* NULL: stderr */
} TkLog;

typedef struct {
    const char *name;
    const char *word; /* NULL: the number counts */
    int64_t number;
} TkLogField;

/* Writes one line in one go, so that threads do not mix theirs. `fields` end with { 0 }, or NULL.
 * A NULL log writes nothing. */
void
tk_log(const TkLog *log, TkLogLevel level, const char *event, const TkLogField *fields);

/* "debug", "info", "warning", "error"; anything else is a warning. */
TkLogLevel
tk_log_level(const char *word);
