const safe = new Set(['http:', 'https:', 'mailto:'])

/** An address that a comment may lead to: of a page or a mailbox, whole. Null for anything else, above all for code. */
export function safeLink(address: string): string | null {
  if (address.length > 2000 || !URL.canParse(address)) return null
  const url = new URL(address)
  return safe.has(url.protocol) ? url.href : null
}
