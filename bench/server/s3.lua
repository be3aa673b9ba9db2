-- The few ways of S3 that static files and WebDAV lack. No S3 server: see "The fast server" in ../README.md.
local s3 = { data = nil }

local CACHE_CONTROL = "public, max-age=315576000, immutable"  -- Mastodon gives it to what it stores
local KEPT = { ["content-type"] = 1, ["content-encoding"] = 1, ["content-disposition"] = 1, ["content-language"] = 1,
  ["cache-control"] = 1, ["expires"] = 1 }

local headers, state = ngx.shared.headers, ngx.shared.state
local indexes = {}  -- bucket -> { version=, keys={...sorted}, rest={"size\tetag"} }

local function index(bucket)
  local version = state:get("version") or 0
  local found = indexes[bucket]
  if found and found.version == version then return found end
  local keys, rest, n = {}, {}, 0
  local file = io.open(s3.data .. "/index/" .. bucket)
  if file then
    for line in file:lines() do
      local tab = line:find("\t", 1, true)
      n = n + 1
      keys[n], rest[n] = line:sub(1, tab - 1), line:sub(tab + 1)
    end
    file:close()
  end
  found = { version = version, keys = keys, rest = rest }
  indexes[bucket] = found
  return found
end

local function position(keys, key)  -- of the first that is not less
  local low, high = 1, #keys + 1
  while low < high do
    local middle = math.floor((low + high) / 2)
    if keys[middle] < key then low = middle + 1 else high = middle end
  end
  return low
end

local function object()  -- "bucket/key" as it was asked for
  return (ngx.var.request_uri:gsub("?.*", ""):sub(2))
end

function s3.sleep()
  local delay = tonumber(ngx.var.delay)
  if delay > 0 then ngx.sleep(delay / 1000) end
end

-- Takes the frames of aws-chunked from a body: "<size in hex>;chunk-signature=...\r\n<bytes>\r\n", until one has no bytes.
-- Neither their signatures nor a trailer are looked at.
function s3.unframe()
  s3.sleep()
  if not ngx.var.http_x_amz_decoded_content_length then return end
  ngx.req.read_body()
  local name = ("%s/put/%d-%d"):format(s3.data, ngx.worker.pid(), state:incr("bodies", 1, 0))
  local out = assert(io.open(name, "wb"))
  local body, path = ngx.req.get_body_data(), ngx.req.get_body_file()
  if body then
    local at = 1
    while true do
      local line_end = body:find("\r\n", at, true)
      local size = tonumber(body:match("^%x+", at), 16)
      if size == 0 then break end
      out:write(body:sub(line_end + 2, line_end + 1 + size))
      at = line_end + 2 + size + 2
    end
  elseif path then
    local file = assert(io.open(path, "rb"))
    while true do
      local size = tonumber(file:read("*l"):match("^%x+"), 16)
      if size == 0 then break end
      out:write(file:read(size))
      file:read(2)
    end
    file:close()
  end
  out:close()
  ngx.req.set_body_file(name, true)
end

