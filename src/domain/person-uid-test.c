/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/person-uid.h"

#include <string.h>

static void
test_a_uid_leads_back_to_its_person_alone(void)
{
    static const TkId ids[] = { 1, 0x123456789abcdef0, G_MAXINT64, 65536 };

    for (unsigned i = 0; i < G_N_ELEMENTS(ids); i++) {
        const Person person = { .id = ids[i], .created_at = 1796029200 };
        const Person namesake = { .id = ids[i], .created_at = 1796029201 };
        g_autofree char *uid = person_uid(&person);
        g_autofree char *again = person_uid(&person);
        g_autofree char *upper = g_ascii_strup(uid + strlen("urn:uuid:"), -1);
        TkId id = 0;

        g_assert_cmpstr(uid, ==, again);
        g_assert_true(g_uuid_string_is_valid(uid + strlen("urn:uuid:")));
        g_assert_true(person_uid_read(uid, &id));
        g_assert_cmpint(id, ==, ids[i]);
        g_assert_true(person_uid_read(upper, &id));
        g_assert_true(person_uid_is_of(upper, &person));
        g_assert_false(person_uid_is_of(uid, &namesake));
    }
}

static void
test_other_uids_are_none_of_ours(void)
{
    static const char *const uids[] = { "",
                                        "urn:uuid:",
                                        "pas-id-54B2522600000001",
                                        "ad612c16-fe12-4ec5-abf6-49998ee5ab88",
                                        "00000000-0000-8000-8000-000000000000",
                                        "ffffffff-ffff-8fff-8f00-000000000000",
                                        "00000000-0000-8000-8100-00000000000g",
                                        "00000000-0000-8000-8100-0000000000000" };

    for (unsigned i = 0; i < G_N_ELEMENTS(uids); i++) {
        TkId id = 7;

        g_assert_false(person_uid_read(uids[i], &id));
        g_assert_cmpint(id, ==, 7);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/person-uid/a-uid-leads-back-to-its-person-alone",
                    test_a_uid_leads_back_to_its_person_alone);
    g_test_add_func("/person-uid/other-uids-are-none-of-ours", test_other_uids_are_none_of_ours);
    return g_test_run();
}
