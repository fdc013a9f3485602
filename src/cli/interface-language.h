/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * interface-language.h - in which language the terminal speaks.
 *
 * In that of the setting `language`, which the environment may have told; also where the system
 * lacks its locale: gettext only needs any UTF-8 one, and under the plain C locale it would not
 * translate at all.
 */
#pragma once

/* Once, before anything is said. */
void
interface_language_begin(void);

/* "nb", "da", "sv", "en". */
void
interface_language_set(const char *language);
