/** For Windows PowerShell 5.1 and PowerShell 7. Without suggestions, PowerShell itself suggests files. */
export const powershellScript = `# PowerShell completion for aitronos
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
