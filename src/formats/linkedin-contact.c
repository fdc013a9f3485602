/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/linkedin-private.h"

enum { CONTACT_ADDRESSES = 40 };

typedef struct {
    RecordAddress addresses[CONTACT_ADDRESSES];
    unsigned count;
} Addresses;

/* Several values share a cell; what stands between them has not always been the same. `cell` is cut
 * up, and the list is the caller's. */
static char **
add_all(Addresses *addresses, const char *kind, const char *cell, const char *between)
{
    char **values = g_strsplit_set(cell, between, CONTACT_ADDRESSES);

    for (unsigned i = 0; values[i] != NULL; i++)
        if (*g_strstrip(values[i]) != '\0' && addresses->count < CONTACT_ADDRESSES)
            addresses->addresses[addresses->count++] = (RecordAddress) { kind, values[i], "" };
    return values;
}

gboolean
linkedin_contact(const LinkedinRow *row, GError **error)
{
    Addresses addresses = { .count = 0 };
    g_auto(GStrv) emails =
        add_all(&addresses, "email", linkedin_text(row, CONTACT_ROW_EMAILS), ",; \r\n");
    g_auto(GStrv) phones =
        add_all(&addresses, "phone", linkedin_text(row, CONTACT_ROW_PHONES), ",;\r\n");
    const char *whole = linkedin_text(row, CONTACT_ROW_WHOLE);
    g_autofree char *joined = g_strjoin(" ", linkedin_text(row, CONTACT_ROW_GIVEN),
                                        linkedin_text(row, CONTACT_ROW_FAMILY), NULL);
    RecordPosition post = { .kind = "post",
                            .organisation = linkedin_text(row, CONTACT_ROW_COMPANIES),
                            .title = linkedin_text(row, CONTACT_ROW_TITLE) };
    RecordPerson person = { .source = "linkedin",
                            .given_name = linkedin_text(row, CONTACT_ROW_GIVEN),
                            .family_name = linkedin_text(row, CONTACT_ROW_FAMILY),
                            .place = linkedin_text(row, CONTACT_ROW_PLACE),
                            .note = "",
                            .addresses = addresses.addresses,
                            .positions = &post };

    (void) emails;
    (void) phones;
    g_strstrip(joined);
    person.name = *joined != '\0' ? joined : whole;
    person.address_count = addresses.count;
    person.position_count = *post.organisation != '\0' || *post.title != '\0' ? 1 : 0;
    if (*person.name == '\0' && addresses.count == 0)
        return linkedin_left_out(row, "row-without-name", NULL, error);
    return row->reading->sink->person(row->reading->sink, &person, error);
}
