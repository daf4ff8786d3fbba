-- Opens every file given in the environment in Neovim with the language server attached, waits until the server has
-- said what it finds in it, and writes all findings as JSON.
local names = vim.json.decode(vim.env.STATIONMASTER_FILES)
local root = vim.fn.getcwd()
local heard = {}

local client = vim.lsp.start_client({
  name = "stationmaster",
  cmd = { "stationmaster", "server", "--stdio" },
  root_dir = root,
  workspace_folders = { { uri = vim.uri_from_fname(root), name = "samples" } },
  handlers = {
    ["textDocument/publishDiagnostics"] = function(_, result) heard[result.uri] = result.diagnostics end,
    -- Neovim 0.11 and later ask.
    ["textDocument/diagnostic"] = function(_, result, context)
      if result then heard[context.params.textDocument.uri] = result.items end
    end,
  },
})

local loaded = vim.wait(20000, function()
  local known = vim.lsp.get_client_by_id(client)
  return known ~= nil and known.initialized
end)
if not loaded then error("The server did not start.") end

local found = {}
for _, name in ipairs(names) do
  vim.cmd("edit " .. vim.fn.fnameescape(name))
  vim.lsp.buf_attach_client(0, client)
  local uri = vim.uri_from_bufnr(0)
  local wanted = tonumber(vim.json.decode(vim.env.STATIONMASTER_COUNTS)[name])
  -- The first answer may come before the whole workspace has been read.
  vim.wait(20000, function() return heard[uri] ~= nil and #heard[uri] == wanted end, 20)
  found[name] = {}
  for _, diagnostic in ipairs(heard[uri] or {}) do
    table.insert(found[name], { rule = diagnostic.code, message = diagnostic.message, range = diagnostic.range })
  end
  if #found[name] == 0 then found[name] = vim.empty_dict() end
end
vim.fn.writefile({ vim.json.encode(found) }, vim.env.STATIONMASTER_RESULT)
vim.lsp.stop_client(client, true)
vim.cmd("qall!")
