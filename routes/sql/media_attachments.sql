-- The next rows of media_attachments in id order: files of posts and their thumbnails.
-- A page is bounded by the rows read, with or without a file, so that it always costs the same.
-- A column of "absent" counts where this server's version has none of that name.
-- made_private: the account is suspended, or a moderator removed the post and it is kept as evidence. Looked up row by
-- row with the primary keys, after the page is cut: a join might read all of accounts or statuses.
-- To try it in psql, put numbers in the place of the two parameters:
--   sed 's/:.after/0/; s/:.rows/10/' routes/sql/media_attachments.sql | psql mastodon_production
SELECT page.*,
       ((SELECT a.suspended_at FROM accounts a WHERE a.id = page.account_id) IS NOT NULL
        OR (SELECT s.deleted_at FROM statuses s WHERE s.id = page.status_id) IS NOT NULL) AS made_private
FROM (SELECT NULL::integer AS file_storage_schema_version,
             NULL::varchar AS thumbnail_file_name,
             NULL::integer AS thumbnail_file_size,
             NULL::integer AS thumbnail_storage_schema_version,
             NULL::varchar AS thumbnail_remote_url) absent
CROSS JOIN LATERAL (
  SELECT t.id, t.updated_at, t.account_id, t.status_id, t.remote_url,
         t.file_file_name, t.file_content_type, t.file_file_size, file_storage_schema_version,
         thumbnail_file_name, thumbnail_file_size, thumbnail_storage_schema_version, thumbnail_remote_url
  FROM media_attachments t
  WHERE t.id > :?after::bigint
  ORDER BY t.id
  LIMIT :?rows::bigint) page
ORDER BY page.id
