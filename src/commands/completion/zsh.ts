/** Works sourced, and as the file `_aitronos` in a folder of `fpath`. */
export const zshScript = `#compdef aitronos
# zsh completion for aitronos
_aitronos() {
  local output line
  local -a suggestions
  output=$(aitronos __complete $((CURRENT - 2)) "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null </dev/null)
  if [[ $output == :files ]]; then
    [[ $PREFIX == --*=* ]] && compset -P 1 '*='
    _files
    return
  fi
  for line in "\${(@f)output}"; do
    [[ -n $line ]] && suggestions+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  ((\${#suggestions})) && _describe -t values aitronos suggestions
}
if [[ \${funcstack[1]} == _aitronos ]]; then
  _aitronos "$@"
else
  # Without what oh-my-zsh and others set up, there is no compdef yet.
  (($+functions[compdef])) || { autoload -Uz compinit && compinit -i }
  compdef _aitronos aitronos
fi
`;
