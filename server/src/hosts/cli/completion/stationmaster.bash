# Completion of stationmaster in bash: source <(stationmaster completion bash)
_stationmaster() {
  # Bash cuts words at "=": they are put together again, and what stands before the last one is taken off the answers.
  local -a words=()
  local at word joined= current= before= line
  for (( at = 1; at <= COMP_CWORD; at++ )); do
    word=${COMP_WORDS[at]}
    if [[ ( $word == "=" || $joined ) && ${#words[@]} -gt 0 ]]; then
      words[${#words[@]}-1]+=$word
      joined=
    else
      words+=("$word")
      joined=
    fi
    [[ $word == "=" ]] && joined=1
  done
  if (( ${#words[@]} > 0 )); then
    current=${words[${#words[@]}-1]}
    unset "words[${#words[@]}-1]"
  fi
  [[ $current == *=* && $COMP_WORDBREAKS == *=* ]] && before=${current%=*}=
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == ":files" ]]; then
      compopt -o default 2> /dev/null
    else
      line=${line%%$'\t'*}
      [[ $line == *= ]] && compopt -o nospace 2> /dev/null
      COMPREPLY+=("${line#"$before"}")
    fi
  done < <(stationmaster complete -- ${words[@]+"${words[@]}"} ":$current" 2> /dev/null)
}
complete -F _stationmaster stationmaster
