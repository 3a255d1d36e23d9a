/** What a tile with a page of elsewhere shows: in a frame, as a link because its host may not be framed, or nothing. */
export type FrameAddress = { kind: 'frame'; src: string; href: string } | { kind: 'closed'; href: string; host: string } | { kind: 'bad' }

/**
 * What an address is shown as, given the hosts whose pages may be framed here (`loom.com`, `*.example.com`). Pages of loom
 * are framed by their player; pages of our own host (`own`) never are: in a frame they would run as the reader.
 */
export function frameAddress(text: string, { allowed, own }: { allowed: readonly string[]; own: string }): FrameAddress {
  if (!URL.canParse(text)) return { kind: 'bad' }
  const url = new URL(text)
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return { kind: 'bad' }
  if (url.host === own || !allowed.some((host) => isOf(url.host, host))) return { kind: 'closed', href: url.href, host: url.host }
  const isLoom = isOf(url.host, 'loom.com') || isOf(url.host, '*.loom.com')
  return isLoom
    ? { kind: 'frame', src: url.href.replace('/share/', '/embed/'), href: url.href.replace('/embed/', '/share/') }
    : { kind: 'frame', src: url.href, href: url.href }
}

const isOf = (host: string, allowed: string): boolean => (allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : host === allowed)
