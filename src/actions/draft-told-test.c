/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/draft-told.h"

#include "base/tk-error.h"

#include <string.h>

static TkJson *
json(const char *text)
{
    g_autoptr(GError) error = NULL;
    TkJson *value = tk_json_parse(text, strlen(text), &error);

    g_assert_no_error(error);
    return value;
}

static void
test_texts_lists_days_and_numbers_become_facts(void)
{
    g_autoptr(TkJson) told = json("{\"said\":\"hello\",\"points\":[\"one\",\"two\"],"
                                  "\"day\":\"2026-02-04\",\"minutes\":20,\"poem\":\"x\"}");
    g_autoptr(GPtrArray) texts = draft_told_new();
    DraftFacts facts = { .said = "before", .title = "kept" };

    draft_told_lay(told, &facts, texts);
    g_assert_cmpstr(facts.said, ==, "hello");
    g_assert_cmpstr(facts.points, ==, "one\ntwo");
    g_assert_cmpstr(facts.title, ==, "kept");
    g_assert_cmpint(facts.minutes, ==, 20);
    g_assert_cmpint(facts.earlier_day, ==, 20488);
}

static void
test_nothing_told_changes_nothing(void)
{
    g_autoptr(GPtrArray) texts = draft_told_new();
    DraftFacts facts = { .said = "before" };

    draft_told_lay(NULL, &facts, texts);
    g_assert_cmpstr(facts.said, ==, "before");
    g_assert_true(draft_told_check(NULL, NULL));
}

static void
test_what_is_no_fact_is_refused_by_name(void)
{
    static const struct {
        const char *text, *key, *subject;
    } rows[] = {
        { "{\"sadi\":\"x\"}", "fact-unknown", "sadi" },
        { "{\"said\":true}", "field-type", "said" },
        { "{\"points\":[1]}", "field-type", "points" },
        { "{\"day\":\"soon\"}", "not-a-day", "soon" },
        { "[]", "field-type", "facts" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(TkJson) told = json(rows[i].text);
        g_assert_false(draft_told_check(told, &error));
        g_assert_cmpstr(tk_error_face(error).key, ==, rows[i].key);
        g_assert_cmpstr(tk_error_face(error).subject, ==, rows[i].subject);
    }
}

static void
test_pairs_are_cut_at_the_first_sign(void)
{
    static const char *const pairs[] = { "link=https://x.example/?a=b", " said = it = that", NULL };
    static const char *const bad[] = { "said", NULL };
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) told = draft_told_of_pairs(pairs, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(tk_json_get_text(told, "link", ""), ==, "https://x.example/?a=b");
    g_assert_cmpstr(tk_json_get_text(told, "said", ""), ==, " it = that");
    g_assert_null(draft_told_of_pairs(bad, &error));
    g_assert_cmpstr(tk_error_face(error).key, ==, "fact-unknown");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draft/M2/texts-lists-days-and-numbers-become-facts",
                    test_texts_lists_days_and_numbers_become_facts);
    g_test_add_func("/draft/M2/nothing-told-changes-nothing", test_nothing_told_changes_nothing);
    g_test_add_func("/draft/M2/what-is-no-fact-is-refused-by-name",
                    test_what_is_no_fact_is_refused_by_name);
    g_test_add_func("/draft/M2/pairs-are-cut-at-the-first-sign",
                    test_pairs_are_cut_at_the_first_sign);
    return g_test_run();
}
