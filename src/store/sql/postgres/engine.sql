-- What only PostgreSQL can say.

-- name: engine_tables
-- How many tables there are, and in `ours` 1 when the store's version is among them
SELECT count(*) AS tables, coalesce(max((c.relname = 'schema_version')::int), 0) AS ours
  FROM pg_catalog.pg_class c
 WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
