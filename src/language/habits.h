/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * habits.h - how people open and close a mail: greeting, sign-off, signature, quoted text.
 *
 * The phrases stand in share/mail/habits.txt, those of all languages in one list: Nordic mail ends
 * in "Best regards" as often as not. Looks at lines only; sentences are sentences.h.
 */
#pragma once

#include <glib.h>

typedef struct MailHabits MailHabits;

/* Errors: TK_ERROR_INVALID "share-malformed" with file and line. */
MailHabits *
mail_habits_new(const char *name, const char *text, GError **error);
void
mail_habits_free(MailHabits *habits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailHabits, mail_habits_free)

/* Where things stand in a levelled body, in bytes. Empty parts have from == until. */
typedef struct {
    gsize greeting_from, greeting_until; /* "Hei Kari," with its sign */
    gsize text_from, text_until;         /* between greeting and sign-off */
    gsize end_from;                      /* sign-off and all below it; length if none */
} MailParts;

MailParts
mail_parts_find(const MailHabits *habits, const char *text, gsize length);

/* TRUE when the line is quoted from another mail ("> ..."). */
gboolean
mail_line_is_quoted(const char *from, const char *until);

/* TRUE when the text begins as a list's line does: "- ", "• ", "1. ", "2) ". */
gboolean
mail_line_is_listed(const char *from);

/* The names in a greeting: folded words with a capital, without "kjære", "Dr." and the like, in
 * order. NULL-terminated; `out_titled` tells whether a title stood among them. */
char **
mail_greeting_names(const MailHabits *habits, const char *text, const MailParts *parts,
                    gboolean *out_titled);

/* TRUE for "dr", "fru" (folded). */
gboolean
mail_word_is_title(const MailHabits *habits, const char *folded);
