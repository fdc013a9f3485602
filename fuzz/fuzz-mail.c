/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "fuzz.h"

#include "formats/collected.h"
#include "formats/mail.h"

static void
read_mails(const uint8_t *bytes, size_t length, size_t step, Collected *collected)
{
    g_autoptr(InputSource) source = input_source_bytes(bytes, length, step);
    g_autoptr(Input) input = input_new(source, INPUT_BYTES, MAIL_WINDOW);
    g_autoptr(MailReader) reader = mail_reader_new(&collected->reading);

    collected->wants_text = TRUE;
    if (length >= 5 && memcmp(bytes, "From ", 5) == 0)
        g_assert_true(mail_read_mbox(reader, input, NULL));
    else
        g_assert_true(mail_read_single(reader, input, NULL));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(Collected) whole = collected_new();
    g_autoptr(Collected) parts = collected_new();

    read_mails(bytes, length, 0, whole);
    read_mails(bytes, length, 1 + length % 5, parts);
    g_assert_cmpstr(whole->text->str, ==, parts->text->str);
    fuzz_canary(whole->text->str);
    return 0;
}
