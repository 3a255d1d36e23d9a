/**
 * Puts text on the clipboard; with `html` also as a table that spreadsheets understand. Falls back to the old command
 * where the page is not in a secure context. Resolves to whether it worked.
 */
export async function copyText(text: string, html?: string): Promise<boolean> {
  try {
    if (html === undefined) await navigator.clipboard.writeText(text)
    else await navigator.clipboard.write([new ClipboardItem({ 'text/plain': asBlob(text, 'text/plain'), 'text/html': asBlob(html, 'text/html') })])
    return true
  } catch {
    return copyBySelection(text)
  }
}

const asBlob = (text: string, type: string): Blob => new Blob([text], { type })

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  const before = document.activeElement
  document.body.append(area)
  area.select()
  const worked = document.execCommand('copy')
  area.remove()
  if (before instanceof HTMLElement) before.focus()
  return worked
}
