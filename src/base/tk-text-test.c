/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-text.h"

#include <string.h>

static void
assert_mends(const char *bytes, gssize length, const char *wanted)
{
    g_autofree char *mended = tk_text_mend(bytes, length);

    g_assert_cmpstr(mended, ==, wanted);
}

static void
test_valid_text_stays_as_it_is(void)
{
    assert_mends("Åse møtte José på «Blå» – 王小明 😀\r\n\tx", -1,
                 "Åse møtte José på «Blå» – 王小明 😀\r\n\tx");
    assert_mends("", -1, "");
    assert_mends(NULL, -1, "");
}

static void
test_bad_bytes_are_read_as_windows_1252(void)
{
    assert_mends("bl\xe5\x62\xe6r", -1, "blåbær");
    assert_mends("\x93hei\x94 \x80 5", -1, "“hei” € 5");
    assert_mends("blå og bl\xe5", -1, "blå og blå");
    assert_mends("\x81", -1, "\uFFFD");
    assert_mends("cut \xc3", -1, "cut Ã");
}

static void
test_control_signs_become_a_space(void)
{
    assert_mends("a\0b", 3, "a b");
    assert_mends("a\x01\x1b[31mb\x7f", -1, "a  [31mb ");
    assert_mends("don\xc2\x92t", -1, "don’t"); /* Windows-1252 taken for Latin-1 */
    assert_mends("a\0", 2, "a ");
}

static void
test_surrogates_and_overlong_forms_are_no_text(void)
{
    const char *const bad[] = { "\xed\xa0\x80", "\xc0\x80", "\xf4\x90\x80\x80",
                                "\xf8\x88\x80\x80\x80" };

    for (gsize at = 0; at < G_N_ELEMENTS(bad); at++) {
        g_autofree char *mended = tk_text_mend(bad[at], -1);

        g_assert_true(g_utf8_validate(mended, -1, NULL));
    }
}

static void
test_any_bytes_become_text_and_mending_twice_changes_nothing(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(3);

    for (int count = 0; count < 20000; count++) {
        char bytes[24];
        gssize length = g_rand_int_range(dice, 0, sizeof bytes);

        for (gssize at = 0; at < length; at++)
            bytes[at] = (char) g_rand_int_range(dice, 0, 256);
        g_autofree char *once = tk_text_mend(bytes, length);

        g_assert_true(g_utf8_validate(once, -1, NULL));
        assert_mends(once, -1, once);
    }
}

static void
assert_order(const char *language, const char *const *names)
{
    for (gsize at = 0; names[at + 1] != NULL; at++) {
        g_test_message("%s: %s before %s", language, names[at], names[at + 1]);
        g_assert_cmpint(tk_text_compare(names[at], names[at + 1], language), <, 0);
        g_assert_cmpint(tk_text_compare(names[at + 1], names[at], language), >, 0);
    }
}

static void
test_names_are_ordered_as_each_language_does(void)
{
    const char *const norwegian[] = { "Anna", "Zara", "Ærlig", "Øystein", "Åse", NULL };
    const char *const swedish[] = { "Anna", "Zara", "Åse", "Ärlig", "Öystein", NULL };
    const char *const english[] = { "anna", "Åse", "bert", "Özil", "zara", NULL };

    assert_order("nb", norwegian);
    assert_order("da", norwegian);
    assert_order("sv", swedish);
    assert_order("en", english);
    assert_order("xx", english);
    assert_order(NULL, english);
}

static void
test_only_the_same_text_is_equal(void)
{
    g_assert_cmpint(tk_text_compare("kari", "kari", "nb"), ==, 0);
    g_assert_cmpint(tk_text_compare("a\u00ADb", "ab", "nb"), !=, 0);
    g_assert_cmpint(tk_text_compare(NULL, "", "nb"), ==, 0);
    g_assert_cmpint(tk_text_compare("\xff", "\xfe", "nb"), !=, 0);
}

static void
test_columns_count_what_a_terminal_shows(void)
{
    g_assert_cmpuint(tk_text_columns("Åse"), ==, 3);
    g_assert_cmpuint(tk_text_columns("A\u030Ase"), ==, 3);
    g_assert_cmpuint(tk_text_columns("王小明"), ==, 6);
    g_assert_cmpuint(tk_text_columns("a\u200Db"), ==, 2);
    g_assert_cmpuint(tk_text_columns(""), ==, 0);
    g_assert_cmpuint(tk_text_columns(NULL), ==, 0);
}

static void
assert_shortens(const char *text, unsigned columns, const char *wanted)
{
    g_autofree char *shortened = tk_text_shorten(text, columns);

    g_assert_cmpstr(shortened, ==, wanted);
    g_assert_cmpuint(tk_text_columns(shortened), <=, columns);
}

static void
test_shortened_text_fits_and_says_that_it_was_cut(void)
{
    assert_shortens("Kari Holm", 9, "Kari Holm");
    assert_shortens("Kari Holm", 8, "Kari Ho…");
    assert_shortens("Kari Holm", 6, "Kari…");
    assert_shortens("Kari Holm", 1, "…");
    assert_shortens("Kari Holm", 0, "");
    assert_shortens("王小明", 4, "王…");
    assert_shortens("王小明", 5, "王小…");
    assert_shortens("A\u030Ase Aas", 4, "A\u030Ase…");
    assert_shortens(NULL, 5, "");
}

static void
test_digest_is_that_of_the_standard(void)
{
    g_autofree char *abc = tk_text_digest("abc");
    g_autofree char *none = tk_text_digest(NULL);

    /* FIPS 180-2, appendix B.1 */
    g_assert_cmpstr(abc, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    g_assert_cmpuint(strlen(none), ==, 64);
}

static void
test_a_field_takes_a_copy_and_tells_whether_it_is_another_text(void)
{
    g_autofree char *field = g_strdup("Kari Holm");

    g_assert_false(tk_text_set(&field, NULL));
    g_assert_false(tk_text_set(&field, "Kari Holm"));
    g_assert_true(tk_text_set(&field, field + 5)); /* a part of itself */
    g_assert_cmpstr(field, ==, "Holm");
    g_assert_true(tk_text_set(&field, ""));
    g_assert_cmpstr(field, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/valid-text-stays-as-it-is", test_valid_text_stays_as_it_is);
    g_test_add_func("/text/bad-bytes-are-read-as-windows-1252",
                    test_bad_bytes_are_read_as_windows_1252);
    g_test_add_func("/text/control-signs-become-a-space", test_control_signs_become_a_space);
    g_test_add_func("/text/surrogates-and-overlong-forms-are-no-text",
                    test_surrogates_and_overlong_forms_are_no_text);
    g_test_add_func("/text/any-bytes-become-text-and-mending-twice-changes-nothing",
                    test_any_bytes_become_text_and_mending_twice_changes_nothing);
    g_test_add_func("/text/names-are-ordered-as-each-language-does",
                    test_names_are_ordered_as_each_language_does);
    g_test_add_func("/text/only-the-same-text-is-equal", test_only_the_same_text_is_equal);
    g_test_add_func("/text/columns-count-what-a-terminal-shows",
                    test_columns_count_what_a_terminal_shows);
    g_test_add_func("/text/shortened-text-fits-and-says-that-it-was-cut",
                    test_shortened_text_fits_and_says_that_it_was_cut);
    g_test_add_func("/text/digest-is-that-of-the-standard", test_digest_is_that_of_the_standard);
    g_test_add_func("/text/a-field-takes-a-copy-and-tells-whether-it-is-another-text",
                    test_a_field_takes_a_copy_and_tells_whether_it_is_another_text);
    return g_test_run();
}
