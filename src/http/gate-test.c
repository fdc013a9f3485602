/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/gate.h"

#include "base/tk-error.h"

#include <string.h>

#define PORT 7878

static Gate *
gate_with(const char *address, const char *origin, const char *key)
{
    g_autoptr(GError) error = NULL;
    const GateWish wish = { address, PORT, origin, key };
    TkWorld *world = tk_world_fixed(0, 7);
    Gate *gate = gate_new(&wish, world, &error);

    tk_world_fixed_free(world);
    g_assert_no_error(error);
    return gate;
}

static gboolean
lets_in(const Gate *gate, const char *host, const char *origin, const char *site, gboolean writes)
{
    Request request = { .target = "/" };

    request.headers[REQUEST_HOST] = host;
    request.headers[REQUEST_ORIGIN] = origin;
    request.headers[REQUEST_SEC_FETCH_SITE] = site;
    return gate_check_host(gate, &request, NULL) && gate_check_origin(gate, &request, writes, NULL);
}

static const char *const good_hosts[] = { "127.0.0.1:7878", "localhost:7878", "[::1]:7878",
                                          "LOCALHOST:7878" };

static const char *const bad_hosts[] = {
    NULL,
    "",
    "evil.example",
    "evil.example:7878",
    "127.0.0.1",
    "localhost",
    "127.0.0.1:80",
    "127.0.0.1:78789",
    "127.0.0.1:7878 ",
    " 127.0.0.1:7878",
    "127.0.0.1:7878:7878",
    "127.0.0.1.evil.example:7878",
    "evil.example#127.0.0.1:7878",
    "127.0.0.2:7878",
    "0.0.0.0:7878",
    "0:7878",
    "127.1:7878",
    "2130706433:7878",
    "0x7f000001:7878",
    "[::ffff:127.0.0.1]:7878",
    "[::]:7878",
    "::1:7878",
    "localhost.:7878",
    "localhost.evil.example:7878",
    "user@localhost:7878",
    "http://localhost:7878",
    "localhost:7878/",
    "127.0.0.1:07878",
    "127.0.0.1:+7878",
    "127.0.0.1:7878,evil.example",
};

static void
test_only_names_we_listen_under_are_a_host(void)
{
    g_autoptr(Gate) gate = gate_with("127.0.0.1", "", NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(good_hosts); i++)
        g_assert_true(lets_in(gate, good_hosts[i], NULL, NULL, TRUE));
    for (size_t i = 0; i < G_N_ELEMENTS(bad_hosts); i++) {
        g_test_message("host '%s'", bad_hosts[i] != NULL ? bad_hosts[i] : "(none)");
        g_assert_false(lets_in(gate, bad_hosts[i], NULL, NULL, FALSE));
    }
}

static void
test_of_all_mixtures_only_the_own_page_and_plain_programs_may_write(void)
{
    static const char *const origins[] = { NULL,
                                           "http://127.0.0.1:7878",
                                           "http://localhost:7878",
                                           "http://[::1]:7878",
                                           "https://127.0.0.1:7878",
                                           "http://127.0.0.1",
                                           "http://127.0.0.1:7879",
                                           "http://evil.example",
                                           "http://127.0.0.1:7878.evil.example",
                                           "null",
                                           "" };
    static const char *const sites[] = { NULL, "same-origin", "none", "same-site", "cross-site",
                                         "",   "other" };
    g_autoptr(Gate) gate = gate_with("127.0.0.1", "", NULL);
    unsigned let_in = 0;
    unsigned tried = 0;

    for (size_t host = 0; host < G_N_ELEMENTS(bad_hosts) + 3; host++) {
        const char *name = host < 3 ? good_hosts[host] : bad_hosts[host - 3];

        for (size_t origin = 0; origin < G_N_ELEMENTS(origins); origin++) {
            for (size_t site = 0; site < G_N_ELEMENTS(sites); site++, tried++)
                let_in += lets_in(gate, name, origins[origin], sites[site], TRUE);
        }
    }
    /* Three hosts, each without an Origin or with its own, each without Sec-Fetch-Site or with
     * same-origin. */
    g_assert_cmpuint(tried, >, 2000);
    g_assert_cmpuint(let_in, ==, 3 * 2 * 2);
}

