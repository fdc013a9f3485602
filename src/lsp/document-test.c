/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lsp/document.h"

#include "base/tk-limits.h"
#include "lsp/test-desk.h"

#include <string.h>

/* "1:2-1:5 code; ..." of what is told on the text. */
static char *
told_of(LspDocument *document, const Workspace *workspace, PositionUnits units)
{
    const LspWish wish = { .workspace = workspace, .sentence = key_itself };
    GString *told = g_string_new(NULL);

    lsp_document_judge(document, &wish, units);
    for (size_t i = 0; i < json_array_size(document->findings); i++) {
        const TkJson *finding = json_array_get(document->findings, i);
        Position from, until;
        g_assert_true(
            lsp_position_read(json_object_get(json_object_get(finding, "range"), "start"), &from));
        g_assert_true(
            lsp_position_read(json_object_get(json_object_get(finding, "range"), "end"), &until));
        g_string_append_printf(told, "%d:%d-%d:%d %s; ", (int) from.line, (int) from.character,
                               (int) until.line, (int) until.character,
                               tk_json_get_text(finding, "code", ""));
    }
    return g_string_free(told, FALSE);
}

static void
test_a_finding_lies_on_its_words_in_the_units_agreed_on(void)
{
    static const char *const places[UNITS_COUNT] = {
        [UNITS_UTF16] = "2:3-2:9 placeholder;",
        [UNITS_UTF8] = "2:5-2:11 placeholder;",
        [UNITS_UTF32] = "2:2-2:8 placeholder;",
    };
    g_auto(Desk) desk = desk_open();

    for (int units = 0; units < UNITS_COUNT; units++) {
        g_autoptr(LspDocument) document = lsp_document_new("file:///a");
        lsp_document_set_text(document,
                              "Kind: thank_you\n\n\xF0\x9F\x94\x91 [navn] takk for sist.");
        g_autofree char *told = told_of(document, desk.workspace, (PositionUnits) units);
        g_assert_nonnull(strstr(told, places[units]));
    }
}

static void
test_what_one_lets_stand_is_not_told_again_and_all_else_is(void)
{
    g_auto(Desk) desk = desk_open();
    g_autoptr(LspDocument) document = lsp_document_new("file:///a");

    lsp_document_set_text(document, "Hei [navn] og {{firma}}, takk for sist.");
    lsp_document_let_stand(document, "placeholder", "[navn]");
    g_autofree char *told = told_of(document, desk.workspace, UNITS_UTF16);
    g_assert_null(strstr(told, "0:4-"));
    g_assert_nonnull(strstr(told, "placeholder"));
}

static void
test_a_kind_that_is_none_is_told_on_its_line(void)
{
    g_auto(Desk) desk = desk_open();
    g_autoptr(LspDocument) document = lsp_document_new("file:///a");

    lsp_document_set_text(document, "Kind: poem\n\nRoses are red.");
    g_autofree char *told = told_of(document, desk.workspace, UNITS_UTF16);
    g_assert_cmpstr(told, ==, "0:6-0:10 kind-unknown; ");
}

static void
test_a_text_over_the_limit_is_said_to_be_too_long(void)
{
    g_auto(Desk) desk = desk_open();
    g_autoptr(LspDocument) document = lsp_document_new("file:///a");
    g_autofree char *book = g_strnfill(TK_LIMIT_TEXT + 1, 'a');

    lsp_document_set_text(document, book);
    g_autofree char *told = told_of(document, desk.workspace, UNITS_UTF16);
    g_assert_cmpstr(told, ==, "0:0-0:200 text-too-large; ");
}

static void
test_a_change_that_is_none_changes_nothing(void)
{
    static const char *const changes[] = {
        "{}",
        "{\"text\":7}",
        "{\"range\":{},\"text\":\"x\"}",
        "{\"range\":{\"start\":{\"line\":-1},\"end\":{}},\"text\":\"x\"}",
    };
    g_autoptr(LspDocument) document = lsp_document_new("file:///a");

    lsp_document_set_text(document, "as it was");
    for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_autoptr(TkJson) change = tk_json_parse(changes[i], strlen(changes[i]), NULL);
        g_assert_false(lsp_document_change(document, change, UNITS_UTF16));
        g_assert_cmpstr(document->text, ==, "as it was");
    }
}

static void
test_nothing_written_yet_has_nothing_to_mend(void)
{
    g_auto(Desk) desk = desk_open();
    g_autoptr(LspDocument) document = lsp_document_new("file:///a");

    lsp_document_set_text(document, "Subject: x\n\n");
    g_autofree char *told = told_of(document, desk.workspace, UNITS_UTF16);
    g_assert_cmpstr(told, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/document/a-finding-lies-on-its-words-in-the-units-agreed-on",
                    test_a_finding_lies_on_its_words_in_the_units_agreed_on);
    g_test_add_func("/document/what-one-lets-stand-is-not-told-again-and-all-else-is",
                    test_what_one_lets_stand_is_not_told_again_and_all_else_is);
    g_test_add_func("/document/a-kind-that-is-none-is-told-on-its-line",
                    test_a_kind_that_is_none_is_told_on_its_line);
    g_test_add_func("/document/a-text-over-the-limit-is-said-to-be-too-long",
                    test_a_text_over_the_limit_is_said_to_be_too_long);
    g_test_add_func("/document/a-change-that-is-none-changes-nothing",
                    test_a_change_that_is_none_changes_nothing);
    g_test_add_func("/document/nothing-written-yet-has-nothing-to-mend",
                    test_nothing_written_yet_has_nothing_to_mend);
    return g_test_run();
}
