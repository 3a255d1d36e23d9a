import type { RichNode } from './rich-text.ts'
import { safeLink } from './safe-link.ts'

/** A person as they are named in a text: `@` and the name. */
export type NamedPerson = { userId: string; name: string }

const address = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}]/g

/**
 * What somebody typed, as the nodes of a comment: lines stay lines, addresses become links, `@` with the name of a person
 * who is given becomes a mention. Of names that begin alike the longest counts.
 */
export function richTextOf(text: string, people: readonly NamedPerson[]): RichNode[] {
  const longestFirst = people.filter(({ name }) => name !== '').toSorted((a, b) => b.name.length - a.name.length)
  const children = text
    .trim()
    .split(/\r?\n/)
    .flatMap((line, index): RichNode[] => [...(index === 0 ? [] : [{ type: 'break' } as const]), ...withMentions(line, longestFirst)])
  return [{ type: 'mark', tag: 'p', children }]
}

/** People of `people` whom a text mentions, each once. */
export function mentionedIn(text: string, people: readonly NamedPerson[]): string[] {
  return [...new Set(richTextOf(text, people).flatMap(mentionsOf))]
}

const mentionsOf = (node: RichNode): string[] => {
  if (node.type === 'mention') return [node.userId]
  return 'children' in node ? node.children.flatMap(mentionsOf) : []
}

function withMentions(line: string, longestFirst: readonly NamedPerson[]): RichNode[] {
  const nodes: RichNode[] = []
  let from = 0
  for (let at = line.indexOf('@'); at !== -1; at = line.indexOf('@', at + 1)) {
    if (at < from || /\w/.test(line[at - 1] ?? '')) continue
    const person = longestFirst.find(({ name }) => line.startsWith(name, at + 1) && !/[\p{L}\p{N}]/u.test(line[at + 1 + name.length] ?? ''))
    if (person === undefined) continue
    nodes.push(...withLinks(line.slice(from, at)), { type: 'mention', userId: person.userId, children: [{ type: 'text', text: `@${person.name}` }] })
    from = at + 1 + person.name.length
  }
  return [...nodes, ...withLinks(line.slice(from))]
}

function withLinks(text: string): RichNode[] {
  const nodes: RichNode[] = []
  let from = 0
  for (const found of text.matchAll(address)) {
    const href = safeLink(found[0])
    if (href === null) continue
    if (found.index > from) nodes.push({ type: 'text', text: text.slice(from, found.index) })
    nodes.push({ type: 'link', href, children: [{ type: 'text', text: found[0] }] })
    from = found.index + found[0].length
  }
  return from < text.length ? [...nodes, { type: 'text', text: text.slice(from) }] : nodes
}
