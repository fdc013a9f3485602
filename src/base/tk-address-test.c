/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-text.h"

typedef struct {
    const char *value;
    const char *wanted;
} Row;

static void
assert_rows(const char *kind, const Row *rows, gsize count)
{
    for (gsize at = 0; at < count; at++) {
        g_autofree char *folded = tk_address_fold(kind, rows[at].value);
        g_autofree char *again = tk_address_fold(kind, folded);

        g_test_message("%s %.80s", kind, rows[at].value);
        g_assert_cmpstr(folded, ==, rows[at].wanted);
        g_assert_cmpstr(again, ==, folded);
    }
}

static void
test_mail_addresses_meet_whatever_their_case(void)
{
    const Row rows[] = {
        { " Kari.Holm@Nordvarme.NO ", "kari.holm@nordvarme.no" },
        { "mailto:kari@example.org", "kari@example.org" },
        { "kåre@blåbær.no", "kåre@blåbær.no" },
        { "kari+list@example.org", "kari+list@example.org" },
    };

    assert_rows("email", rows, G_N_ELEMENTS(rows));
}

static void
test_what_is_no_mail_address_folds_to_nothing(void)
{
    const Row rows[] = {
        { "", "" },         { "kari", "" },           { "@example.org", "" },
        { "kari@", "" },    { "a@b@c", "" },          { "kari holm@example.org", "" },
        { "<a@b.no>", "" }, { "a@b.no, c@d.no", "" }, { "a@b.", "" },
        { "a\n@b.no", "" },
    };

    assert_rows("email", rows, G_N_ELEMENTS(rows));
}

static void
test_phone_numbers_meet_however_they_are_spaced(void)
{
    const Row rows[] = {
        { "+47 22 33 44 55", "+4722334455" },
        { "0047 22334455", "+4722334455" },
        { "tel:+47-22-33-44-55", "+4722334455" },
        { "+47 (0)22 33 44 55", "+4722334455" },
        { "22 33 44 55", "22334455" },
        { "(022) 33.44/55", "022334455" },
        { "+1 212 555 0100 ext. 12", "+12125550100" },
        { "+1 212 555 0100;ext=12", "+12125550100" },
        { "٠٢٢٣٣٤", "022334" },
    };

    assert_rows("phone", rows, G_N_ELEMENTS(rows));
}

static void
test_what_is_no_phone_number_folds_to_nothing(void)
{
    const Row rows[] = {
        { "", "" }, { "call me", "" }, { "12", "" }, { "1234567890123456", "" }, { "+", "" },
    };

    assert_rows("phone", rows, G_N_ELEMENTS(rows));
}

static void
test_linkedin_addresses_meet_whatever_they_carry(void)
{
    const Row rows[] = {
        { "https://www.linkedin.com/in/Kari-Holm/", "linkedin.com/in/kari-holm" },
        { "http://no.linkedin.com/in/kari-holm?trk=abc#top", "linkedin.com/in/kari-holm" },
        { "linkedin.com/in/kari-holm", "linkedin.com/in/kari-holm" },
        { "https://www.linkedin.com/in/kari-holm/en", "linkedin.com/in/kari-holm" },
        { "https://www.linkedin.com/in/%C3%A5se-%C3%B8", "linkedin.com/in/åse-ø" },
        { "https://www.linkedin.com/in/kari-holm\r/nb?x", "linkedin.com/in/kari-holm" },
        { "https://www.linkedin.com/in/a\u030Ase-%C3%98", "linkedin.com/in/åse-ø" },
        { "https://www.linkedin.com/company/nordvarme//", "linkedin.com/company/nordvarme" },
    };

    assert_rows("linkedin", rows, G_N_ELEMENTS(rows));
}

static void
test_other_hosts_are_no_linkedin_addresses(void)
{
    const Row rows[] = {
        { "", "" },
        { "https://example.org/in/kari", "" },
        { "https://notlinkedin.com/in/kari", "" },
        { "https://linkedin.com.example.org/in/kari", "" },
        { "https://www.linkedin.com/", "" },
        { "kari-holm", "" },
    };

    assert_rows("linkedin", rows, G_N_ELEMENTS(rows));
}