static void
test_a_typed_address_may_read_but_not_write(void)
{
    g_autoptr(Gate) gate = gate_with("127.0.0.1", "", NULL);

    g_assert_true(lets_in(gate, "127.0.0.1:7878", NULL, "none", FALSE));
    g_assert_false(lets_in(gate, "127.0.0.1:7878", NULL, "none", TRUE));
    g_assert_false(lets_in(gate, "127.0.0.1:7878", NULL, "cross-site", FALSE));
}

static void
test_a_proxys_address_is_a_host_too(void)
{
    g_autoptr(Gate) gate = gate_with("127.0.0.1", "https://tokopp.example", NULL);

    g_assert_true(lets_in(gate, "tokopp.example", "https://tokopp.example", NULL, TRUE));
    g_assert_true(lets_in(gate, "tokopp.example:443", NULL, NULL, TRUE));
    g_assert_false(lets_in(gate, "tokopp.example", "http://tokopp.example", NULL, TRUE));
    g_assert_false(lets_in(gate, "tokopp.example:80", NULL, NULL, TRUE));
    g_assert_false(lets_in(gate, "tokopp.example", "http://127.0.0.1:7878", NULL, TRUE));
}

static void
test_an_origin_that_is_none_is_refused(void)
{
    static const char *const wrong[] = { "tokopp.example", "ftp://tokopp.example", "https://",
                                         "https://tokopp.example/deep", "https://a b" };
    TkWorld *world = tk_world_fixed(0, 7);

    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;
        const GateWish wish = { "127.0.0.1", PORT, wrong[i], NULL };

        g_assert_null(gate_new(&wish, world, &error));
        g_assert_error(error, TK_ERROR, TK_ERROR_INVALID);
    }
    tk_world_fixed_free(world);
}

static gboolean
has_session(const Gate *gate, const char *cookie)
{
    Request request = { .target = "/" };

    request.headers[REQUEST_COOKIE] = cookie;
    return gate_check_session(gate, &request, NULL);
}

/* "tokopp-7878=0123..." */
static char *
pair_of(const Gate *gate)
{
    return g_strndup(gate_cookie(gate), strcspn(gate_cookie(gate), ";"));
}

static void
test_only_the_whole_secret_is_a_session(void)
{
    g_autoptr(Gate) gate = gate_with("127.0.0.1", "", NULL);
    g_autofree char *pair = pair_of(gate);
    g_autofree char *among = g_strdup_printf("a=1; %s; b=2", pair);
    g_autofree char *longer = g_strconcat(pair, "0", NULL);
    g_autofree char *shorter = g_strndup(pair, strlen(pair) - 1);
    g_autofree char *other_name = g_strconcat("x", pair, NULL);
    g_autofree char *in_value = g_strdup_printf("a=\"%s\"", pair);

    g_assert_true(has_session(gate, pair));
    g_assert_true(has_session(gate, among));
    g_assert_false(has_session(gate, NULL));
    g_assert_false(has_session(gate, ""));
    g_assert_false(has_session(gate, ";;;"));
    g_assert_false(has_session(gate, "tokopp-7878"));
    g_assert_false(has_session(gate, "tokopp-7878="));
    g_assert_false(has_session(gate, longer));
    g_assert_false(has_session(gate, shorter));
    g_assert_false(has_session(gate, other_name));
    g_assert_false(has_session(gate, in_value));
    for (size_t i = strlen("tokopp-7878="); i < strlen(pair); i++) {
        g_autofree char *wrong = g_strdup(pair);

        wrong[i] = wrong[i] == 'a' ? 'b' : 'a';
        g_assert_false(has_session(gate, wrong));
    }
}

