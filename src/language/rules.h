/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * rules.h - the rule files of one language, and where in a text they apply.
 *
 * A file share/rules/LANG/NAME.rules says how the feature NAME sounds in that language: some are
 * findings by themselves (guilt), some are what a good message has (thanks) and are missed when
 * absent. What follows from a feature is judge.h's; a rule only finds it. In a file, a paragraph is
 * one rule:
 *
 *     # why this rule
 *     kinds: outreach follow_up        only in these kinds (default: all)
 *     + har (du|dere) ..2 @job ?       a pattern (pattern.h); one that matches is enough
 *     - ikke ..4 @job                  not when this stands in the same sentence
 *     -- mellom jobber                 not when this stands anywhere in the body
 *     yes: Har dere en ledig jobb?     must fire: run as a test
 *     no: Jeg trives i jobben min.     must not
 */
#pragma once

#include "language/reading.h"

#include <glib.h>

typedef struct RuleBook RuleBook;

/* One place where a feature was found. */
typedef struct {
    guint feature;     /* rule_book_feature() */
    gsize from, until; /* bytes of the body */
    guint sentence;
} RuleHit;

RuleBook *
rule_book_new(const char *snowball, const LanguageCues *cues, int language);
void
rule_book_free(RuleBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleBook, rule_book_free)

/* Adds lines "@name: word word @other" to the classes, or one feature's rules. Errors:
 * TK_ERROR_INVALID "share-malformed" with `file` and line. Nothing is added after
 * rule_book_close(). */
gboolean
rule_book_add_classes(RuleBook *book, const char *file, const char *text, GError **error);
gboolean
rule_book_add_rules(RuleBook *book, const char *feature, const char *file, const char *text,
                    GError **error);
void
rule_book_close(RuleBook *book);

const Vocabulary *
rule_book_vocabulary(const RuleBook *book);

/* The feature's number, or -1 when this language has no rules for it. */
int
rule_book_feature(const RuleBook *book, const char *feature);

const char *
rule_book_feature_name(const RuleBook *book, guint feature);

/* GArray of RuleHit in the order of the text; at most one for each rule and sentence. */
GArray *
rule_book_find(const RuleBook *book, const Reading *reading, const char *kind);

/* TRUE when the word belongs to the class; an unknown class has no words. */
gboolean
rule_book_class_has(const RuleBook *book, const char *name, const Reading *reading,
                    const Word *word);

/* Names of the classes that hold the vocabulary's number: GPtrArray of const char *, borrowed; NULL
 * for none. */
const GPtrArray *
rule_book_classes_of(const RuleBook *book, guint number);
