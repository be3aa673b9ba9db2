-- The next rows of preview_card_providers in id order: icons of linked sites.
-- A page is bounded by the rows read, with or without a file, so that it always costs the same.
-- The table exists from Mastodon 3.5 on.
-- To try it in psql, put numbers in the place of the two parameters:
--   sed 's/:.after/0/; s/:.rows/10/' routes/sql/preview_card_providers.sql | psql mastodon_production
SELECT t.id, t.updated_at, t.icon_file_name, t.icon_file_size
FROM preview_card_providers t
WHERE t.id > :?after::bigint
ORDER BY t.id
LIMIT :?rows::bigint
