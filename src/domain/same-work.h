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

/* FALSE for words that many organisations have, and for very short ones. */
gboolean
same_work_says_something(const char *word);

/* Folded, without spaces: the first word that says something, and the whole name. Either is "" for
 * none. Caller frees both. */
void
same_work_keys(const char *organisation, char **out_first, char **out_whole);

/* The label of an address's domain that stands for an organisation: "larkspur" of
 * "x@mail.larkspur.example"; NULL for a free mail box. Caller frees. */
char *
same_work_label(const char *email);

/* *out_domain (may be NULL) is the domain where the fit is WORK_DOMAIN; borrowed from `emails`. */
WorkFit
same_work_fit(const char *organisation, const char *const *emails, const char *other_organisation,
              const char *const *other_emails, const char **out_domain);

/* Each has an address at one and the same workplace, and they are not the same. */
gboolean
same_work_has_two_boxes(const char *const *emails, const char *const *other_emails);

/* The firm bears the family's name: that two there share it says little. `family` folded, without
 * spaces. */
gboolean
same_work_bears_name(const char *organisation, const char *const *emails, const char *family);
