/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/mail.h"

#include "base/tk-limits.h"
#include "formats/collected.h"
#include "formats/mail-address.h"
#include "formats/mail-header.h"

#include <string.h>

static void
read_box(InputSource *source, Collected *collected)
{
    g_autoptr(Input) input = input_new(source, INPUT_BYTES, MAIL_WINDOW);
    g_autoptr(MailReader) reader = mail_reader_new(&collected->reading);

    collected->wants_text = TRUE;
    g_assert_true(mail_read_mbox(reader, input, NULL));
}

static void
read_one(InputSource *source, Collected *collected)
{
    g_autoptr(Input) input = input_new(source, INPUT_BYTES, MAIL_WINDOW);
    g_autoptr(MailReader) reader = mail_reader_new(&collected->reading);

    collected->wants_text = TRUE;
    g_assert_true(mail_read_single(reader, input, NULL));
}

static Collected *
read_with(CollectedRead read, const char *bytes, gsize length)
{
    g_autoptr(InputSource) source = input_source_bytes(bytes, length, 0);
    Collected *collected = collected_new();

    read(source, collected);
    return collected;
}

static Collected *
mail_of(const char *bytes)
{
    return read_with(read_one, bytes, strlen(bytes));
}

#define FROM "From kari@x.example Mon Dec  7 09:30:15 2026\n"
#define HEAD                                                                                       \
    "From: Kari <kari@x.example>\nTo: mina@y.example\nDate: Mon, 7 Dec 2026 09:30:15 +0100\n"
#define AT "at=1796632215"

static const char box[] =
    FROM HEAD "Message-ID: <1@x>\nContent-Length: 99999\n\n"
              "Hello\n\nFrom here on we wait until 10:30 in 2027\n"
              ">From the hills\n\n"
              "From nobody Mon Dec  7 09:30:15 2026\nno field follows\n\n" FROM
              "Message-ID: <2@x>\n" HEAD "\nSecond\n" FROM "Message-ID: <3@x>\n" HEAD FROM
              "Message-ID: <4@x>\r\nFrom: a@x.example\r\n\r\nlast\r\n";

static void
test_a_mailbox_is_cut_where_a_mail_begins_and_nowhere_else(void)
{
    g_autoptr(Collected) seen = read_with(read_box, box, sizeof box - 1);

    g_assert_cmpuint(seen->interactions, ==, 4);
    collected_assert_has(seen, "<1@x> " AT);
    collected_assert_has(seen, "text=[Hello\n\nFrom here on we wait until 10:30 in 2027\n"
                               "From the hills\n\n"
                               "From nobody Mon Dec  7 09:30:15 2026\nno field follows\n\n]");
    collected_assert_has(seen, "text=[Second\n]");
    collected_assert_has(seen, "<4@x> at=1796635815");
}

static void
test_a_from_line_without_a_day_needs_an_empty_line_before_it(void)
{
    static const char bytes[] = "\xef\xbb\xbf"
                                "From -\r\n" HEAD "Message-ID: <1@x>\n\nbody\n\n"
                                "From Russia with love\nYear: 1963\n\n"
                                "From 1844@xxx\n" HEAD "Message-ID: <2@x>\n\nsee\n"
                                "From 1845@xxx\nYear: 1963\n\r\n"
                                "From 1846@xxx\r\nMessage-ID: <3@x>\n" HEAD "\n";
    g_autoptr(Collected) seen = read_with(read_box, bytes, sizeof bytes - 1);

    g_assert_cmpuint(seen->interactions, ==, 3);
    collected_assert_has(seen, "text=[body\n\nFrom Russia with love\nYear: 1963\n\n]");
    collected_assert_has(seen, "<3@x>");
    collected_assert_splits(bytes, sizeof bytes - 1, read_box);
}

static void
test_a_letter_that_begins_with_from_is_no_mailbox(void)
{
    g_autoptr(Collected) seen = read_with(read_box, "From here on\nwe wait\n", 21);

    g_assert_cmpstr(seen->text->str, ==, "left out 0 file-unknown ''\n");
}

static void
test_it_does_not_matter_where_the_bytes_are_cut(void)
{
    static const char plain[] = "\n" FROM HEAD "\nbody\n";

    collected_assert_splits(box, sizeof box - 1, read_box);
    collected_assert_splits(plain, sizeof plain - 1, read_box);
    collected_assert_splits(box, sizeof box - 1, read_one);
}

typedef struct {
    const char *mail;
    const char *part;
} Case;

