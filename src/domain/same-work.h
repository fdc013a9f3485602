/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * same-work.h - whether two records are of one workplace, by organisation and by address.
 *
 * "larkspur.example" and "Larkspur Analytics" belong together; gmail.com belongs to nobody.
 */
#pragma once

#include <glib.h>

typedef enum {
    WORK_UNKNOWN,
    WORK_EQUAL,
    WORK_NEAR,   /* "Bergtatt", "Bergtatt Opplevelser AS" */
    WORK_DOMAIN, /* the address of one fits the organisation of the other */
    WORK_OTHER,
} WorkFit;

/* One address at a domain. */
typedef struct {
    const char *email;  /* folded; borrowed, as the next */
    const char *domain; /* behind the @ */
    gboolean is_free;   /* where everybody may have a box */
    char **labels;      /* of the domain, those that may be an organisation's name; NULL if free */
} SameBox;

/* A workplace read off a record: once, for it is held against many. */
typedef struct {
    char **words;  /* of the organisation, folded */
    char *whole;   /* all of them without spaces, "" for none */
    GArray *boxes; /* SameBox */
} SameWork;

/* `emails` folded, NULL at the end; both outlive it. Caller clears `out`. */
void
same_work_read(const char *organisation, const char *const *emails, SameWork *out);
void
same_work_clear(SameWork *work);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SameWork, same_work_clear)

/* FALSE for words that many organisations have, and for very short ones. */
gboolean
same_work_says_something(const char *word);

/* Folded, without spaces: the first word that says something, and the whole name. Either is "" for
 * none. Caller frees both. */
void
same_work_keys(const SameWork *work, char **out_first, char **out_whole);

/* The label of an address's domain that stands for an organisation: "larkspur" of
 * "x@mail.larkspur.example"; NULL for a free mail box. Caller frees. */
char *
same_work_label(const char *email);

/* *out_domain (may be NULL) is the domain where the fit is WORK_DOMAIN; borrowed from the emails.
 */
WorkFit
same_work_fit(const SameWork *one, const SameWork *other, const char **out_domain);

/* Each has an address at one and the same workplace, and they are not the same. */
gboolean
same_work_has_two_boxes(const SameWork *one, const SameWork *other);

/* The firm bears the family's name: that two there share it says little. `family` folded, without
 * spaces. */
gboolean
same_work_bears_name(const SameWork *work, const char *family);
