-- The next rows of preview_cards in id order: pictures of linked pages.
-- A page is bounded by the rows read, with or without a file, so that it always costs the same.
-- A column of "absent" counts where this server's version has none of that name.
-- To try it in psql, put numbers in the place of the two parameters:
--   sed 's/:.after/0/; s/:.rows/10/' routes/sql/preview_cards.sql | psql mastodon_production
SELECT page.*
FROM (SELECT NULL::integer AS image_storage_schema_version) absent
CROSS JOIN LATERAL (
  SELECT t.id, t.updated_at, t.url, t.image_file_name, t.image_file_size, image_storage_schema_version
  FROM preview_cards t
  WHERE t.id > :?after::bigint
  ORDER BY t.id
  LIMIT :?rows::bigint) page
ORDER BY page.id
