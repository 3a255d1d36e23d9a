import { isRecord } from '../../../is-record.ts'
import { longestSource } from '../../cells/query-cells.ts'

const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml']
const attachment = /attachment:([^\s)"'<>]+)/g

/**
 * Markdown with its attached pictures in the text itself, and the names of attachments that are not: no pictures, not shown, or larger
 * than a cell or `room` takes.
 */
export function withPictures(markdown: string, attachments: unknown, room: number): { markdown: string; leftOut: string[] } {
  const places = placesOf(markdown)
  const addresses = new Map<string, string>()
  const leftOut: string[] = []
  let more = 0
  for (const [name, bundle] of Object.entries(isRecord(attachments) ? attachments : {})) {
    const place = places.get(name)
    const address = place === undefined ? null : addressOf(bundle)
    const taken = place === undefined || address === null ? 0 : more + place.count * address.length - place.length
    if (address === null || markdown.length + taken > longestSource || taken > room) leftOut.push(name.slice(0, 100))
    else {
      addresses.set(name, address)
      more = taken
    }
  }
  return { markdown: markdown.replaceAll(attachment, (whole, given: string) => addresses.get(nameIn(given)) ?? whole), leftOut }
}

/** How often each attachment stands in the text, and the characters of that, by name. */
function placesOf(markdown: string): ReadonlyMap<string, { count: number; length: number }> {
  const places = new Map<string, { count: number; length: number }>()
  for (const [whole, given = ''] of markdown.matchAll(attachment)) {
    const { count, length } = places.get(nameIn(given)) ?? { count: 0, length: 0 }
    places.set(nameIn(given), { count: count + 1, length: length + whole.length })
  }
  return places
}

/** The picture as an address of its own. */
function addressOf(bundle: unknown): string | null {
  if (!isRecord(bundle)) return null
  const type = pictureTypes.find((one) => bundle[one] !== undefined)
  const data = type === undefined ? undefined : bundle[type]
  const text = (Array.isArray(data) ? data.join('') : String(data)).replaceAll(/\s/g, '')
  return type !== undefined && /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? `data:${type};base64,${text}` : null
}

function nameIn(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
