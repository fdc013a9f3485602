/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * route-export.c - everything one has, as a file for the browser to keep.
 *
 * It is written to a file without a name first and sent from there: so it is of one moment, memory
 * stays small, and a failure is still an answer and not half a file.
 */
#include "actions/export-data.h"
#include "base/tk-error.h"
#include "base/tk-places.h"
#include "http/route-groups.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>

static gboolean
open_nameless(int *out_descriptor, GError **error)
{
    g_autofree char *name = tk_place_state("export-XXXXXX");
    int descriptor = g_mkstemp_full(name, O_RDWR | O_CLOEXEC, 0600);

    if (descriptor < 0)
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "export-failed", g_strerror(errno));
    g_unlink(name);
    *out_descriptor = descriptor;
    return TRUE;
}

static gboolean
get_export(const Request *request, Reply *reply, GError **error)
{
    const char *word = request_parameter(request, "format");
    ExportFormat format = EXPORT_VCARD;
    g_autoptr(TkJson) written = NULL;
    g_autofree char *disposition = NULL;
    int descriptor = -1;

    if (!export_format_from_words(word != NULL ? word : "", request_parameter(request, "cards"),
                                  &format, error) ||
        !open_nameless(&descriptor, error))
        return FALSE;
    reply_file_take(reply, STATUS_OK, export_media_type(format), descriptor);
    written = export_to_descriptor(request->workspace, format, descriptor, error);
    if (written == NULL)
        return FALSE;
    disposition = g_strdup_printf("attachment; filename=\"%s\"", export_file_name(format));
    reply_header(reply, "Content-Disposition", disposition);
    return TRUE;
}

const Route export_routes[] = {
    { "GET", "/api/v1/export", ROUTE_MEMBER, get_export, .query = "format cards" },
    { 0 },
};
