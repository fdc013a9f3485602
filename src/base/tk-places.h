/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tk-places.h - where tokopp's files lie (XDG Base Directory Specification 0.8).
 */
#pragma once

#include <glib.h>

/* $XDG_DATA_HOME/tokopp/..., $XDG_CONFIG_HOME/tokopp/..., $XDG_STATE_HOME/tokopp/...; folders are
 * made, mode 0700. */
char *
tk_place_data(const char *name);
char *
tk_place_config(const char *name);
char *
tk_place_state(const char *name);

/* A store's place as it may be shown: a password in an address becomes stars. Caller frees. */
char *
tk_place_without_password(const char *place);

/* The bytes of share/NAME: from $TOKOPP_SHARE if set, else the folder beside the program's source
 * or installation. Errors: TK_ERROR_UNAVAILABLE "share-missing". */
GBytes *
tk_share_read(const char *name, GError **error);
/* Names in a folder of share/, sorted. NULL-terminated. */
char **
tk_share_list(const char *folder, GError **error);
