/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * name-book.h - which given names one person may go by, and how common a name is.
 *
 * Reads texts of share/names/; knows no file. All names are folded words (tk_text_fold).
 */
#pragma once

#include <glib.h>

typedef struct NameBook NameBook;

/* `nicknames` and `variants`: one set of names a line; `common`: "given|family PER_100000 NAME..."
 * a line; '#' begins a remark. Lines that are none of this are passed over. Any may be NULL. */
NameBook *
name_book_new(const char *nicknames, const char *variants, const char *common);
void
name_book_free(NameBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NameBook, name_book_free)

/* TRUE when the two given names stand in one set: Bob and Robert, Kristian and Christian. */
gboolean
name_book_same_given(const NameBook *book, const char *one, const char *other);

/* The names that stand for all of its sets, NULL-terminated; NULL for a name that is in none.
 * Borrowed. */
const char *const *
name_book_stems(const NameBook *book, const char *given);

/* TRUE for a name that is listed anywhere: another one that differs by a letter is no slip then. */
gboolean
name_book_knows(const NameBook *book, gboolean is_family, const char *name);

/* How much it says that two people share the name: log2 of one in how many bears it. A name that is
 * not among the common ones counts as rare. */
double
name_book_bits(const NameBook *book, gboolean is_family, const char *name);

/* The sound of a folded word as nb, da, sv and en spell it: Christensen, Kristenssen and
 * Kristensson are one. Caller frees with g_free(). */
char *
name_sound(const char *word);
