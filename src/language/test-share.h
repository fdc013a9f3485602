/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * test-share.h - what the tests of this folder need: share/ as it is in the tree, and messages with
 * what they say.
 */
#pragma once

#include "language/judge.h"
#include "language/rules.h"
#include "language/share.h"

#include <glib.h>

/* The share of the tree, borrowed: read once, for with sanitizers that takes a second; or with one
 * file's text put in place of what it has. Aborts when it does not load, but for the second, which
 * may return NULL with the error. */
const LanguageShare *
test_share(void);
LanguageShare *
test_share_with(const char *name, const char *text, GError **error);

/* Findings of a body of that kind and language, written by Ola Nordmann to Kari Holm, head of heat
 * at Enova. */
GPtrArray *
test_judge(const LanguageShare *share, const char *language, const char *kind, const char *body);

/* The finding with the code, or NULL. */
const Finding *
test_finding(const GPtrArray *findings, const char *code);

/* What a news item tells, in the order of the text: "type person; ...", an organisation where there
 * is no person. */
void
test_assert_told(const LanguageShare *share, const char *language, const char *text,
                 const char *told);

/* The text of a file below the source root, or NULL when it is not there. */
char *
test_source_file(const char *path);

/* How many of a rule file's "yes: " and "no: " lines do otherwise, each told by `name`. The rules
 * are `book`'s, of that language and feature (rule_book_feature()). */
guint
test_rule_examples(const LanguageShare *share, const RuleBook *book, int language, int feature,
                   const char *name, const char *text);
