/** For fish 3 and later. */
export const fishScript = `# fish completion for aitronos
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