static const Case record_cases[] = {
    { HEAD "Message-ID: <a@x>\nSubject: =?utf-8?Q?M=C3=B8te_?=\n =?iso-8859-1?Q?p=E5?= kaia\n\n",
      "mail <a@x> " AT " 'Møte på kaia' from:email=kari@x.example'Kari' "
      "to:email=mina@y.example''\n" },
    { HEAD "Message-ID: a@x\nIn-Reply-To: Your mail of today <b@x>\nReferences: <c@x>\n\t<b@x>\n\n",
      "mail <a@x> " AT " reply=<b@x> ref=<c@x> ref=<b@x> ''" },
    { HEAD "Subject: J\xf8rn\n\n", "'Jørn'" },
    { HEAD "Subject: J\xc3\xb8rn\n\n", "'Jørn'" },
    { HEAD "Subject: tab\n\tand\n  fold\n\n", "'tab and fold'" },
    { "Sender: a@x.example\nDate: Mon, 7 Dec 2026 09:30:15 +0100\n\n", "from:email=a@x.example''" },
    { "From: a@x.example\nTo: b@x.example\nTo: c@x.example\nDate: 7 Dec 2026 08:30:15 GMT\n\n",
      AT " '' from:email=a@x.example'' to:email=b@x.example'' to:email=c@x.example''" },
    { "From: a@x.example\nDate: 31 Feb 2026 08:30:15 GMT\n\n",
      "left out 1 mail-without-date '31 Feb 2026 08:30:15 GMT'" },
    { "From: a@x.example\n\n", "left out 1 mail-without-date ''" },
    { "Received: by b; from a; Mon, 7 Dec 2026 09:30:15 +0100\n"
      "Received: by c; Sun, 6 Dec 2026 09:30:15 +0100\nFrom: a@x.example\n\n",
      AT " '' from:email=a@x.example''" },
    { "Received: by b; Mon, 7 Dec 2026 09:30:15 +0100\nFrom: a@x.example\n"
      "Date: 31 Feb 2026 08:30:15 GMT\n\n",
      "left out 1 mail-without-date" },
    { "From: nobody\nDate: 7 Dec 2026 08:30:15 GMT\n\n",
      "left out 1 mail-without-sender 'nobody'" },
    { "no header here", "left out 1 mail-without-headers" },
    { "", "left out 1 mail-without-headers" },
    { HEAD "X-Gmail-Labels: =?UTF-8?Q?Sendt,Utkast?=\nSubject: s\n\n",
      "left out 1 mail-draft 's'" },
    { FROM "From: a@x.example\nDate: never\n\n", "at=1796635815" },
    { "From: a at x.example (A Person)\nDate: Mon Dec  7 08:30:15 2026\n\n",
      AT " '' from:email=a@x.example'A Person'" },
};

static void
test_a_mail_becomes_who_and_when_and_what_about(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(record_cases); i++) {
        g_autoptr(Collected) seen = mail_of(record_cases[i].mail);

        collected_assert_has(seen, record_cases[i].part);
    }
}

typedef struct {
    const char *line;
    gboolean is_bulk, is_automatic;
} KindCase;

static const KindCase kind_cases[] = {
    { "X-Nothing: x", FALSE, FALSE },
    { "List-Id: <l.x.example>", TRUE, FALSE },
    { "List-Unsubscribe: <mailto:u@x.example>", TRUE, FALSE },
    { "Precedence: bulk", TRUE, FALSE },
    { "Precedence: first-class", FALSE, FALSE },
    { "Mailing-List: contact l@x.example", TRUE, FALSE },
    { "Auto-Submitted: no", FALSE, FALSE },
    { "Auto-Submitted: auto-generated", TRUE, FALSE },
    { "Auto-Submitted: auto-replied (vacation)", TRUE, TRUE },
    { "X-Autoreply: yes", TRUE, TRUE },
    { "X-Gmail-Labels: \"Spam\",Inbox", TRUE, FALSE },
    { "X-Gmail-Labels: Spamalot,Inbox", FALSE, FALSE },
    { "X-Spam-Flag: YES", TRUE, FALSE },
    { "Subject: Automatisk svar: Kaffe?", FALSE, TRUE },
    { "Subject: =?utf-8?Q?Fr=C3=A5nvarande:_Kaffe?=", FALSE, TRUE },
    { "Subject: Re: Out of office plans", FALSE, FALSE },
    { "Content-Type: multipart/report; report-type=delivery-status", FALSE, TRUE },
    { "Sender: no-reply@x.example", FALSE, FALSE },
};

