/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "fuzz.h"

#include "formats/collected.h"
#include "formats/crm-export.h"
#include "formats/friends.h"

static void
read_file(const uint8_t *bytes, size_t length, size_t step, Collected *collected)
{
    g_autoptr(CrmExport) crm = crm_export_new();

    for (unsigned turn = 0; turn < 2; turn++) {
        g_autoptr(InputSource) source = input_source_bytes(bytes, length, step);
        g_autoptr(Input) input = input_new(source, INPUT_TEXT, JSON_WALK_WINDOW);

        if (crm_export_is_at(input) && turn == 0)
            crm_export_learn(crm, input);
        else if (crm_export_is_at(input))
            g_assert_true(crm_export_read(crm, input, &collected->reading, NULL));
        else if (turn == 0 && friends_is_at(input))
            g_assert_true(friends_read(input, &collected->reading, NULL));
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(Collected) whole = collected_new();
    g_autoptr(Collected) parts = collected_new();

    read_file(bytes, length, 0, whole);
    read_file(bytes, length, 1 + length % 5, parts);
    g_assert_cmpstr(whole->text->str, ==, parts->text->str);
    fuzz_canary(whole->text->str);
    return 0;
}
