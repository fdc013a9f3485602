/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/test-share.h"

#include "base/tk-places.h"
#include "language/news.h"
#include "language/share-private.h"

#include <string.h>

typedef struct {
    const char *name, *text;
} Replacement;

static GBytes *
read_replaced(const char *name, gpointer data, GError **error)
{
    const Replacement *replacement = data;

    if (replacement != NULL && strcmp(name, replacement->name) == 0)
        return g_bytes_new(replacement->text, strlen(replacement->text));
    return tk_share_read(name, error);
}

const LanguageShare *
test_share(void)
{
    static LanguageShare *kept; /* check: allow-static: read once for all tests of a program */
    g_autoptr(GError) error = NULL;

    if (kept == NULL)
        kept = language_share_new(read_replaced, NULL, &error);
    g_assert_no_error(error);
    return kept;
}

LanguageShare *
test_share_with(const char *name, const char *text, GError **error)
{
    Replacement replacement = { name, text };

    return language_share_new(read_replaced, &replacement, error);
}

GPtrArray *
test_judge(const LanguageShare *share, const char *language, const char *kind, const char *body)
{
    const JudgeText text = {
        .kind = kind,
        .language = language,
        .sender_name = "Ola Nordmann",
        .receiver_name = "Kari Holm",
        .receiver_role = "",
        .receiver_organisation = "Enova",
        .context = "",
        .subject = "",
        .body = body,
    };

    return judge_message(share, &text);
}

const Finding *
test_finding(const GPtrArray *findings, const char *code)
{
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);
        if (strcmp(finding->code, code) == 0)
            return finding;
    }
    return NULL;
}

void
test_assert_told(const LanguageShare *share, const char *language, const char *text,
                 const char *told)
{
    g_autoptr(GPtrArray) found = news_read(share, text, language);
    g_autoptr(GString) line = g_string_new(NULL);

    for (guint i = 0; i < found->len; i++) {
        const NewsMilestone *one = g_ptr_array_index(found, i);
        g_string_append_printf(line, "%s%s %s", i > 0 ? "; " : "", one->type,
                               *one->person != '\0' ? one->person : one->organisation);
    }
    g_assert_cmpstr(line->str, ==, told);
}

char *
test_source_file(const char *path)
{
    const char *source = g_getenv("TOKOPP_SOURCE");
    g_autofree char *whole = g_build_filename(source != NULL ? source : ".", path, NULL);
    char *text = NULL;

    g_file_get_contents(whole, &text, NULL, NULL);
    return text;
}

static gboolean
fires(const LanguageShare *share, const RuleBook *book, int language, int feature,
      const char *example)
{
    g_autoptr(Reading) reading =
        language_share_read_by(share, example, language, rule_book_vocabulary(book), NULL);
    g_autoptr(GArray) hits = rule_book_find(book, reading, "");

    for (guint i = 0; i < hits->len; i++) {
        if ((int) g_array_index(hits, RuleHit, i).feature == feature)
            return TRUE;
    }
    return FALSE;
}

guint
test_rule_examples(const LanguageShare *share, const RuleBook *book, int language, int feature,
                   const char *name, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint wrong = 0;

    for (guint i = 0; lines[i] != NULL; i++) {
        gboolean yes = g_str_has_prefix(lines[i], "yes: ");
        if ((!yes && !g_str_has_prefix(lines[i], "no: ")) ||
            fires(share, book, language, feature, strchr(lines[i], ' ') + 1) == yes)
            continue;
        wrong++;
        g_test_message("%s/%s: %s", language_codes[language], name, lines[i]);
    }
    return wrong;
}
