/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/person-uid.h"

#include "base/tk-text.h"

#include <string.h>

#define URN "urn:uuid:"

/* "iiiiiiii-iiii-8iii-8icc-cccccccccccc": i of the id, c of the check, 8 of version and variant. */
static const char form[] = "xxxxxxxx-xxxx-8xxx-8x..-............";
#define ID_SIGNS    16
#define CHECK_SIGNS 14

char *
person_uid(const Person *person)
{
    g_autofree char *id = g_strdup_printf("%016" G_GINT64_MODIFIER "x", (guint64) person->id);
    g_autofree char *text = g_strdup_printf("tokopp %s %" G_GINT64_FORMAT, id, person->created_at);
    g_autofree char *check = tk_text_digest(text);
    g_autoptr(GString) uid = g_string_new(URN);
    const char *next_of_id = id, *next_of_check = check;

    for (const char *sign = form; *sign != '\0'; sign++) {
        if (*sign == 'x')
            g_string_append_c(uid, *next_of_id++);
        else if (*sign == '.')
            g_string_append_c(uid, *next_of_check++);
        else
            g_string_append_c(uid, *sign);
    }
    g_assert(next_of_id == id + ID_SIGNS && next_of_check == check + CHECK_SIGNS);
    return g_strdup(uid->str);
}

static const char *
without_urn(const char *uid)
{
    gsize length = strlen(URN);

    return g_ascii_strncasecmp(uid, URN, length) == 0 ? uid + length : uid;
}

gboolean
person_uid_read(const char *uid, TkId *out_id)
{
    const char *at = without_urn(uid);
    guint64 id = 0;

    if (strlen(at) != sizeof form - 1)
        return FALSE;
    for (const char *sign = form; *sign != '\0'; sign++, at++) {
        gboolean is_digit = *sign == 'x' || *sign == '.';

        if (is_digit ? !g_ascii_isxdigit(*at) : *at != *sign)
            return FALSE;
        if (*sign == 'x')
            id = id << 4 | (guint64) g_ascii_xdigit_value(*at);
    }
    if (id == 0 || id > G_MAXINT64)
        return FALSE;
    *out_id = (TkId) id;
    return TRUE;
}

gboolean
person_uid_is_of(const char *uid, const Person *person)
{
    g_autofree char *own = person_uid(person);

    return g_ascii_strcasecmp(without_urn(uid), without_urn(own)) == 0;
}