static void
test_tells_machines_and_crowds_from_persons(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(kind_cases); i++) {
        g_autofree char *mail = g_strconcat(HEAD, kind_cases[i].line, "\n\n", NULL);
        g_autoptr(Collected) seen = mail_of(mail);

        g_assert_cmpuint(seen->bulk, ==, kind_cases[i].is_bulk ? 1 : 0);
        g_assert_cmpuint(seen->automatic, ==, kind_cases[i].is_automatic ? 1 : 0);
    }
}

static void
test_knows_addresses_that_no_person_reads(void)
{
    static const char *const robots[] = {
        "no-reply@x.example", "noreply@x.example",       "NoReply+7@x.example",
        "donotreply@x",       "mailer-daemon@x.example", "notifications@x.example",
        "bounce-77@x",        "list-request@x.example",  "messages-noreply@linkedin.com",
        "postmaster@x",       "newsletter@x.example",    "bounces+12-a=b@x.example",
    };
    static const char *const persons[] = { "kari@x.example", "rootsi@x.example", "nora.play@x",
                                           "bounceur@x",     "cronin@x.example", "kari@noreply.no",
                                           "notifylund@x" };

    for (unsigned i = 0; i < G_N_ELEMENTS(robots); i++)
        g_assert_true(mail_address_is_robot(robots[i]));
    for (unsigned i = 0; i < G_N_ELEMENTS(persons); i++)
        g_assert_false(mail_address_is_robot(persons[i]));
}

static void
test_the_address_of_the_list_itself_is_a_robot(void)
{
    g_autoptr(Collected) seen =
        mail_of("From: kari@x.example\nTo: cinema@lists.example, mina@y.example\n"
                "Date: Mon, 7 Dec 2026 09:30:15 +0100\nList-Id: Film <cinema.lists.example>\n\n");

    collected_assert_has(seen, "to:email=cinema@lists.example''robot to:email=mina@y.example''\n");
}

static const Case address_cases[] = {
    { "a@x.example", "a@x.example;" },
    { "A B <a@x.example>, c@x.example", "A B=a@x.example;c@x.example;" },
    { "\"B, A\" <a@x.example>", "B, A=a@x.example;" },
    { "\"A \\\"Q\\\" B\" <a@x.example>", "A \"Q\" B=a@x.example;" },
    { "a@x.example (A (the first) B)", "A the first B=a@x.example;" },
    { "Friends: a@x.example, b@x.example;, c@x.example", "a@x.example;b@x.example;c@x.example;" },
    { "undisclosed-recipients:;", "" },
    { "<@relay,@other:a@x.example>", "a@x.example;" },
    { "=?utf-8?Q?B=C3=A6k=2C_J?= <j@x.example>", "Bæk, J=j@x.example;" },
    { "a at x.example (A)", "A=a@x.example;" },
    { "meet at noon today", "" },
    { "nobody, <>, @, <@>", "" },
    { "A <a@x.example", "A=a@x.example;" },
    { "\"A <a@x.example>", "" },
    { "(((a@x.example", "" },
    { ",,;;,", "" },
};

static char *
addresses_of(const char *header, unsigned most, gboolean *out_all)
{
    g_autoptr(GStringChunk) texts = g_string_chunk_new(64);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(MailAddress));
    g_autoptr(GString) all = g_string_new("");

    *out_all = mail_addresses_read(header, texts, found, most);
    for (unsigned i = 0; i < found->len; i++) {
        const MailAddress *address = &g_array_index(found, MailAddress, i);

        g_string_append_printf(all, "%s%s%s;", address->name, *address->name != '\0' ? "=" : "",
                               address->address);
    }
    return g_strdup(all->str);
}

static void
test_reads_addresses_however_they_are_written(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(address_cases); i++) {
        gboolean is_all = FALSE;
        g_autofree char *found = addresses_of(address_cases[i].mail, 10, &is_all);

        g_assert_cmpstr(found, ==, address_cases[i].part);
        g_assert_true(is_all);
    }
}

static void
test_a_hundred_thousand_addresses_are_a_list_of_a_thousand(void)
{
    g_autoptr(GString) mail =
        g_string_new("From: a@x.example\nDate: 7 Dec 2026 08:30:15 GMT\nTo: ");
    g_autoptr(Collected) seen = NULL;

    for (unsigned i = 0; i < 100000; i++)
        g_string_append(mail, "a@x,");
    g_string_append(mail, "\n\n");
    seen = read_with(read_one, mail->str, mail->len);
    g_assert_cmpuint(seen->interactions, ==, 1);
    g_assert_cmpuint(seen->bulk, ==, 1);
    g_assert_cmpuint(collected_count(seen, "to:email="), <=, TK_LIMIT_ADDRESSES);
}

