#compdef stationmaster
# Completion of stationmaster in zsh: source <(stationmaster completion zsh)
_stationmaster() {
  local -a typed whole open
  local line value files=
  typed=("${(@Q)words[2,CURRENT]}")
  typed[-1]=":${typed[-1]}"
  while IFS= read -r line; do
    if [[ $line == ":files" ]]; then
      files=1
      continue
    fi
    value=${${line%%$'\t'*}//:/\\:}
    if [[ $value == *= ]]; then open+=("$value:${line#*$'\t'}"); else whole+=("$value:${line#*$'\t'}"); fi
  done < <(stationmaster complete -- "${(@)typed}" 2> /dev/null)
  (( ${#whole} )) && _describe -t words stationmaster whole
  (( ${#open} )) && _describe -t words stationmaster open -S ''
  [[ -n $files ]] && _files
}
if [[ ${funcstack[1]} == _stationmaster ]]; then _stationmaster "$@"; else compdef _stationmaster stationmaster; fi
