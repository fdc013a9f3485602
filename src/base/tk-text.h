/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tk-text.h - the text work that needs a table of the world's letters, done once for all.
 */
#pragma once

#include <glib.h>

/* The form in which names and words are compared and searched: case folded, accents off, and both
 * ways of writing a Nordic letter become one: ø, ö, oe -> o; å, aa -> a; æ, ä, ae -> a; ü -> u; ð
 * -> d; þ -> th; ß -> ss; ł -> l. White space runs become one space; other signs than letters and
 * digits become a space. Never NULL. Input that is not UTF-8 is made so first (tk_text_mend). */
char *
tk_text_fold(const char *text);

/* The words of tk_text_fold(), in order, without repeats removed. NULL-terminated. */
char **
tk_text_fold_words(const char *text);

/* As near as UTF-8 comes to these bytes: valid stays, else each bad byte is read as Windows-1252;
 * NULs and C0 signs other than tab and line ends become a space. */
char *
tk_text_mend(const char *bytes, gssize length);

/* The form an address is compared by. email: lower case, trimmed; phone: + and digits ("00" -> "+",
 * national numbers keep their digits); linkedin: RFC 3986 percent-decoded, lower case, without
 * scheme, www., country subdomain, query, fragment and trailing slash; uid: as it is, trimmed, in
 * lower case (hexadecimal digits are written in both), for no two of its letters are the same; else
 * trimmed and folded. "" for what is none of its kind. */
char *
tk_address_fold(const char *kind, const char *value);

/* Orders two names as the language does (ICU collation; nb, da, sv, en). */
int
tk_text_compare(const char *one, const char *other, const char *language);

/* Cuts to at most `columns` terminal columns (wide and combining letters counted right), with "…"
 * at the end. */
char *
tk_text_shorten(const char *text, unsigned columns);
unsigned
tk_text_columns(const char *text);

/* SHA-256 as 64 hexadecimal letters. */
char *
tk_text_digest(const char *text);

/* Puts a copy of `value` in the place of *field and frees what was there; `value` may be a part of
 * it. NULL leaves the field. TRUE where the field is another text afterwards. */
gboolean
tk_text_set(char **field, const char *value);
