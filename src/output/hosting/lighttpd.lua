
local attributes, headers = lighty.r.req_attr, lighty.r.resp_header
local uri, path = attributes["uri.path"], attributes["physical.path"]

local function begins(text, with) return text:sub(1, #with) == with end
local function is_file(name)
  local found = lighty.c.stat(name)
  return found and found.is_file
end

local found = lighty.c.stat(path)
if found and found.is_dir then
  -- lighttpd adds the slash.
  if path:sub(-1) ~= "/" then return 0 end
  path = path .. "index.html"
end

local is_dotted = uri:find("/.", 1, true) and not begins(uri, "/.well-known/")
local is_there = is_file(path) and not is_dotted and not begins(uri, hidden)
if not is_there then
  path = attributes["physical.doc-root"]:gsub("/$", "") .. base .. "404.html"
end
headers["Cache-Control"] = is_there and begins(uri, assets) and for_ever or short
if path:match("%.html$") then
  for name, value in pairs(of_pages) do headers[name] = value end
end

local type = types[path:match("%.(%a+)$") or ""]
if type then
  headers["Content-Type"] = path:match("/feed%.xml$") and feed or type
  headers["Vary"] = "Accept-Encoding"
  local accepted = {}
  for part in (lighty.r.req_header["Accept-Encoding"] or ""):lower():gmatch("[^,]+") do
    local coding, quality = part:match("^%s*([%w-]+)%s*;%s*q=([%d.]+)")
    coding = coding or part:match("^%s*([%w-]+)%s*$")
    if coding then accepted[coding] = tonumber(quality or 1) ~= 0 end
  end
  for _, copy in ipairs({ { "br", ".br" }, { "gzip", ".gz" } }) do
    if accepted[copy[1]] and is_file(path .. copy[2]) then
      path = path .. copy[2]
      headers["Content-Encoding"] = copy[1]
      break
    end
  end
end

if is_there then
  attributes["physical.path"] = path
  return 0
end
lighty.r.resp_body:set({ { filename = path } })
return 404
