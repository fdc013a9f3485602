/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tk-error.h - the reasons an action can fail, one list for the whole program.
 *
 * Below a door nobody writes sentences: a failure is a reason, a key and a
 * subject. Each door owns its own sentence for a key, in its own language.
 */
#pragma once

#include <glib.h>

typedef enum {
    TK_ERROR_INVALID,     /* the request itself is wrong; asking again will not help */
    TK_ERROR_NOT_FOUND,   /* the thing it names does not exist */
    TK_ERROR_AMBIGUOUS,   /* it names more than one thing; say which */
    TK_ERROR_CONFLICT,    /* it clashes with something already kept */
    TK_ERROR_REFUSED,     /* a rule of the method holds back; a reason may overrule it */
    TK_ERROR_FORBIDDEN,   /* this person may not do this */
    TK_ERROR_TOO_LARGE,   /* it is over one of the limits in tk-limits.h */
    TK_ERROR_UNAVAILABLE, /* a disk or server outside us did not answer; try later */
    TK_ERROR_COUNT        /* how many there are; never raised */
} TkError;

#define TK_ERROR (tk_error_quark())
GQuark
tk_error_quark(void);

/* Sets `error`; the first returns FALSE, the second NULL. `key` is a constant word
 * such as "meeting-overlaps"; `subject` is what the sentence will name, or NULL; bytes in it that
 * are no UTF-8 are replaced. */
gboolean
tk_fail(GError **error, TkError reason, const char *key, const char *subject);
void *
tk_fail_null(GError **error, TkError reason, const char *key, const char *subject);

/* As above with a formatted subject. */
gboolean
tk_failf(GError **error, TkError reason, const char *key, const char *subject_format, ...)
    G_GNUC_PRINTF(4, 5);

/* Turns a foreign error (GOptionError, GIOError, ...) into one of ours at the place where it
 * enters: takes `foreign`, keeps its message as the subject. Returns FALSE. */
gboolean
tk_fail_take(GError **error, TkError reason, const char *key, GError *foreign_take);

/* What a failure looks like from outside; foreign errors count as unavailable. */
typedef struct {
    const char *key;
    const char *subject; /* borrowed from the error, never NULL */
    const char *reason;  /* stable word for the reason: "invalid", "not-found", ... */
    int exit_status;
    unsigned http_status;
} TkErrorFace;

TkErrorFace
tk_error_face(const GError *error);
