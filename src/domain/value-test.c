/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/value.h"

#include "base/tk-error.h"
#include "domain/method.h"

static Meeting *
meeting_with(const char *purpose, const char *reason, const char *for_them, const char *for_me)
{
    Meeting *meeting = meeting_new();

    meeting->id = 1;
    value_set(meeting, purpose, reason, for_them, for_me, 10);
    return meeting;
}

static Meeting *
good_meeting(void)
{
    return meeting_with("how Nordvarme sets its prices", "she led the price reform",
                        "figures from our household survey", "a view from inside the trade");
}

static void
assert_refused(const Meeting *meeting, const char *key, const char *subject)
{
    g_autoptr(GError) error = NULL;

    g_assert_false(value_stands(meeting, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_REFUSED);
    g_assert_cmpstr(tk_error_face(error).key, ==, key);
    g_assert_cmpstr(tk_error_face(error).subject, ==, subject);
}

static void
test_both_sides_must_stand(void)
{
    g_autoptr(Meeting) good = good_meeting();
    g_autoptr(Meeting) none = meeting_with("", "", "", "");
    g_autoptr(Meeting) mine = good_meeting();
    g_autoptr(Meeting) theirs = good_meeting();

    g_assert_true(value_stands(good, NULL));
    assert_refused(none, "value-missing", "value_for_them, value_for_me, purpose, reason");
    value_set(mine, NULL, NULL, NULL, " \t", 11);
    assert_refused(mine, "value-missing", "value_for_me");
    value_set(theirs, NULL, NULL, "...", NULL, 11);
    assert_refused(theirs, "value-missing", "value_for_them");
}

static void
test_purpose_and_reason_must_stand(void)
{
    g_autoptr(Meeting) purpose = good_meeting();
    g_autoptr(Meeting) reason = good_meeting();

    value_set(purpose, "", NULL, NULL, NULL, 11);
    assert_refused(purpose, "value-missing", "purpose");
    value_set(reason, NULL, "?", NULL, NULL, 11);
    assert_refused(reason, "value-missing", "reason");
}

static void
test_a_sentence_must_say_something(void)
{
    const char *const thin[] = {
        "coffee",
        "A cup of coffee",
        "En kopp kaffe",
        "gratis kaffe og hyggelig prat",
        "xxx",
        "kaffe på meg",
        "knowledge",
        "x y z",
        "En kop kaffe, jeg betaler",
        "fika med mig",
        "12",
        "knowledge knowledge",
    };
    const char *const telling[] = {
        "tall fra undersøkelsen vår",
        "our survey of eighty households",
        "erfaring fra varmepumper i borettslag",
        "jämförelse med danska priser",
        "et blik udefra på jeres prisreform",
        "heat-pump figures",
        "我们的市场调查结果",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(thin); i++) {
        g_autoptr(Meeting) meeting = good_meeting();

        g_test_message("%s", thin[i]);
        value_set(meeting, NULL, NULL, thin[i], NULL, 11);
        assert_refused(meeting, "value-thin", "value_for_them");
    }
    for (gsize i = 0; i < G_N_ELEMENTS(telling); i++) {
        g_test_message("%s", telling[i]);
        g_assert_true(value_says_something(telling[i]));
    }
}

static void
test_the_two_sides_are_not_the_same(void)
{
    g_autoptr(Meeting) meeting = good_meeting();

    value_set(meeting, NULL, NULL, "A good exchange of ideas!", "a good exchange of IDEAS", 11);
    assert_refused(meeting, "value-same", "");
}

static void
test_a_reason_overrules_the_gate(void)
{
    g_autoptr(Meeting) meeting = meeting_with("", "", "", "");
    g_autofree char *overruled =
        method_overrule(meeting->overruled, "V1", "she asked me herself", NULL);

    g_free(meeting->overruled);
    meeting->overruled = g_steal_pointer(&overruled);
    g_assert_true(value_stands(meeting, NULL));
}

static void
test_the_stage_follows_the_value(void)
{
    g_autoptr(Meeting) meeting = meeting_with("", "", "", "");
    g_autoptr(Meeting) good = good_meeting();

    g_assert_cmpstr(meeting->stage, ==, "idea");
    g_assert_cmpstr(good->stage, ==, "valued");
    g_assert_cmpint(good->stage_at, ==, 10);
    value_set(good, NULL, NULL, NULL, "another view from the trade", 20);
    g_assert_cmpint(good->stage_at, ==, 10);
    value_set(good, NULL, NULL, NULL, "", 30);
    g_assert_cmpstr(good->stage, ==, "idea");
    g_assert_cmpint(good->stage_at, ==, 30);
}

static void
test_what_was_asked_stays_asked(void)
{
    g_autoptr(Meeting) meeting = good_meeting();

    g_assert_true(meeting_go(meeting, "asked", 20, NULL));
    value_set(meeting, "", "", "", "", 30);
    g_assert_cmpstr(meeting->stage, ==, "asked");
}

static Introduction *
told(TkId meeting_id, const char *state, const char *purpose)
{
    Introduction *introduction = introduction_new();

    introduction->meeting_id = meeting_id;
    g_free(introduction->state);
    introduction->state = g_strdup(state);
    g_free(introduction->purpose_told);
    introduction->purpose_told = g_strdup(purpose);
    return introduction;
}

static void
test_who_was_told_another_purpose_is_named(void)
{
    g_autoptr(GPtrArray) introductions =
        g_ptr_array_new_with_free_func((GDestroyNotify) introduction_free);
    g_autoptr(Meeting) meeting = good_meeting();
    g_autoptr(GPtrArray) otherwise = NULL;
    g_autoptr(GPtrArray) now = NULL;

    g_ptr_array_add(introductions, told(1, "asked", "How Nordvarme sets its prices."));
    g_ptr_array_add(introductions, told(1, "made", "heat pumps in general"));
    g_ptr_array_add(introductions, told(1, "drafted", "heat pumps in general"));
    g_ptr_array_add(introductions, told(1, "declined", "heat pumps in general"));
    g_ptr_array_add(introductions, told(1, "asked", ""));
    g_ptr_array_add(introductions, told(2, "asked", "heat pumps in general"));
    otherwise = value_told_otherwise(meeting, introductions);
    g_assert_cmpuint(otherwise->len, ==, 1);
    g_assert_true(g_ptr_array_index(otherwise, 0) == g_ptr_array_index(introductions, 1));
    value_set(meeting, "something else altogether now", NULL, NULL, NULL, 20);
    now = value_told_otherwise(meeting, introductions);
    g_assert_cmpuint(now->len, ==, 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/value/V1/both-sides-must-stand", test_both_sides_must_stand);
    g_test_add_func("/value/V3/purpose-and-reason-must-stand", test_purpose_and_reason_must_stand);
    g_test_add_func("/value/V1/a-sentence-must-say-something", test_a_sentence_must_say_something);
    g_test_add_func("/value/V1/the-two-sides-are-not-the-same",
                    test_the_two_sides_are_not_the_same);
    g_test_add_func("/value/V1/a-reason-overrules", test_a_reason_overrules_the_gate);
    g_test_add_func("/value/V1/the-stage-follows-the-value", test_the_stage_follows_the_value);
    g_test_add_func("/value/V1/what-was-asked-stays-asked", test_what_was_asked_stays_asked);
    g_test_add_func("/value/V4/who-was-told-otherwise-is-named",
                    test_who_was_told_another_purpose_is_named);
    return g_test_run();
}