static void
test_of_too_many_references_the_first_and_the_last_stay(void)
{
    g_autoptr(GString) mail = g_string_new(HEAD "References:");
    g_autoptr(Collected) seen = NULL;

    for (unsigned i = 0; i < 1000; i++)
        g_string_append_printf(mail, " <%u@x>\n", i);
    g_string_append(mail, "\n");
    seen = read_with(read_one, mail->str, mail->len);
    g_assert_cmpuint(collected_count(seen, "ref=<"), ==, TK_LIMIT_REFERENCES);
    collected_assert_has(seen, "ref=<0@x> ref=<801@x>");
    collected_assert_has(seen, "ref=<999@x>");
}

static void
test_a_header_without_end_is_cut_and_what_came_counts(void)
{
    g_autofree char *filling = g_strnfill(2 * TK_LIMIT_MAIL_HEADER, 'x');
    g_autofree char *mail = g_strconcat(HEAD "Message-ID: <1@x>\nX-Long: ", filling, "\n\nbody\n",
                                        FROM HEAD "Message-ID: <2@x>\n\n", NULL);
    g_autofree char *two = g_strconcat(FROM, mail, NULL);
    g_autoptr(Collected) seen = read_with(read_box, two, strlen(two));

    collected_assert_has(seen, "left out 1 mail-header-cut");
    collected_assert_has(seen, "mail <1@x>");
    collected_assert_has(seen, "mail <2@x>");
}

typedef struct {
    const char *text;
    int64_t at; /* 0: refused */
} DateCase;

static const DateCase date_cases[] = {
    { "Mon, 7 Dec 2026 09:30:15 +0100", 1796632215 },
    { "Mon, 7 Dec 2026 09:30:15 +0100 (CET)", 1796632215 },
    { "7 Dec 2026 08:30:15 GMT", 1796632215 },
    { "7 Dec 2026 08:30 UT", 1796632200 },
    { "7 Dec 26 08:30:15", 1796632215 },
    { "7-Dec-2026 08:30:15 -0000", 1796632215 },
    { "Mon Dec  7 08:30:15 2026", 1796632215 },
    { "Mon Dec  7 08:30:15 +0000 2026", 1796632215 },
    { "Monday, 7 December 2026 03:30:15 EST", 1796632215 },
    { "Mon, 7 Dec 2026 08:30:15 +9999", 1796632215 },
    { "Mon, 7 Dec 2026 08:30:15 Moon", 1796632215 },
    { "31 Feb 2026 08:30:15 GMT", 0 },
    { "7 Dec 2026 25:30:15 GMT", 0 },
    { "7 Dec 2026", 0 },
    { "7 Dec 1960 08:30:15 GMT", 0 },
    { "7 Dec 9999 08:30:15 GMT", 0 },
    { "yesterday", 0 },
    { "", 0 },
    { "7 Dec 2026 08", 0 },
    { "Mon", 0 },
};

static void
test_reads_dates_with_bad_zones_and_refuses_days_that_are_none(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(date_cases); i++) {
        int64_t at = 0;
        gboolean is_date = mail_date_read(date_cases[i].text, &at);

        g_assert_cmpint(at, ==, date_cases[i].at);
        g_assert_cmpint(is_date, ==, date_cases[i].at != 0);
    }
}

#define TYPED(type, body) HEAD "MIME-Version: 1.0\n" type "\n\n" body

static const Case text_cases[] = {
    { TYPED("X-None: x", "Plain\n> quoted\n-- \nKari\n"), "text=[Plain\n> quoted\n-- \nKari\n]" },
    { TYPED("Content-Type: text/plain; charset=iso-8859-1\n"
            "Content-Transfer-Encoding: quoted-printable",
            "J=F8rn=\n!\n"),
      "text=[Jørn!\n]" },
    { TYPED("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
            "SsO4cm4=\n"),
      "text=[Jørn]" },
    { TYPED("Content-Type: multipart/alternative; boundary=\"b\"",
            "--b\nContent-Type: text/html\n\n<p>no</p>\n--b\n\nyes\n--b--\n"),
      "text=[yes\n]" },
    { TYPED("Content-Type: multipart/mixed; boundary=b",
            "--b\nContent-Type: text/plain\nContent-Disposition: attachment\n\nno\n--b\n"
            "Content-Type: multipart/alternative; boundary=c\n\n--c\n\nyes\n--c--\n--b--\n"),
      "text=[yes\n]" },
    { TYPED("Content-Type: text/html",
            "<style>p{}</style><p>Hei&nbsp;J&oslash;rn &amp; &#230; &lt;3<br>ny<script>x</script> "
            "linje</p><!-- no -->"),
      "text=[Hei Jørn & æ <3\nny linje]" },
    { TYPED("Content-Type: multipart/mixed", "no boundary"), "''\n" },
};

