/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * collected.h - for tests: a sink that writes each record as one line of text, and holds every
 * record against the promises of record.h.
 */
#pragma once

#include "formats/input.h"
#include "formats/reading.h"

#define COLLECTED_NOW INT64_C(1796029200) /* Monday 2026-11-30, 09:00 UTC */

typedef struct {
    RecordSink sink; /* its hour is COLLECTED_NOW */
    Reading reading; /* over the sink, file "here" */
    GString *text;   /* all lines */
    gboolean wants_text;
    unsigned persons, interactions, left_out, bulk, automatic, not_used;
    int64_t done;        /* as last told */
    unsigned stop_after; /* records after which the sink stops the reading; 0 = never */
} Collected;

Collected *
collected_new(void);
void
collected_free(Collected *collected);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Collected, collected_free)

/* How often `part` stands in the lines. */
unsigned
collected_count(const Collected *collected, const char *part);

/* Fails the test with the lines shown if `part` is not in them. */
#define collected_assert_has(collected, part)                                                      \
    g_assert_cmpstr(collected_lines_with((collected), (part)), ==, (part))
/* `part` if it is there, else all lines. */
const char *
collected_lines_with(const Collected *collected, const char *part);

typedef void (*CollectedRead)(InputSource *source, Collected *collected);

/* The property that a reader must have: whole, in steps of 1, 2, 3 and 7 bytes, and cut in two at
 * every place, the bytes give the same records. */
void
collected_assert_splits(const char *bytes, gsize length, CollectedRead read);

/* How many things a test of a property makes: what TOKOPP_CARDS says, else `usual`. */
unsigned
collected_count_wanted(unsigned usual);

/* The folder with real exports and mails beside the source, or NULL, with the test skipped. Caller
 * frees. */
char *
collected_shared_data(const char *name);

/* A file of tests/fixtures/formats. */
char *
collected_fixture(const char *name);
