-- Does with Neovim's own commands what a person would do, in the folder it is started in, and writes what came of it as
-- JSON. Where Neovim knows `vim.lsp.config`, it is set up with what docs/editor.md says.
local result = {}
local extension = ".station.md"

-- The steps below run as a coroutine, so that Neovim goes on handling keys and messages while they wait.
local function wait(what, condition)
  local deadline = vim.loop.now() + 20000
  while true do
    local value = condition()
    if value then return value end
    if vim.loop.now() > deadline then error("Waited in vain for " .. what .. ".") end
    coroutine.yield()
  end
end

local function base_name(name) return vim.fn.fnamemodify(name, ":t") end

local function open(name) vim.cmd("edit " .. vim.fn.fnameescape(name)) end

local function attached()
  if vim.lsp.get_clients then return #vim.lsp.get_clients({ bufnr = 0 }) > 0 end
  return not vim.tbl_isempty(vim.lsp.buf_get_clients(0))
end

-- Opens a file and puts the cursor on a text in it.
local function go(name, text)
  open(name)
  wait("the server in " .. name, attached)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  if vim.fn.search("\\V\\C" .. vim.fn.escape(text, "\\"), "cW") == 0 then error(name .. " has no “" .. text .. "”.") end
end

-- A place as a person sees it: the file, the line's number, and what stands there.
local function place(buffer, line, byte)
  local text = vim.api.nvim_buf_get_lines(buffer, line, line + 1, true)[1]
  return ("%s:%d: %s"):format(base_name(vim.api.nvim_buf_get_name(buffer)), line + 1, text:sub(byte + 1, byte + 30))
end

local function here()
  local cursor = vim.api.nvim_win_get_cursor(0)
  return place(0, cursor[1] - 1, cursor[2])
end

-- The text of every buffer that has a file.
local function texts()
  local all = {}
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    local name = vim.api.nvim_buf_get_name(buffer)
    if vim.api.nvim_buf_is_loaded(buffer) and vim.fn.filereadable(name) == 1 then
      all[base_name(name)] = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), "\n") .. "\n"
    end
  end
  return all
end

local function floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then return window end
  end
end

local function hover()
  vim.lsp.buf.hover()
  local window = wait("a hover", floating)
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true)
  vim.api.nvim_win_close(window, true)
  return table.concat(lines, "\n")
end

-- Where the definition leads to: to another file, here.
local function definition()
  local from = vim.api.nvim_get_current_buf()
  vim.lsp.buf.definition()
  wait("the definition", function() return vim.api.nvim_get_current_buf() ~= from end)
  return here()
end

-- What a command puts into the quickfix list or the location list.
local function listed(command)
  vim.fn.setqflist({})
  vim.fn.setloclist(0, {})
  command()
  local list = wait("a list", function()
    for _, each in ipairs({ vim.fn.getqflist(), vim.fn.getloclist(0) }) do
      if #each > 0 then return each end
    end
  end)
  vim.cmd("silent! cclose | silent! lclose")
  return list
end

local function changed(what, command)
  local function ticks()
    local all = {}
    for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
      if vim.api.nvim_buf_is_loaded(buffer) then
        table.insert(all, vim.api.nvim_buf_get_name(buffer) .. vim.api.nvim_buf_get_changedtick(buffer))
      end
    end
    return table.concat(all, " ")
  end
  local before = ticks()
  command()
  wait(what, function() return ticks() ~= before end)
end

