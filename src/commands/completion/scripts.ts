/** For bash 3.2 and later; needs no other package. */
const bashScript = `# bash completion for aitronos
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

/** Works sourced, and as the file `_aitronos` in a folder of `fpath`. */
const zshScript = `#compdef aitronos
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
    # An empty description would be shown as a dash behind all of them.
    [[ -n $line ]] && suggestions+=("\${\${line%%$'\\t'*}//:/\\\\:}\${\${(M)line%%$'\\t'?*}/$'\\t'/:}")
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

/** For fish 3 and later. */
const fishScript = `# fish completion for aitronos
function __aitronos_complete
    set -l before (commandline -opc)
    set -l word (commandline -ct)
    set -l found (aitronos __complete (math (count $before) - 1) $before[2..-1] (string replace -ra '[\\'"\\\\\\\\]' '' -- "$word") 2>/dev/null </dev/null)
    if test "$found[1]" = :files
        set -l option (string match -r -- '^--[^=]*=' "$word")
        # fish itself reads the word as it stands, with quotes, backslashes and ~.
        set -l paths (complete -C "'' "(string replace -- "$option" '' "$word"))
        printf '%s\\n' "$option"$paths
    else
        printf '%s\\n' $found
    end
end
complete -c aitronos -f -a '(__aitronos_complete)'
`;

/** For Windows PowerShell 5.1 and PowerShell 7. Without suggestions, PowerShell itself suggests files. */
const powershellScript = `# PowerShell completion for aitronos
Register-ArgumentCompleter -Native -CommandName aitronos -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
        ForEach-Object { if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text } })
    # An empty word is not handed on by every version: where it is missing, it is meant.
    $before = $words.Count
    if ($wordToComplete -ne '') { $before = $words.Count - 1 }
    $encoding = [Console]::OutputEncoding
    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    try {
        $found = @(aitronos __complete $before $words 2>$null)
    } finally {
        [Console]::OutputEncoding = $encoding
    }
    $found | Where-Object { $_ -and $_ -ne ':files' } | ForEach-Object {
        $value, $about = $_.Split([char]9, 2)
        if (-not $about) { $about = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
    }
}
`;

/**
 * The scripts ask the program for each suggestion, so they stay valid for every version.
 * See docs/decisions/2026-11-25-no-completion-package.md.
 */
export const SCRIPTS = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
} as const;
