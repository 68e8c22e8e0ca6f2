/** Cells copied in a spreadsheet: rows by line ends, cells by tabs, quotes around cells that hold either. */
export function pastedCells(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const lines = `${text.replace(/\r\n?/g, '\n').replace(/\n$/, '')}\n`
  for (let at = 0; at < lines.length; at++) {
    const char = lines.charAt(at)
    if (quoted && char === '"' && lines.charAt(at + 1) === '"') {
      cell += '"'
      at++
    } else if (char === '"' && (quoted || cell === '')) quoted = !quoted
    else if (quoted || (char !== '\t' && char !== '\n')) cell += char
    else {
      row.push(cell.trim())
      cell = ''
      if (char === '\n') {
        rows.push(row)
        row = []
      }
    }
  }
  return rows
}
