import { isRecord } from '../../../is-record.ts'
import { longestSource } from '../../cells/query-cells.ts'

const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml']

/**
 * Markdown with its attached pictures in the text itself, and the names of attachments that are not: no pictures, not shown, or larger
 * than a cell or `room` takes.
 */
export function withPictures(markdown: string, attachments: unknown, room: number): { markdown: string; leftOut: string[] } {
  const leftOut: string[] = []
  let text = markdown
  for (const [name, bundle] of Object.entries(isRecord(attachments) ? attachments : {})) {
    const address = addressOf(bundle)
    const shown = address === null ? text : text.replaceAll(/attachment:([^\s)"'<>]+)/g, (whole, given: string) => (nameIn(given) === name ? address : whole))
    if (shown === text || shown.length > longestSource || shown.length - markdown.length > room) leftOut.push(name.slice(0, 100))
    else text = shown
  }
  return { markdown: text, leftOut }
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
