/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "fuzz.h"

#include "formats/collected.h"
#include "formats/csv.h"
#include "formats/linkedin.h"

static void
read_export(InputSource *source, LinkedinSelf *self, Collected *collected)
{
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, CSV_WINDOW);
    gboolean is_known = FALSE;

    collected->reading.file = "recommendations received.csv";
    g_assert_true(linkedin_self_tell(self, &collected->reading, NULL));
    g_assert_true(linkedin_read(self, input, &collected->reading, &is_known, NULL));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(LinkedinSelf) self = linkedin_self_new();
    g_autoptr(Collected) whole = collected_new();
    g_autoptr(Collected) parts = collected_new();
    g_autoptr(InputSource) first = input_source_bytes(bytes, length, 0);
    g_autoptr(InputSource) second = input_source_bytes(bytes, length, 0);
    g_autoptr(InputSource) third = input_source_bytes(bytes, length, 1 + length % 5);
    g_autoptr(Input) learned = input_new(first, INPUT_TEXT, CSV_WINDOW);

    linkedin_self_learn(self, learned, "export.csv");
    read_export(second, self, whole);
    read_export(third, self, parts);
    g_assert_cmpstr(whole->text->str, ==, parts->text->str);
    fuzz_canary(whole->text->str);
    return 0;
}
