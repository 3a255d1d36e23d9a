/** Has the browser save what an address of this site answers. Addresses elsewhere are brought back to this site. */
export function startDownload(url: string): void {
  const { pathname, search } = new URL(url, window.location.origin)
  const link = document.createElement('a')
  link.href = `${pathname}${search}`
  link.download = ''
  document.body.append(link)
  link.click()
  link.remove()
}
