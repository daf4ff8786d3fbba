# Completion of stationmaster in PowerShell: stationmaster completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName stationmaster -ScriptBlock {
  param($current, $line, $cursor)
  $typed = @($line.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.ToString() })
  stationmaster complete '--' @typed ":$current" 2> $null | ForEach-Object {
    if ($_ -eq ':files') {
      [System.Management.Automation.CompletionCompleters]::CompleteFilename($current)
    } else {
      $word, $about = $_ -split [char]9, 2
      if (-not $about) { $about = $word }
      [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $about)
    }
  }
}