-- Remembers what came with the object, and answers 200 with an ETag, as S3 does (WebDAV: 201 or 204 and none)
function s3.put()
  if ngx.status ~= 201 and ngx.status ~= 204 then return end
  ngx.status = 200
  ngx.header["Location"] = nil
  ngx.header["Content-Length"] = 0
  local sent = ngx.req.get_headers(100)
  local md5 = sent["content-md5"]
  local etag = md5 and (ngx.decode_base64(md5) or ""):gsub(".", function(c) return ("%02x"):format(c:byte()) end)
    or ngx.md5(object()) .. "-1"  -- in the form of an upload in parts, so that nobody takes it for an MD5
  local kept = { etag }
  for name, value in pairs(sent) do
    if name == "content-encoding" and value == "aws-chunked" then value = nil end
    if value and (KEPT[name] or name:sub(1, 11) == "x-amz-meta-") then kept[#kept + 1] = name .. "=" .. tostring(value) end
  end
  headers:set(object(), table.concat(kept, "\t"))
  ngx.header["ETag"] = '"' .. etag .. '"'
  if state:incr("puts", 1, 0) == 1 then
    ngx.update_time()
    state:set("first", ngx.now())
  end
end

function s3.get()
  if ngx.status ~= 200 and ngx.status ~= 206 then return end
  local name = object()
  local kept = headers:get(name)
  if kept then
    local etag, rest = kept:match("^([^\t]*)(.*)")
    ngx.header["ETag"] = '"' .. etag .. '"'
    for header, value in rest:gmatch("\t([^=]+)=([^\t]*)") do ngx.header[header] = value end
    return
  end
  local bucket, key = name:match("^([^/]+)/(.+)$")
  local all = index(bucket)
  local i = position(all.keys, key)
  if all.keys[i] == key then ngx.header["ETag"] = '"' .. all.rest[i]:match("\t(.*)") .. '"' end
  ngx.header["Cache-Control"] = CACHE_CONTROL
end

local function xml(text)
  return (text:gsub("[&<>\"]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }))
end

local function send_xml(body)
  ngx.header["Content-Type"] = "application/xml"
  body = '<?xml version="1.0" encoding="UTF-8"?>' .. body
  ngx.header["Content-Length"] = #body
  ngx.print(body)
end

-- LIST, version 1 and 2, from the index: it does not see what is put during a run
local function list(bucket, asked)
  local all = index(bucket)
  local keys, rest = all.keys, all.rest
  local prefix, delimiter = asked.prefix or "", asked.delimiter or ""
  local most, v2, url = tonumber(asked["max-keys"]) or 1000, asked["list-type"] == "2", asked["encoding-type"] == "url"
  local after = asked.marker
  if v2 then
    after = asked["start-after"]
    if asked["continuation-token"] then after = ngx.decode_base64(asked["continuation-token"]) end
  end
  local function encoded(text)
    if url then return (ngx.escape_uri(text):gsub("%%2F", "/")) end
    return xml(text)
  end

  local i = position(keys, prefix)
  if after and after >= prefix then
    local group = delimiter ~= "" and after:sub(-#delimiter) == delimiter
    i = position(keys, after .. (group and "\255" or "\0"))
  end
  local contents, groups, count, last = {}, {}, 0, nil
  while i <= #keys and count < most and keys[i]:sub(1, #prefix) == prefix do
    local key = keys[i]
    local cut = delimiter ~= "" and key:find(delimiter, #prefix + 1, true)
    if cut then
      last = key:sub(1, cut)
      groups[#groups + 1] = "<CommonPrefixes><Prefix>" .. encoded(last) .. "</Prefix></CommonPrefixes>"
      i = position(keys, last .. "\255")
    else
      local size, etag = rest[i]:match("(.*)\t(.*)")
      contents[#contents + 1] = "<Contents><Key>" .. encoded(key) .. "</Key><LastModified>2023-11-14T22:13:20.000Z</LastModified>" ..
        "<ETag>&quot;" .. etag .. "&quot;</ETag><Size>" .. size .. "</Size><StorageClass>STANDARD</StorageClass></Contents>"
      last = key
      i = i + 1
    end
    count = count + 1
  end
  local more = i <= #keys and keys[i]:sub(1, #prefix) == prefix

  local next_page = ""
  if more and v2 then
    next_page = "<NextContinuationToken>" .. ngx.encode_base64(last) .. "</NextContinuationToken>"
  elseif more then
    next_page = "<NextMarker>" .. encoded(last) .. "</NextMarker>"
  end
  send_xml('<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>' .. bucket .. "</Name>" ..
    "<Prefix>" .. encoded(prefix) .. "</Prefix><MaxKeys>" .. most .. "</MaxKeys>" ..
    (delimiter ~= "" and "<Delimiter>" .. encoded(delimiter) .. "</Delimiter>" or "") ..
    (url and "<EncodingType>url</EncodingType>" or "") .. (v2 and "<KeyCount>" .. count .. "</KeyCount>" or "") ..
    "<IsTruncated>" .. tostring(more) .. "</IsTruncated>" .. next_page ..
    table.concat(contents) .. table.concat(groups) .. "</ListBucketResult>")
end

function s3.bucket()
  s3.sleep()
  local asked = ngx.req.get_uri_args(50)
  if ngx.req.get_method() ~= "GET" then
    ngx.header["Content-Length"] = 0
  elseif asked.location ~= nil then
    send_xml('<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"></LocationConstraint>')
  else
    list(ngx.var.uri:match("^/([^/]+)"), asked)
  end
end

-- What the runner asks: reset before a run, load the indexes into a worker, PUTs so far, headers of all PUTs
function s3.control()
  local asked = ngx.var.uri:sub(4)
  if asked == "reset" then
    headers:flush_all(); headers:flush_expired()
    state:delete("puts"); state:delete("first")
    state:incr("version", 1, 0)
  elseif asked == "load" then
    index("source"); index("destination"); collectgarbage()
    ngx.print(ngx.worker.pid())
  elseif asked == "progress" then
    ngx.print(state:get("puts") or 0, " ", state:get("first") or 0)
  elseif asked == "headers" then
    for _, name in ipairs(headers:get_keys(0)) do ngx.print(name, "\t", headers:get(name), "\n") end
  end
end

return s3