static void
test_the_secret_has_256_bits_and_no_script_can_read_it(void)
{
    g_autoptr(Gate) gate = gate_with("127.0.0.1", "", NULL);
    g_autofree char *pair = pair_of(gate);

    g_assert_cmpuint(strlen(pair), ==, strlen("tokopp-7878=") + 64);
    g_assert_nonnull(strstr(gate_cookie(gate), "; HttpOnly"));
    g_assert_nonnull(strstr(gate_cookie(gate), "; SameSite=Strict"));
    g_assert_nonnull(strstr(gate_cookie(gate), "; Path=/"));
}

static gboolean
welcomes(const Gate *gate, const char *target, const char *site)
{
    g_auto(Request) request = { .target = target };

    request.headers[REQUEST_HOST] = "127.0.0.1:7878";
    request.headers[REQUEST_SEC_FETCH_SITE] = site;
    g_assert_true(request_take_target(&request, NULL));
    return gate_welcomes(gate, &request);
}

static void
test_the_page_is_given_a_session_unless_another_site_sent_the_browser(void)
{
    g_autoptr(Gate) gate = gate_with("127.0.0.1", "", NULL);

    g_assert_true(welcomes(gate, "/", NULL));
    g_assert_true(welcomes(gate, "/", "none"));
    g_assert_true(welcomes(gate, "/", "same-origin"));
    g_assert_false(welcomes(gate, "/", "same-site"));
    g_assert_false(welcomes(gate, "/", "cross-site"));
}

static void
test_where_a_key_is_asked_for_it_must_be_right(void)
{
    g_autoptr(Gate) gate = gate_with("127.0.0.1", "", "open-sesame");

    g_assert_true(welcomes(gate, "/?key=open-sesame", NULL));
    g_assert_false(welcomes(gate, "/", NULL));
    g_assert_false(welcomes(gate, "/?key=", NULL));
    g_assert_false(welcomes(gate, "/?key=open-sesamf", NULL));
    g_assert_false(welcomes(gate, "/?key=open-sesame", "cross-site"));
}

static void
test_an_address_that_others_reach_always_has_a_key(void)
{
    g_autoptr(Gate) gate = gate_with("192.0.2.7", "", NULL);

    g_assert_nonnull(gate_open_key(gate));
    g_assert_cmpuint(strlen(gate_open_key(gate)), ==, 64);
    g_assert_false(gate_is_loopback("192.0.2.7"));
    g_assert_false(gate_is_loopback("0.0.0.0"));
    g_assert_true(gate_is_loopback("127.8.9.1"));
    g_assert_true(gate_is_loopback("::1"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gate/only-names-we-listen-under-are-a-host",
                    test_only_names_we_listen_under_are_a_host);
    g_test_add_func("/gate/of-all-mixtures-only-the-own-page-and-plain-programs-may-write",
                    test_of_all_mixtures_only_the_own_page_and_plain_programs_may_write);
    g_test_add_func("/gate/a-typed-address-may-read-but-not-write",
                    test_a_typed_address_may_read_but_not_write);
    g_test_add_func("/gate/a-proxys-address-is-a-host-too", test_a_proxys_address_is_a_host_too);
    g_test_add_func("/gate/an-origin-that-is-none-is-refused",
                    test_an_origin_that_is_none_is_refused);
    g_test_add_func("/gate/only-the-whole-secret-is-a-session",
                    test_only_the_whole_secret_is_a_session);
    g_test_add_func("/gate/the-secret-has-256-bits-and-no-script-can-read-it",
                    test_the_secret_has_256_bits_and_no_script_can_read_it);
    g_test_add_func("/gate/the-page-is-given-a-session-unless-another-site-sent-the-browser",
                    test_the_page_is_given_a_session_unless_another_site_sent_the_browser);
    g_test_add_func("/gate/where-a-key-is-asked-for-it-must-be-right",
                    test_where_a_key_is_asked_for_it_must_be_right);
    g_test_add_func("/gate/an-address-that-others-reach-always-has-a-key",
                    test_an_address_that_others_reach_always_has_a_key);
    return g_test_run();
}
