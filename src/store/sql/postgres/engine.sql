-- What only PostgreSQL can say.

-- name: engine_tables
-- How many tables there are, and in `ours` 1 when the store's version is among them
SELECT count(*) AS tables, coalesce(max((c.relname = 'schema_version')::int), 0) AS ours
  FROM pg_catalog.pg_class c
 WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace

-- name: engine_health
-- The engine's words on its file ('ok'), rows that hang in the air, its size and version; free is 1 for a role
-- that the second lock does not hold, open the tables without it.
SELECT 'ok' AS integrity, 0 AS dangling, pg_database_size(current_database()) AS bytes,
       current_setting('server_version') AS version,
       (SELECT (rolsuper OR rolbypassrls)::int FROM pg_catalog.pg_roles WHERE rolname = current_user) AS free,
       (SELECT count(*) FROM pg_catalog.pg_class c
         WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
           AND c.relname <> 'schema_version' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)) AS open