local function steps()
  result.version = tostring(vim.version().major) .. "." .. vim.version().minor

  go("rivers-and-watersheds" .. extension, "dew point")
  result.findings = wait("a finding", function()
    local found = vim.diagnostic.get(0)
    return #found > 0 and found
  end)
  for at, finding in ipairs(result.findings) do
    result.findings[at] = ("%s %s"):format(finding.code or finding.user_data.lsp.code, place(0, finding.lnum, finding.col))
  end
  result.hoverOfTerm = hover()
  result.references = {}
  for _, item in ipairs(listed(function() vim.lsp.buf.references() end)) do
    vim.fn.bufload(item.bufnr)
    table.insert(result.references, place(item.bufnr, item.lnum - 1, item.col - 1))
  end

  go("rivers-and-watersheds" .. extension, "the still")
  vim.ui.select = function(items, options, choose)
    result.actions = vim.tbl_map(options.format_item, items)
    choose(items[1], 1)
  end
  changed("a quick fix", function() vim.lsp.buf.code_action() end)
  result.fixed = texts()["rivers-and-watersheds" .. extension]
  vim.cmd("silent wall")

  go("water-underground" .. extension, "Station 2")
  result.hoverOfStation = hover()
  result.definition = definition()

  result.symbols = {}
  for _, item in ipairs(listed(function() vim.lsp.buf.document_symbol() end)) do table.insert(result.symbols, item.text) end

  open("water-underground" .. extension)
  vim.bo.omnifunc = "v:lua.vim.lsp.omnifunc"
  local keys = function(text) vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(text, true, false, true), "t", false) end
  keys("GoAs discussed in Station <C-x><C-o>")
  local items = wait("completions", function()
    local found = vim.fn.complete_info({ "items" }).items
    return #found > 0 and found
  end)
  result.completions = vim.tbl_map(function(item) return item.abbr ~= "" and item.abbr or item.word end, items)
  keys("<C-y>.<Esc>")
  wait("normal mode", function() return vim.fn.mode() == "n" and vim.api.nvim_get_current_line():find("%.$") end)
  result.completed = vim.api.nvim_get_current_line()
  vim.cmd("normal! dd")
  vim.cmd("silent wall")

  go("rivers-and-watersheds" .. extension, "dew point")
  changed("the term's new name", function() vim.lsp.buf.rename("condensation point") end)
  result.termRenamed = texts()
  vim.cmd("silent wall")

  go("water-on-the-move" .. extension, "Station 4")
  vim.cmd("normal! w")
  changed("the station's new number", function() vim.lsp.buf.rename("2") end)
  result.renumbered = texts()
  vim.cmd("silent wall")

  go("path.yaml", "from-vapor")
  vim.lsp.buf.rename("rain" .. extension)
  wait("the file's new name", function() return vim.fn.filereadable("rain" .. extension) == 1 end)
  wait("the path's new line", function() return vim.fn.search("- rain", "cw") > 0 end)
  vim.cmd("silent wall")
  go("water-on-the-move" .. extension, "Station 3")
  result.definitionAfter = definition()
end

local function set_up()
  if vim.lsp.config then
    dofile(vim.env.STATIONMASTER_SETUP)
    return
  end
  local root = vim.fn.getcwd()
  local client = vim.lsp.start_client({
    name = "stationmaster",
    cmd = { "stationmaster", "server", "--stdio" },
    root_dir = root,
    workspace_folders = { { uri = vim.uri_from_fname(root), name = "station" } },
  })
  vim.api.nvim_create_autocmd("BufReadPost", {
    pattern = { "*.station.md", "path.yaml" },
    callback = function(event) vim.lsp.buf_attach_client(event.buf, client) end,
  })
end

vim.o.hidden = true
vim.o.swapfile = false
set_up()
local run = coroutine.create(steps)
local function step()
  local fine, problem = coroutine.resume(run)
  if fine and coroutine.status(run) ~= "dead" then return vim.defer_fn(step, 10) end
  if not fine then
    io.stderr:write(debug.traceback(run, tostring(problem)) .. "\n" .. vim.api.nvim_exec("messages", true) .. "\n")
    vim.cmd("cquit 1")
  end
  vim.fn.writefile({ vim.json.encode(result) }, vim.env.STATIONMASTER_RESULT)
  vim.cmd("qall!")
end
vim.schedule(step)
