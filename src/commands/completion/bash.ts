/** For bash 3.2 and later; needs no other package. */
export const bashScript = `# bash completion for aitronos
_aitronos() {
  local words=() values=() abouts=() word piece kept='' before=-1 value about index option=''
  local quotes=$'["\\'\\\\\\\\]' open=$'^(([^"\\'\\\\\\\\]|\\\\\\\\.|"[^"]*"|\\'[^\\']*\\')*["\\'])[^"\\']*$'
  for ((index = 1; index <= COMP_CWORD; index++)); do
    piece=\${COMP_WORDS[index]}
    # bash takes words apart at =, : and @, which are a part of them here.
    if ((index > 1)) && [[ $piece =~ ^[=:@]+$ || \${COMP_WORDS[index - 1]} =~ ^[=:@]+$ ]]; then
      kept=\${words[before]}
      words[before]+=$piece
    else
      kept='' words[++before]=$piece
    fi
  done
  # What bash replaces is the last piece alone: what is behind an open quote in it, else with the @ before it.
  word=\${words[before]}
  [[ $piece =~ ^[=:@]+$ ]] && kept=$word
  if [[ $piece =~ $open ]]; then kept+=\${BASH_REMATCH[1]}; else kept=\${kept%@}; fi
  kept=\${kept//$quotes/}

  while IFS=$'\\t' read -r value about; do
    values+=("\${value#"$kept"}")
    abouts+=("$about")
  done < <(aitronos __complete "$before" "\${words[@]//$quotes/}" 2>/dev/null </dev/null)

  COMPREPLY=()
  if [[ \${values[0]:-} == :files ]]; then
    compopt -o filenames 2>/dev/null
    [[ $word == --*=* ]] && option=\${word%%=*}=
    while IFS= read -r value; do
      value=$option$value
      COMPREPLY+=("\${value#"$kept"}")
    done < <(compgen -f -- "\${word#"$option"}")
    return
  fi
  # A list that is only shown may say what things mean; what is typed may not.
  if ((\${#values[@]} > 1)) && [[ \${COMP_TYPE:-9} == 63 ]]; then
    local width=0
    for value in "\${values[@]}"; do ((\${#value} > width)) && width=\${#value}; done
    for index in "\${!values[@]}"; do
      printf -v value "%-\${width}s  %s" "\${values[index]}" "\${abouts[index]:+(\${abouts[index]})}"
      COMPREPLY+=("\${value:0:\${COLUMNS:-80}}")
    done
    return
  fi
  ((\${#values[@]} > 0)) && COMPREPLY=("\${values[@]}")
}
complete -F _aitronos aitronos
`;
