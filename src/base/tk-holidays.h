/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tk-holidays.h - public holidays of NO, DK, SE, FI, GB, US and DE, computed for any year from
 * 1900.
 *
 * GB is England and Wales, DE what all states share, US the federal ones. A country not in the list
 * has none but Saturdays and Sundays. Sources stand with each rule in tk-holidays.c.
 */
#pragma once

#include "base/tk-day.h"

/* Its name in the country's own language, or NULL. Constant text. */
const char *
tk_holiday_name(TkDay day, const char *country);

/* Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher). */
TkDay
tk_easter(int year);
