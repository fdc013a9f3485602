/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/eml.h"

#include "formats/collected.h"
#include "formats/mail.h"

#include <string.h>

static const EmlPerson kari[] = { { "Kari Bæk", "kari@x.example" }, { "", "jorn@y.example" } };
static const char *const earlier[] = { "0@tokopp", "1@tokopp", NULL };

static const EmlMessage plain = { .from = { "Mina Lund", "mina@z.example" },
                                  .to = kari,
                                  .to_count = 2,
                                  .subject = "Kaffe på torsdag?",
                                  .body = "Hei Kari\n\nÆrlig talt: kaffe?\n.\nFrom here on\n",
                                  .at = 1796632215,
                                  .message_id = "2@tokopp",
                                  .in_reply_to = "1@tokopp",
                                  .references = earlier };

static char *
read_back(const char *mail)
{
    g_autoptr(Collected) seen = collected_new();
    g_autoptr(InputSource) source = input_source_bytes(mail, strlen(mail), 0);
    g_autoptr(Input) input = input_new(source, INPUT_BYTES, MAIL_WINDOW);
    g_autoptr(MailReader) reader = mail_reader_new(&seen->reading);

    seen->wants_text = TRUE;
    g_assert_true(mail_read_single(reader, input, NULL));
    return g_strdup(seen->text->str);
}

static void
test_what_is_written_can_be_read_back(void)
{
    g_autofree char *mail = eml_compose(&plain);
    g_autofree char *seen = read_back(mail);

    g_assert_cmpstr(seen, ==,
                    "mail <2@tokopp> at=1796632215 reply=<1@tokopp> ref=<0@tokopp> ref=<1@tokopp> "
                    "'Kaffe på torsdag?' from:email=mina@z.example'Mina Lund' "
                    "to:email=kari@x.example'Kari Bæk' to:email=jorn@y.example'' "
                    "text=[Hei Kari\r\n\r\nÆrlig talt: kaffe?\r\n.\r\nFrom here on\r\n]\n");
}

static void
test_every_line_ends_in_crlf_and_is_ascii(void)
{
    g_autofree char *mail = eml_compose(&plain);

    for (const char *at = mail; *at != '\0'; at++) {
        g_assert_cmpint((unsigned char) *at, <, 128);
        if (*at == '\n') {
            g_assert_true(at > mail);
            g_assert_cmpint(at[-1], ==, '\r');
        }
    }
}

static unsigned
count_fields(const char *mail, const char *name)
{
    g_auto(GStrv) lines = g_strsplit(mail, "\r\n", -1);
    unsigned count = 0;

    for (unsigned i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
        if (g_ascii_strncasecmp(lines[i], name, strlen(name)) == 0)
            count++;
    return count;
}

static void
test_no_name_subject_or_id_can_add_a_header(void)
{
    static const char *const evil[] = {
        "x\nBcc: e@x.example",
        "x\r\nBcc: e@x.example",
        "x\rBcc: e@x.example",
        "x\r\n\r\nBcc: e@x.example",
        "x\xe2\x80\xa8"
        "Bcc: e@x.example",
        "x\x0b"
        "Bcc: e@x.example",
        "x>\r\nBcc: e@x.example",
        "x\xff\nBcc: e@x.example",
    };

    for (unsigned i = 0; i < G_N_ELEMENTS(evil); i++) {
        const EmlPerson to = { evil[i], evil[i] };
        const char *const references[] = { evil[i], NULL };
        const EmlMessage message = { .from = { evil[i], evil[i] },
                                     .to = &to,
                                     .to_count = 1,
                                     .subject = evil[i],
                                     .body = evil[i],
                                     .message_id = evil[i],
                                     .in_reply_to = evil[i],
                                     .references = references };
        g_autofree char *mail = eml_compose(&message);
        g_autofree char *link = mailto_compose(&message);

        g_assert_cmpuint(count_fields(mail, "Bcc:"), ==, 0);
        g_assert_cmpuint(count_fields(mail, "Subject:"), ==, 1);
        g_assert_cmpuint(count_fields(mail, "To:"), ==, 1);
        g_assert_null(strpbrk(link, "\r\n"));
        g_assert_null(strstr(link, "&bcc="));
    }
}

static void
test_a_link_escapes_what_would_end_it(void)
{
    const EmlPerson to = { "", "a&b@x.example" };
    const EmlMessage message = {
        .to = &to, .to_count = 1, .subject = "A & B?", .body = "One\nTwø", .in_reply_to = "1@x"
    };
    g_autofree char *link = mailto_compose(&message);

    g_assert_cmpstr(link, ==,
                    "mailto:a%26b@x.example?subject=A%20%26%20B%3F&in-reply-to=%3C1%40x%3E"
                    "&body=One%0D%0ATw%C3%B8");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/eml/what-is-written-can-be-read-back", test_what_is_written_can_be_read_back);
    g_test_add_func("/eml/every-line-ends-in-crlf-and-is-ascii",
                    test_every_line_ends_in_crlf_and_is_ascii);
    g_test_add_func("/eml/no-name-subject-or-id-can-add-a-header",
                    test_no_name_subject_or_id_can_add_a_header);
    g_test_add_func("/eml/a-link-escapes-what-would-end-it", test_a_link_escapes_what_would_end_it);
    return g_test_run();
}