static void
test_the_text_is_the_plain_part_or_html_without_marks(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(text_cases); i++) {
        g_autoptr(Collected) seen = mail_of(text_cases[i].mail);

        if (*text_cases[i].part == 't')
            collected_assert_has(seen, text_cases[i].part);
        else
            g_assert_cmpuint(collected_count(seen, "text="), ==, 0);
    }
}

static void
test_ten_thousand_parts_within_parts_end_well(void)
{
    g_autoptr(GString) mail = g_string_new(HEAD);
    g_autoptr(Collected) seen = NULL;

    for (unsigned i = 0; i < 10000; i++)
        g_string_append_printf(mail, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i,
                               i);
    seen = read_with(read_one, mail->str, mail->len);
    g_assert_cmpuint(seen->interactions, ==, 1);
}

static void
test_a_mail_without_id_gets_the_same_one_everywhere(void)
{
    g_autoptr(Collected) single = mail_of(HEAD "\nbody");
    g_autoptr(Collected) boxed =
        read_with(read_box, FROM HEAD "X-Other: 1\n\nbody", strlen(FROM HEAD "X-Other: 1\n\nbody"));

    g_assert_true(g_str_has_prefix(single->text->str, "mail <digest:"));
    g_assert_cmpmem(single->text->str, 40, boxed->text->str, 40);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/a-mailbox-is-cut-where-a-mail-begins-and-nowhere-else",
                    test_a_mailbox_is_cut_where_a_mail_begins_and_nowhere_else);
    g_test_add_func("/mail/a-from-line-without-a-day-needs-an-empty-line-before-it",
                    test_a_from_line_without_a_day_needs_an_empty_line_before_it);
    g_test_add_func("/mail/a-letter-that-begins-with-from-is-no-mailbox",
                    test_a_letter_that_begins_with_from_is_no_mailbox);
    g_test_add_func("/mail/it-does-not-matter-where-the-bytes-are-cut",
                    test_it_does_not_matter_where_the_bytes_are_cut);
    g_test_add_func("/mail/a-mail-becomes-who-and-when-and-what-about",
                    test_a_mail_becomes_who_and_when_and_what_about);
    g_test_add_func("/mail/P6/tells-machines-and-crowds-from-persons",
                    test_tells_machines_and_crowds_from_persons);
    g_test_add_func("/mail/P6/knows-addresses-that-no-person-reads",
                    test_knows_addresses_that_no_person_reads);
    g_test_add_func("/mail/P6/the-address-of-the-list-itself-is-a-robot",
                    test_the_address_of_the_list_itself_is_a_robot);
    g_test_add_func("/mail/reads-addresses-however-they-are-written",
                    test_reads_addresses_however_they_are_written);
    g_test_add_func("/mail/a-hundred-thousand-addresses-are-a-list-of-a-thousand",
                    test_a_hundred_thousand_addresses_are_a_list_of_a_thousand);
    g_test_add_func("/mail/of-too-many-references-the-first-and-the-last-stay",
                    test_of_too_many_references_the_first_and_the_last_stay);
    g_test_add_func("/mail/a-header-without-end-is-cut-and-what-came-counts",
                    test_a_header_without_end_is_cut_and_what_came_counts);
    g_test_add_func("/mail/reads-dates-with-bad-zones-and-refuses-days-that-are-none",
                    test_reads_dates_with_bad_zones_and_refuses_days_that_are_none);
    g_test_add_func("/mail/the-text-is-the-plain-part-or-html-without-marks",
                    test_the_text_is_the_plain_part_or_html_without_marks);
    g_test_add_func("/mail/ten-thousand-parts-within-parts-end-well",
                    test_ten_thousand_parts_within_parts_end_well);
    g_test_add_func("/mail/a-mail-without-id-gets-the-same-one-everywhere",
                    test_a_mail_without_id_gets_the_same_one_everywhere);
    return g_test_run();
}
