/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/vcard-write.h"

#include <string.h>

typedef struct {
    VcardCard *card;
    unsigned groups; /* item1, item2, ... that were given out */
} Writing;

static void
add_text(Writing *writing, const char *name, const char *text)
{
    g_autoptr(GString) value = g_string_new(NULL);

    if (*text == '\0')
        return;
    vcard_escape(value, text);
    vcard_card_add(writing->card, "", name, "", value->str);
}

/* A word that may stand as TYPE in both versions (RFC 6350, 3.3: iana-token, x-name). */
static gboolean
is_type(const char *label)
{
    for (const char *at = label; *at != '\0'; at++)
        if (!g_ascii_isalnum(*at) && *at != '-')
            return FALSE;
    return *label != '\0';
}

static void
add_labelled(Writing *writing, const char *name, const RecordAddress *address, const char *label)
{
    g_autoptr(GString) value = g_string_new(NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *params = is_type(label) ? g_strconcat("TYPE=", label, NULL) : g_strdup("");
    g_autofree char *group = NULL;

    vcard_escape(value, address->value);
    if (*label == '\0' || is_type(label)) {
        vcard_card_add(writing->card, "", name, params, value->str);
        return;
    }
    group = g_strdup_printf("item%u", ++writing->groups);
    vcard_escape(text, label);
    vcard_card_add(writing->card, group, name, "", value->str);
    vcard_card_add(writing->card, group, "X-ABLabel", "", text->str);
}

static gboolean
is_kind(const RecordAddress *address, const char *kind)
{
    return strcmp(address->kind, kind) == 0;
}

/* A profile's address is known by its host; one that was kept without it needs a name of its own.
 */
static void
add_profile(Writing *writing, const RecordAddress *address)
{
    g_autofree char *lower = g_ascii_strdown(address->value, -1);

    add_labelled(writing, strstr(lower, "linkedin.com/") != NULL ? "URL" : "X-LINKEDIN", address,
                 *address->label != '\0' ? address->label : "LinkedIn");
}

static void
add_addresses(Writing *writing, const RecordPerson *person)
{
    static const struct {
        const char *kind, *name;
    } table[] = { { "email", "EMAIL" }, { "phone", "TEL" }, { "url", "URL" } };

    for (unsigned kind = 0; kind < G_N_ELEMENTS(table); kind++)
        for (unsigned i = 0; i < person->address_count; i++)
            if (is_kind(&person->addresses[i], table[kind].kind))
                add_labelled(writing, table[kind].name, &person->addresses[i],
                             person->addresses[i].label);
    for (unsigned i = 0; i < person->address_count; i++)
        if (is_kind(&person->addresses[i], "linkedin"))
            add_profile(writing, &person->addresses[i]);
}

static void
add_parts(Writing *writing, const char *name, const char *before, const char *first,
          const char *second, const char *after)
{
    g_autoptr(GString) value = g_string_new(before);

    vcard_escape(value, first);
    if (second != NULL) {
        g_string_append_c(value, ';');
        vcard_escape(value, second);
    }
    g_string_append(value, after);
    vcard_card_add(writing->card, "", name, "", value->str);
}

static void
add_uid(Writing *writing, const RecordPerson *person)
{
    for (unsigned i = 0; i < person->address_count; i++)
        if (is_kind(&person->addresses[i], "uid")) {
            add_text(writing, "UID", person->addresses[i].value);
            return;
        }
}

static const char *
full_name(const RecordPerson *person)
{
    if (*person->name != '\0')
        return person->name;
    for (unsigned i = 0; i < person->address_count; i++)
        if (!is_kind(&person->addresses[i], "uid"))
            return person->addresses[i].value;
    return "?"; /* a card must have a name (RFC 6350, 6.2.1) */
}

void
vcard_write_person(GString *out, const RecordPerson *person, const char *const *more_notes,
                   VcardVersion version)
{
    g_autoptr(VcardCard) card = vcard_card_new(version);
    Writing writing = { .card = card };

    add_uid(&writing, person);
    add_text(&writing, "FN", full_name(person));
    add_parts(&writing, "N", "", person->family_name, person->given_name, ";;;");
    if (person->position_count > 0) {
        add_text(&writing, "ORG", person->positions[0].organisation);
        add_text(&writing, "TITLE", person->positions[0].title);
    }
    add_addresses(&writing, person);
    if (*person->place != '\0') /* post box; extended; street; locality; region; code; country */
        add_parts(&writing, "ADR", ";;;", person->place, NULL, ";;;");
    if (person->language != NULL)
        add_text(&writing, version == VCARD_4_0 ? "LANG" : "X-LANG", person->language);
    add_text(&writing, "NOTE", person->note);
    for (unsigned i = 0; more_notes != NULL && more_notes[i] != NULL; i++)
        add_text(&writing, "NOTE", more_notes[i]);
    vcard_card_write(card, out);
}
