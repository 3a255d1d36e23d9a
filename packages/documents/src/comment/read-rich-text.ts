import { isMarkTag, type MarkTag, type RichNode } from './rich-text.ts'
import { safeLink } from './safe-link.ts'

/** How deep marks may lie in one another; what is deeper loses its mark, never its text. */
const deepest = 20
/** What is between these tags is no text for people. */
const swallowed = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'textarea', 'title', 'svg', 'math'])
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

type Open = { tag: string; children: RichNode[] }

/**
 * Reads the HTML of a comment, whoever wrote it, as the few nodes that comments are made of. Nothing else gets through:
 * unknown tags lose their mark, attributes are not looked at but for the address of a link and the person of a mention.
 * Never throws, and takes time in proportion to the text.
 */
export function readRichText(html: string): RichNode[] {
  const root: RichNode[] = []
  const stack: Open[] = [{ tag: '', children: root }]
  let at = 0
  while (at < html.length) {
    const start = html.indexOf('<', at)
    if (start === -1) {
      addText(stack, html.slice(at))
      break
    }
    addText(stack, html.slice(at, start))
    at = readTag(html, start, stack)
  }
  return root
}

/** Reads what begins with `<` at `start`; answers where it ends. */
function readTag(html: string, start: number, stack: Open[]): number {
  if (html.startsWith('<!--', start)) {
    const end = html.indexOf('-->', start + 4)
    return end === -1 ? html.length : end + 3
  }
  const name = /^<\/?([a-z][a-z0-9]*)/i.exec(html.slice(start, start + 32))?.[1]?.toLowerCase()
  const end = name === undefined ? -1 : endOfTag(html, start)
  if (name === undefined || end === -1) {
    // No tag at all: "a < b", or one that never ends.
    const until = end === -1 && name !== undefined ? html.length : start + 1
    addText(stack, html.slice(start, until))
    return until
  }
  if (html[start + 1] === '/') {
    close(stack, name)
    return end
  }
  if (swallowed.has(name)) return endOfSwallowed(html, name, end)
  open(stack, name, html.slice(start, end))
  return end
}

/** Behind the `>` that ends a tag, which may have others in quotes; -1 where it never ends. */
function endOfTag(html: string, start: number): number {
  let quote = ''
  for (let at = start; at < html.length; at += 1) {
    const letter = html[at] ?? ''
    if (quote !== '') quote = letter === quote ? '' : quote
    else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') return at + 1
  }
  return -1
}

function endOfSwallowed(html: string, name: string, from: number): number {
  const closing = html.toLowerCase().indexOf(`</${name}`, from)
  if (closing === -1) return html.length
  const end = html.indexOf('>', closing)
  return end === -1 ? html.length : end + 1
}

const aliases: Readonly<Record<string, MarkTag>> = { b: 'strong', i: 'em', del: 's', strike: 's', div: 'p' }

function open(stack: Open[], name: string, tag: string): void {
  const parent = stack.at(-1)
  if (parent === undefined) return
  if (name === 'br') {
    parent.children.push({ type: 'break' })
    return
  }
  const node = nodeOf(aliases[name] ?? name, tag)
  if (node === null || stack.length > deepest) {
    // Kept on the stack, so that its end does not end another one; its children are its parent's.
    stack.push({ tag: name, children: parent.children })
    return
  }
  parent.children.push(node)
  stack.push({ tag: name, children: node.children })
}

function nodeOf(name: string, tag: string): (RichNode & { children: RichNode[] }) | null {
  if (isMarkTag(name)) return { type: 'mark', tag: name, children: [] }
  if (name === 'a') {
    const href = safeLink(attribute(tag, 'href'))
    return href === null ? null : { type: 'link', href, children: [] }
  }
  const id = name === 'span' && attribute(tag, 'data-type') === 'mention' ? attribute(tag, 'data-id') : ''
  return uuid.test(id) ? { type: 'mention', userId: id.toLowerCase(), children: [] } : null
}

/** The value of an attribute, decoded; empty when it is not there or not in quotes. */
function attribute(tag: string, name: string): string {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag)
  return decode(found?.[1] ?? found?.[2] ?? '').trim()
}

function close(stack: Open[], name: string): void {
  const index = stack.findLastIndex(({ tag }) => tag === name)
  // Above it everything that was left open ends too; what was never opened ends nothing.
  if (index > 0) stack.length = index
}

function addText(stack: Open[], raw: string): void {
  if (raw !== '') stack.at(-1)?.children.push({ type: 'text', text: decode(raw) })
}

const decode = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal?: string, hex?: string, named?: string) => {
    if (named !== undefined) return entities[named.toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    const isLetter = code === 9 || code === 10 || (code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff))
    return isLetter ? String.fromCodePoint(code) : ''
  })
