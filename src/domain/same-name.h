/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * same-name.h - two names as people and files write them: how far they may be one person's.
 *
 * Says how the given and the family names fit, not how likely that makes anything: that is
 * same-person.h's. A name that lacks a part (an initial, a given name alone, an address in its
 * place) is completed by an address of the same record that shows it.
 */
#pragma once

#include "domain/name-book.h"

#include <glib.h>

typedef enum {
    NAME_UNKNOWN, /* one of the two does not say */
    NAME_EQUAL,
    NAME_MORE,    /* one has a further given name */
    NAME_SET,     /* a nickname, or another spelling that is a name of its own */
    NAME_INITIAL, /* an initial that fits */
    NAME_CALLED,  /* one is the other's second given name */
    NAME_PART,    /* of a family name: married, hyphenated */
    NAME_TYPO,    /* a letter or two, and at most one of them is a name that is known */
    NAME_NEAR,    /* a letter or two, and both are names: Hanna and Hanne; or another second name */
    NAME_OTHER,
} NameFit;

/* A name taken apart: folded words. It is read once and held against many, so what they are
 * compared by stands here as well. */
typedef struct {
    char **given;
    char **family;
    char *family_text;   /* the family's words with spaces between them, "" for none, */
    char *family_whole;  /* ... without, */
    char *family_sound;  /* ... and as that sounds */
    char *given_sound;   /* of the first given name, "" for none */
    int generation;      /* 0: not said; others differ when they do (junior, senior, II, III) */
    gboolean hyphenated; /* the given names are one: Anna-Lena */
} SameName;

void
same_name_clear(SameName *name);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SameName, same_name_clear)

/* `emails` as in SameRecord. Caller clears `out`. */
void
same_name_read(const char *name, const char *const *emails, SameName *out);

/* The name that an address shows; FALSE (and *out empty) where it shows none. */
gboolean
same_name_of_address(const char *email, SameName *out);

NameFit
same_name_given_fit(const NameBook *book, const SameName *one, const SameName *other);

/* *out_part (may be NULL) is the shared word where the fit is NAME_PART; borrowed from `one` or
 * `other`. */
NameFit
same_name_family_fit(const NameBook *book, const SameName *one, const SameName *other,
                     const char **out_part);

/* "Holm Kari" without a comma: the first word is the family's. FALSE where there is one word. */
gboolean
same_name_turned(const SameName *name, SameName *out);

/* A box that many read: info@, post@ and the like. */
gboolean
same_name_is_shared_box(const char *email);

/* One letter alone. `word` folded. */
gboolean
same_name_is_initial(const char *word);

/* One letter is wrong, missing, too many or exchanged, in long words two; FALSE for shorter words
 * than `least`. */
gboolean
same_name_is_slip(const char *one, const char *other, gsize least);
