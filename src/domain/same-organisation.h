/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * same-organisation.h - how likely two names are one organisation, and what speaks for and against.
 *
 * Log odds as in same-person.h. Legal forms are gone before this (organisation_fold), so what is
 * left to ask is a slip of the pen, a name in part, an abbreviation, and what their people share.
 * Two organisations are never sure: a daughter and its mother bear one name and write from one
 * domain, and joining would move everybody's career.
 */
#pragma once

#include "domain/same-person.h"

/* Borrowed; texts never NULL. */
typedef struct {
    const char *name;
    const char *place;
    const char *country;
    const char *const *labels; /* of its people's addresses, same_work_label(); NULL at the end */
} SameOrganisation;

/* `organisations`: how many there are; `shared_people`: how many have been at both, which speaks
 * for their being one, as careers in two files do. Caller clears `out`. */
void
same_organisation_judge(const SameOrganisation *one, const SameOrganisation *other,
                        int64_t organisations, int64_t shared_people, SameJudgement *out);

/* The most that the chance can come to, whatever their people share: names alone are at hand before
 * anything is asked for. */
double
same_organisation_most(const SameOrganisation *one, const SameOrganisation *other,
                       int64_t organisations);

/* The words under which its doubles would stand too; NULL-terminated, caller frees with
 * g_strfreev(). */
char **
same_organisation_words(const SameOrganisation *organisation);
