/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/interface-language.h"

#include <glib.h>
#include <glib/gi18n.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

#define DOMAIN "tokopp"

/* Any locale whose letters are UTF-8: the user's own, else the one that every glibc has. */
static void
take_locale(void)
{
    const char *own = setlocale(LC_ALL, "");

    if (own == NULL || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_ALL, "C.UTF-8");
    /* Numbers are written for programs as well as for people. */
    setlocale(LC_NUMERIC, "C");
}

void
interface_language_begin(void)
{
    gboolean built_here = g_file_test(TOKOPP_LOCALE_BUILD, G_FILE_TEST_IS_DIR);

    take_locale();
    bindtextdomain(DOMAIN, built_here ? TOKOPP_LOCALE_BUILD : TOKOPP_LOCALE_INSTALLED);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    textdomain(DOMAIN);
}

void
interface_language_set(const char *language)
{
    g_setenv("LANGUAGE", language, TRUE);
    /* gettext looks at LANGUAGE anew only when the locale was set. */
    take_locale();
}
