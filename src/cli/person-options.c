/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/person-options.h"

#include <glib/gi18n.h>

const CommandOption person_options[] = {
    { "name", 0, OPTION_TEXT, "NAME", N_("The name as on an envelope") },
    { "email", 'e', OPTION_TEXT, "ADDRESS", N_("An email address") },
    { "phone", 0, OPTION_TEXT, "NUMBER", N_("A phone number") },
    { "linkedin", 0, OPTION_TEXT, "ADDRESS", N_("The address of the LinkedIn profile") },
    { "title", 't', OPTION_TEXT, "TEXT", N_("What they do") },
    { "organisation", 'o', OPTION_TEXT, "NAME", N_("Where they work") },
    { "language", 'l', OPTION_TEXT, "nb|da|sv|en", N_("The language to write to them in") },
    { "formality", 0, OPTION_TEXT, "formal|informal", N_("How to write to them") },
    { "country", 0, OPTION_TEXT, "CC",
      N_("The country, by its two letters: their holidays count") },
    { "zone", 0, OPTION_TEXT, "ZONE", N_("The time zone, such as Europe/Oslo") },
    { "place", 0, OPTION_TEXT, "TEXT", N_("The town") },
    { "how-known", 0, OPTION_TEXT, "TEXT", N_("How you know each other") },
    { "interests", 0, OPTION_TEXT, "TEXT", N_("What they care about, with commas between") },
    { "tie", 0, OPTION_TEXT, "close|warm|light|cold",
      N_("Your own word for how well you know them") },
    { "terms", 0, OPTION_TEXT, "good|strained", N_("Whether you are on good terms") },
    { "terms-reason", 0, OPTION_TEXT, "TEXT", N_("What strained it; only you see this") },
    { 0 },
};

PersonWish
person_wish(const Call *call)
{
    return (PersonWish) {
        .name = call_text(call, "name"),
        .email = call_text(call, "email"),
        .phone = call_text(call, "phone"),
        .linkedin = call_text(call, "linkedin"),
        .title = call_text(call, "title"),
        .organisation = call_text(call, "organisation"),
        .language = call_text(call, "language"),
        .formality = call_text(call, "formality"),
        .country = call_text(call, "country"),
        .zone = call_text(call, "zone"),
        .place = call_text(call, "place"),
        .how_known = call_text(call, "how-known"),
        .interests = call_text(call, "interests"),
        .own_word = call_text(call, "tie"),
        .terms = call_text(call, "terms"),
        .terms_reason = call_text(call, "terms-reason"),
    };
}
