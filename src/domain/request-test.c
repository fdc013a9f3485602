/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/request.h"

#include "base/tk-error.h"

static Message *
message_of(const char *kind, const char *state, TkId meeting_id)
{
    Message *message = message_new();

    g_free(message->kind);
    message->kind = g_strdup(kind);
    g_free(message->state);
    message->state = g_strdup(state);
    message->meeting_id = meeting_id;
    return message;
}

static Meeting *
meeting_of(TkId id, const char *stage)
{
    Meeting *meeting = meeting_new();

    meeting->id = id;
    g_free(meeting->stage);
    meeting->stage = g_strdup(stage);
    return meeting;
}

static void
test_what_is_open_and_what_is_not(void)
{
    const struct {
        const char *kind, *state, *stage;
        int64_t answered_at;
        gboolean open;
    } rows[] = {
        { "outreach", "draft", "valued", 0, TRUE },
        { "outreach", "approved", "valued", 0, TRUE },
        { "outreach", "sent", "asked", 0, TRUE },
        { "intro_request", "sent", "followed_up_1", 0, TRUE },
        { "outreach", "sent", "followed_up_2", 0, TRUE },
        { "outreach", "sent", "asked", 5, FALSE },
        { "outreach", "sent", "resting", 0, FALSE },
        { "outreach", "sent", "agreed", 0, FALSE },
        { "outreach", "sent", "declined", 0, FALSE },
        { "outreach", "discarded", "valued", 0, FALSE },
        { "thank_you", "draft", "held", 0, FALSE },
        { "follow_up", "sent", "followed_up_1", 0, FALSE }, /* its request counts, once */
        { "nonsense", "sent", "asked", 0, FALSE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Message) message = message_of(rows[i].kind, rows[i].state, 1);
        g_autoptr(Meeting) meeting = meeting_of(1, rows[i].stage);

        g_test_message("row %zu", i);
        message->answered_at = rows[i].answered_at;
        g_assert_cmpint(request_is_open(message, meeting), ==, rows[i].open);
    }
}

static void
test_open_ones_are_counted_with_their_meetings(void)
{
    g_autoptr(GPtrArray) messages = g_ptr_array_new_with_free_func((GDestroyNotify) message_free);
    g_autoptr(GPtrArray) meetings = g_ptr_array_new_with_free_func((GDestroyNotify) meeting_free);

    g_ptr_array_add(meetings, meeting_of(1, "asked"));
    g_ptr_array_add(meetings, meeting_of(2, "resting"));
    g_ptr_array_add(messages, message_of("outreach", "sent", 1));
    g_ptr_array_add(messages, message_of("outreach", "sent", 2));
    g_ptr_array_add(messages, message_of("outreach", "draft", 2));
    g_ptr_array_add(messages, message_of("outreach", "sent", 3)); /* a meeting we do not know */
    g_assert_cmpuint(request_count_open(messages, meetings), ==, 3);
}

static void
test_the_eighth_is_refused(void)
{
    MethodLimits limits = method_limits_default();
    g_autoptr(GError) error = NULL;

    g_assert_true(request_may_open(6, &limits, NULL));
    g_assert_false(request_may_open(7, &limits, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_REFUSED);
    g_assert_cmpstr(tk_error_face(error).key, ==, "too-many-open");
    g_assert_cmpstr(tk_error_face(error).subject, ==, "7");
    g_assert_false(request_may_open(80, &limits, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/request/T4/what-is-open", test_what_is_open_and_what_is_not);
    g_test_add_func("/request/T4/counted-with-their-meetings",
                    test_open_ones_are_counted_with_their_meetings);
    g_test_add_func("/request/T4/the-eighth-is-refused", test_the_eighth_is_refused);
    return g_test_run();
}
