/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * linkedin-date.h - the dates of a LinkedIn export, each file with its own forms.
 *
 * Nothing is guessed: a form that has not been seen in that file is not a day, and a day that the
 * calendar does not have (31 Feb) is none either. Times without a zone count as UTC: LinkedIn does
 * not say whose clock wrote them.
 */
#pragma once

#include "base/tk-day.h"

typedef enum {
    LINKEDIN_DATE_WORDS = 1 << 0,   /* 08 Feb 2026, 1 Jan 2024 */
    LINKEDIN_DATE_MONTH = 1 << 1,   /* Jan 2024 (the first of it), 2024 */
    LINKEDIN_DATE_ISO = 1 << 2,     /* 2025-06-01 14:03:22 UTC, without the zone too */
    LINKEDIN_DATE_SLASHES = 1 << 3, /* 2026/07/28 13:20:49 UTC */
    LINKEDIN_DATE_US = 1 << 4,      /* 1/29/26, 2:37 PM; 01/01/24; 07/22/2026 04:02 */

    /* What each file has been seen to use. */
    LINKEDIN_CONNECTION_DATES = LINKEDIN_DATE_WORDS | LINKEDIN_DATE_ISO,
    LINKEDIN_MESSAGE_DATES = LINKEDIN_DATE_ISO,
    LINKEDIN_INVITATION_DATES = LINKEDIN_DATE_US | LINKEDIN_DATE_ISO,
    LINKEDIN_ENDORSEMENT_DATES = LINKEDIN_DATE_SLASHES | LINKEDIN_DATE_WORDS,
    LINKEDIN_RECOMMENDATION_DATES = LINKEDIN_DATE_US | LINKEDIN_DATE_WORDS,
    LINKEDIN_POSITION_DATES = LINKEDIN_DATE_MONTH | LINKEDIN_DATE_WORDS,
} LinkedinDateForms;

/* TRUE and the instant (00:00 where no time stands) if `text` is in one of `forms`. */
gboolean
linkedin_date_read(const char *text, LinkedinDateForms forms, int64_t *out_at);

/* The same as a day. */
gboolean
linkedin_day_read(const char *text, LinkedinDateForms forms, TkDay *out_day);
