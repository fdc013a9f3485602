/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/visits.h"

#include <sys/socket.h>
#include <unistd.h>

#define SECOND  G_USEC_PER_SEC
#define MINUTE  (60 * SECOND)
#define PATIENT 60

static void
test_a_head_has_the_patience_and_no_more(void)
{
    g_assert_false(visits_is_too_slow(VISIT_HEAD, MINUTE, 0, PATIENT));
    g_assert_true(visits_is_too_slow(VISIT_HEAD, MINUTE + 1, 0, PATIENT));
}

static void
test_bytes_of_a_head_buy_no_time(void)
{
    g_assert_true(visits_is_too_slow(VISIT_HEAD, MINUTE + 1, 1 << 30, PATIENT));
}

static void
test_a_body_may_take_its_time_as_long_as_it_comes(void)
{
    g_assert_false(visits_is_too_slow(VISIT_BODY, 30 * MINUTE, 100 << 20, PATIENT));
    g_assert_true(visits_is_too_slow(VISIT_BODY, 2 * MINUTE, 100, PATIENT));
}

static void
test_who_is_too_slow_is_hung_up_on(void)
{
    g_autoptr(Visits) visits = visits_new(0);
    int ends[2] = { -1, -1 };
    char byte = 0;

    g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), ==, 0);
    Visit *visit = visits_begin(visits, ends[0]);

    /* Waits for as long as it takes; the harness has its own time limit. */
    g_assert_cmpint(read(ends[1], &byte, 1), ==, 0);
    visits_end(visits, visit);
    close(ends[0]);
    close(ends[1]);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/visits/a-head-has-the-patience-and-no-more",
                    test_a_head_has_the_patience_and_no_more);
    g_test_add_func("/visits/bytes-of-a-head-buy-no-time", test_bytes_of_a_head_buy_no_time);
    g_test_add_func("/visits/a-body-may-take-its-time-as-long-as-it-comes",
                    test_a_body_may_take_its_time_as_long_as_it_comes);
    g_test_add_func("/visits/who-is-too-slow-is-hung-up-on", test_who_is_too_slow_is_hung_up_on);
    return g_test_run();
}
