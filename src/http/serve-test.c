/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/serve.h"

#include "base/tk-error.h"

#include <glib/gstdio.h>
#include <string.h>

static void
assert_refused(const char *setting, int port, const char *key)
{
    const char *const words[] = { "store=:memory:", setting, NULL };
    g_autoptr(TkSettings) settings = tk_settings_defaults(words);
    g_autoptr(GError) error = NULL;
    const HttpServeWish wish = { .port = port };
    g_autoptr(HttpDoor) door = http_start(settings, tk_world_real(), &wish, &error);

    g_assert_null(door);
    g_assert_cmpstr(tk_error_face(error).key, ==, key);
}

static void
test_what_cannot_be_served_under_is_said_at_once(void)
{
    assert_refused("server.host=no-address", -1, "host-unknown");
    assert_refused("server.host=203.0.113.9", -1, "server-cannot-start"); /* not this machine's */
    assert_refused("server.origin=no address", -1, "origin-malformed");
    assert_refused(NULL, 70000, "setting-value");
    assert_refused("store=/nowhere/at/all/store.db", -1, "store-cannot-open");
}

static void
test_a_port_that_somebody_listens_on_is_taken(void)
{
    const char *const words[] = { "store=:memory:", NULL };
    g_autoptr(TkSettings) settings = tk_settings_defaults(words);
    g_autoptr(GError) error = NULL;
    const HttpServeWish any = { .port = -1 };
    g_autoptr(HttpDoor) first = http_start(settings, tk_world_real(), &any, &error);

    g_assert_no_error(error);
    const HttpServeWish same = { .port = (int) http_port(first) };
    HttpDoor *second = http_start(settings, tk_world_real(), &same, &error);

    g_assert_null(second);
    g_assert_cmpstr(tk_error_face(error).key, ==, "port-taken");
    g_assert_nonnull(strstr(tk_error_face(error).subject, "127.0.0.1:"));
}

static void
test_a_port_that_was_left_is_free_again(void)
{
    const char *const words[] = { "store=:memory:", NULL };
    g_autoptr(TkSettings) settings = tk_settings_defaults(words);
    HttpServeWish wish = { .port = -1 };

    for (unsigned i = 0; i < 5; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(HttpDoor) door = http_start(settings, tk_world_real(), &wish, &error);

        g_assert_no_error(error);
        wish.port = (int) http_port(door);
    }
}

static void
note_address(const char *address, gpointer data)
{
    *(char **) data = g_strdup(address);
}

static void
test_whoever_starts_it_is_told_what_to_open(void)
{
    const char *const words[] = { "store=:memory:", NULL };
    g_autoptr(TkSettings) settings = tk_settings_defaults(words);
    g_autofree char *told = NULL;
    g_autofree char *wanted = NULL;
    const HttpServeWish wish = {
        .port = -1, .open_key = "sesame", .ready = note_address, .data = &told
    };
    g_autoptr(HttpDoor) door = http_start(settings, tk_world_real(), &wish, NULL);

    g_assert_nonnull(door);
    wanted = g_strdup_printf("http://127.0.0.1:%u/?key=sesame", http_port(door));
    g_assert_cmpstr(told, ==, wanted);
    g_assert_cmpstr(http_address(door), ==, wanted);
}

static void
test_on_an_address_of_six_the_same(void)
{
    const char *const words[] = { "store=:memory:", "server.host=::1", NULL };
    g_autoptr(TkSettings) settings = tk_settings_defaults(words);
    g_autoptr(GError) error = NULL;
    const HttpServeWish wish = { .port = -1 };
    g_autoptr(HttpDoor) door = http_start(settings, tk_world_real(), &wish, &error);

    if (door == NULL) {
        g_test_skip("this machine has no address of IPv6");
        return;
    }
    g_assert_true(g_str_has_prefix(http_address(door), "http://[::1]:"));
}

static void
test_an_address_for_all_has_a_key_of_its_own(void)
{
    const char *const words[] = { "store=:memory:", "server.host=0.0.0.0", NULL };
    g_autoptr(TkSettings) settings = tk_settings_defaults(words);
    g_autoptr(GError) error = NULL;
    const HttpServeWish wish = { .port = -1 };
    g_autoptr(HttpDoor) door = http_start(settings, tk_world_real(), &wish, &error);

    g_assert_no_error(error);
    g_assert_nonnull(strstr(http_address(door), "/?key="));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);

    g_autofree char *box = g_dir_make_tmp("tokopp-serve-XXXXXX", NULL);
    g_autofree char *uploads = g_build_filename(box, "tokopp", "uploads", NULL);
    g_autofree char *own = g_build_filename(box, "tokopp", NULL);

    g_setenv("XDG_STATE_HOME", box, TRUE);
    g_test_add_func("/serve/what-cannot-be-served-under-is-said-at-once",
                    test_what_cannot_be_served_under_is_said_at_once);
    g_test_add_func("/serve/a-port-that-somebody-listens-on-is-taken",
                    test_a_port_that_somebody_listens_on_is_taken);
    g_test_add_func("/serve/a-port-that-was-left-is-free-again",
                    test_a_port_that_was_left_is_free_again);
    g_test_add_func("/serve/whoever-starts-it-is-told-what-to-open",
                    test_whoever_starts_it_is_told_what_to_open);
    g_test_add_func("/serve/on-an-address-of-six-the-same", test_on_an_address_of_six_the_same);
    g_test_add_func("/serve/an-address-for-all-has-a-key-of-its-own",
                    test_an_address_for_all_has_a_key_of_its_own);

    int status = g_test_run();

    g_rmdir(uploads);
    g_rmdir(own);
    g_rmdir(box);
    return status;
}
