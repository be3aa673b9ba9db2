-- The next rows of imports in id order: lists that users uploaded.
-- A page is bounded by the rows read, with or without a file, so that it always costs the same.
-- The table exists up to Mastodon 4.3.
-- To try it in psql, put numbers in the place of the two parameters:
--   sed 's/:.after/0/; s/:.rows/10/' routes/sql/imports.sql | psql mastodon_production
SELECT t.id, t.updated_at, t.data_file_name, t.data_file_size
FROM imports t
WHERE t.id > :?after::bigint
ORDER BY t.id
LIMIT :?rows::bigint