static void
test_endless_linkedin_address_is_none(void)
{
    g_autofree char *long_name = g_strnfill(100000, 'x');
    g_autofree char *address = g_strconcat("linkedin.com/in/", long_name, NULL);
    const Row rows[] = { { address, "" } };

    assert_rows("linkedin", rows, G_N_ELEMENTS(rows));
}

static void
test_identifiers_are_the_same_only_letter_by_letter(void)
{
    const Row rows[] = {
        { " URN:UUID:03A0AE51-D1AA ", "urn:uuid:03a0ae51-d1aa" },
        { "urn:uuid:03a0e51-d1a", "urn:uuid:03a0e51-d1a" },
        { "aa-2", "aa-2" },
        { "a-2", "a-2" },
    };

    assert_rows("uid", rows, G_N_ELEMENTS(rows));
}

static void
test_other_kinds_are_folded_as_text(void)
{
    const Row rows[] = { { "  @Åse_H ", "ase h" }, { "", "" } };

    assert_rows("handle", rows, G_N_ELEMENTS(rows));
    assert_rows(NULL, rows, G_N_ELEMENTS(rows));
}

/* Addresses come from files: any bytes must do, and folding twice must change nothing. */
static void
test_any_bytes_fold_and_folding_twice_changes_nothing(void)
{
    static const char *const kinds[] = { "email", "phone", "linkedin", "web" };
    static const char *const pieces[] = {
        "linkedin.com", "/in/",    "/",        "@", "+47", "00",   "(0)",
        "%C3",          "%A5",     "%2525",    "?", "x",   "\xe5", " ",
        "tel:",         "mailto:", "https://", "å", "1",   "/en",  "%00"
    };
    g_autoptr(GRand) dice = g_rand_new_with_seed(5);

    for (int count = 0; count < 20000; count++) {
        g_autoptr(GString) value = g_string_new(g_rand_boolean(dice) ? "linkedin.com" : "");
        const char *kind = kinds[g_rand_int_range(dice, 0, G_N_ELEMENTS(kinds))];

        for (int at = g_rand_int_range(dice, 0, 8); at > 0; at--)
            g_string_append(value, pieces[g_rand_int_range(dice, 0, G_N_ELEMENTS(pieces))]);
        g_autofree char *once = tk_address_fold(kind, value->str);
        g_autofree char *twice = tk_address_fold(kind, once);

        g_assert_true(g_utf8_validate(once, -1, NULL));
        g_assert_cmpstr(twice, ==, once);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/address/identifiers-are-the-same-only-letter-by-letter",
                    test_identifiers_are_the_same_only_letter_by_letter);
    g_test_add_func("/address/mail-addresses-meet-whatever-their-case",
                    test_mail_addresses_meet_whatever_their_case);
    g_test_add_func("/address/what-is-no-mail-address-folds-to-nothing",
                    test_what_is_no_mail_address_folds_to_nothing);
    g_test_add_func("/address/phone-numbers-meet-however-they-are-spaced",
                    test_phone_numbers_meet_however_they_are_spaced);
    g_test_add_func("/address/what-is-no-phone-number-folds-to-nothing",
                    test_what_is_no_phone_number_folds_to_nothing);
    g_test_add_func("/address/linkedin-addresses-meet-whatever-they-carry",
                    test_linkedin_addresses_meet_whatever_they_carry);
    g_test_add_func("/address/other-hosts-are-no-linkedin-addresses",
                    test_other_hosts_are_no_linkedin_addresses);
    g_test_add_func("/address/endless-linkedin-address-is-none",
                    test_endless_linkedin_address_is_none);
    g_test_add_func("/address/other-kinds-are-folded-as-text", test_other_kinds_are_folded_as_text);
    g_test_add_func("/address/any-bytes-fold-and-folding-twice-changes-nothing",
                    test_any_bytes_fold_and_folding_twice_changes_nothing);
    return g_test_run();
}
