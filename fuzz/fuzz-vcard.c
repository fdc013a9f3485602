/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "fuzz.h"

#include "formats/collected.h"
#include "formats/vcard-card.h"
#include "formats/vcard.h"

static void
read_cards(const uint8_t *bytes, size_t length, size_t step, Collected *collected)
{
    g_autoptr(InputSource) source = input_source_bytes(bytes, length, step);
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, VCARD_WINDOW);

    g_assert_true(vcard_read(input, &collected->reading, NULL));
}

/* What is written is what was read; and after an edit it reads as it was written. */
static void
write_cards(const char *bytes, size_t length)
{
    gsize used = 0;

    for (size_t at = 0; at < length; at += used) {
        g_autoptr(VcardCard) card = vcard_card_read(bytes + at, length - at, &used);
        g_autoptr(GString) same = g_string_new(NULL);
        g_autoptr(GString) edited = g_string_new(NULL);
        g_autoptr(GString) again = g_string_new(NULL);
        g_autoptr(VcardCard) other = NULL;

        if (card == NULL)
            return;
        vcard_card_write(card, same);
        g_assert_cmpmem(same->str, same->len, bytes + at, used);
        vcard_card_add(card, "item1", "NOTE", "TYPE=x", "1\\n2\\, ø");
        vcard_card_set(card, vcard_card_count(card) / 2, "VCARD");
        vcard_card_write(card, edited);
        other = vcard_card_read(edited->str, edited->len, &used);
        if (other != NULL)
            vcard_card_write(other, again);
        if (other != NULL)
            g_assert_cmpmem(again->str, again->len, edited->str, used);
        used = same->len;
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(Collected) whole = collected_new();
    g_autoptr(Collected) parts = collected_new();

    read_cards(bytes, length, 0, whole);
    read_cards(bytes, length, 1 + length % 5, parts);
    g_assert_cmpstr(whole->text->str, ==, parts->text->str);
    write_cards((const char *) bytes, length);
    fuzz_canary(whole->text->str);
    return 0;
}
