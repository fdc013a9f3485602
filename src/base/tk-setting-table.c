/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-day.h"
#include "base/tk-settings.h"

#include <string.h>

/* Marks a text for the translators; only doors translate. */
#define N_(text) text

#define LANGUAGES "nb da sv en"

static gboolean
is_zone(const char *value)
{
    return *value == '\0' || tk_zone_is_known(value);
}

static gboolean
is_country(const char *value)
{
    return *value == '\0' ||
           (strlen(value) == 2 && g_ascii_isupper(value[0]) && g_ascii_isupper(value[1]));
}

const TkSettingRow tk_setting_table[] = {
    { "language", TK_SETTING_TEXT, "en", 0, 0, N_("Language of what tokopp says to you"), LANGUAGES,
      NULL },
    { "store", TK_SETTING_TEXT, "", 0, 0,
      N_("Where everything is kept: a file, or postgresql://...; empty: your data folder"), NULL,
      NULL },
    { "me.name", TK_SETTING_TEXT, "", 0, 0, N_("Your name, as it appears under a letter"), NULL,
      NULL },
    { "me.email", TK_SETTING_TEXT, "", 0, 0,
      N_("Your email addresses, separated by commas; the first is the one you write from"), NULL,
      NULL },
    { "me.language", TK_SETTING_TEXT, "en", 0, 0,
      N_("Language to write in where the other person's is not known"), LANGUAGES, NULL },
    { "me.background", TK_SETTING_TEXT, "", 0, 0,
      N_("Who you are in half a sentence, for first letters"), NULL, NULL },
    { "me.country", TK_SETTING_TEXT, "", 0, 0,
      N_("Your country by its two letters, for public holidays"), NULL, is_country },
    { "me.zone", TK_SETTING_TEXT, "", 0, 0,
      N_("Your time zone, such as Europe/Oslo; empty: as your country"), NULL, is_zone },
    { "server.host", TK_SETTING_TEXT, "127.0.0.1", 0, 0, N_("Address that tokopp serve listens on"),
      NULL, NULL },
    { "server.port", TK_SETTING_NUMBER, "7878", 0, 65535,
      N_("Port that tokopp serve listens on; 0: any free one"), NULL, NULL },
    { "server.origin", TK_SETTING_TEXT, "", 0, 0,
      N_("Address that a proxy in front is reached by: https://tokopp.example; empty: none"), NULL,
      NULL },
    { "follow-up.first-days", TK_SETTING_NUMBER, "6", 1, 60,
      N_("Working days until the first follow-up"), NULL, NULL },
    { "follow-up.second-days", TK_SETTING_NUMBER, "12", 1, 120,
      N_("Working days from the first to the second follow-up"), NULL, NULL },
    { "follow-up.rest-days", TK_SETTING_NUMBER, "90", 1, 3650,
      N_("Days of rest after two follow-ups without answer"), NULL, NULL },
    { "requests.open-limit", TK_SETTING_NUMBER, "7", 1, 1000,
      N_("Requests for a meeting that may be open at one time"), NULL, NULL },
    { "news.today-limit", TK_SETTING_NUMBER, "5", 1, 1000,
      N_("News of people on the list for today at one time; the rest is under tokopp milestones"),
      NULL, NULL },
    { "rhythm.today-limit", TK_SETTING_NUMBER, "3", 0, 100,
      N_("People to be in touch with again on the list for today, at one time and in a day; the "
         "rest "
         "is under tokopp touch"),
      NULL, NULL },
    { "introducer.open-limit", TK_SETTING_NUMBER, "2", 1, 100,
      N_("Introductions that may be open with one person"), NULL, NULL },
    { "introducer.year-limit", TK_SETTING_NUMBER, "4", 1, 1000,
      N_("Introductions that one person is asked for in a year"), NULL, NULL },
    { "tie.half-life-days", TK_SETTING_NUMBER, "90", 1, 36500,
      N_("Days after which a contact counts half for the strength of a tie"), NULL, NULL },
    { "draft.formality", TK_SETTING_TEXT, "informal", 0, 0, N_("Tone of first drafts"),
      "informal formal", NULL },
    { "mail.drafts", TK_SETTING_TEXT, "", 0, 0,
      N_("Maildir folder that approved messages are put into as drafts"), NULL, NULL },
    { "import.keep-text", TK_SETTING_BOOLEAN, "false", 0, 0,
      N_("Keep the text of imported emails, not only who, when and what about"), NULL, NULL },
    { "log.level", TK_SETTING_TEXT, "warning", 0, 0, N_("What the server writes about itself"),
      "debug info warning error", NULL },
    { 0 },
};
