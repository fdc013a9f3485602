/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-work.h"

typedef struct {
    const char *organisation, *email, *other_organisation, *other_email; /* "" for none */
    WorkFit fit;
} Row;

static const Row rows[] = {
    { "Nordvarme AS", "", "Nordvarme", "", WORK_EQUAL },
    { "Bergtatt", "", "Bergtatt Opplevelser AS", "", WORK_NEAR },
    { "Larkspur Analytics", "", "", "imogen@larkspur.example", WORK_DOMAIN },
    { "Adeane & Sons", "", "", "percy@adeaneandsons.example", WORK_DOMAIN },
    { "Quill Software", "", "Marlowe Press", "toby@mail.quillsoftware.example", WORK_DOMAIN },
    { "Epic Systems", "", "Epic Games", "", WORK_OTHER },
    { "Norsk Data", "", "Norsk", "", WORK_OTHER },
    { "Mail Online", "", "", "kari@mail.com", WORK_UNKNOWN },
    { "Elv AS", "", "", "", WORK_UNKNOWN },
    { "Stealth Startup", "", "Stealth Startup", "", WORK_UNKNOWN },
};

static void
test_workplaces_fit_by_name_and_by_address(void)
{
    for (size_t at = 0; at < G_N_ELEMENTS(rows); at++) {
        const char *const emails[] = { *rows[at].email != '\0' ? rows[at].email : NULL, NULL };
        const char *const others[] = { *rows[at].other_email != '\0' ? rows[at].other_email : NULL,
                                       NULL };

        g_auto(SameWork) one = { 0 };
        g_auto(SameWork) other = { 0 };

        same_work_read(rows[at].organisation, emails, &one);
        same_work_read(rows[at].other_organisation, others, &other);
        g_test_message("%s, %s", rows[at].organisation, rows[at].other_organisation);
        g_assert_cmpint(same_work_fit(&one, &other, NULL), ==, rows[at].fit);
        g_assert_cmpint(same_work_fit(&other, &one, NULL), ==, rows[at].fit);
    }
}

static gboolean
have_two_boxes(const char *const *emails, const char *const *others)
{
    g_auto(SameWork) one = { 0 };
    g_auto(SameWork) other = { 0 };

    same_work_read("", emails, &one);
    same_work_read("", others, &other);
    return same_work_has_two_boxes(&one, &other);
}

static void
test_two_boxes_at_one_workplace_are_two(void)
{
    static const char *const one[] = { "line.toft@spejder.example", NULL };
    static const char *const two[] = { "line.tofte@spejder.example", NULL };
    static const char *const free_one[] = { "line.toft@gmail.com", NULL };
    static const char *const free_two[] = { "linetoft@gmail.com", NULL };

    g_assert_true(have_two_boxes(one, two));
    g_assert_false(have_two_boxes(one, one));
    g_assert_false(have_two_boxes(free_one, free_two));
}

static gboolean
bears_name(const char *organisation, const char *const *emails, const char *family)
{
    g_auto(SameWork) work = { 0 };

    same_work_read(organisation, emails, &work);
    return same_work_bears_name(&work, family);
}

static void
test_a_family_firm_bears_the_name(void)
{
    static const char *const none[] = { NULL };
    static const char *const emails[] = { "kari@vikbygg.example", NULL };

    g_assert_true(bears_name("Tveito Sag AS", none, "tveito"));
    g_assert_true(bears_name("", emails, "vik"));
    g_assert_false(bears_name("Nordvarme AS", none, "tveito"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/same-work/workplaces-fit-by-name-and-by-address",
                    test_workplaces_fit_by_name_and_by_address);
    g_test_add_func("/same-work/two-boxes-at-one-workplace-are-two",
                    test_two_boxes_at_one_workplace_are_two);
    g_test_add_func("/same-work/a-family-firm-bears-the-name", test_a_family_firm_bears_the_name);
    return g_test_run();
}
