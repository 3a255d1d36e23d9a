import { childOf, type Node, scalarText } from './node.ts'
import { isModelFile } from './read-schema-file.ts'

/** A name and where it stands in its file. */
export type FoundName = { name: string; offset: number }

/**
 * Names of the models of a file that cannot be read as a whole: those that the parser saw, and those that the text shows,
 * because behind an error the parser takes one thing for another.
 */
export function modelNames(root: Node | undefined, text: string): FoundName[] {
  const found = [...namesIn(root), ...namesInText(text)].toSorted((a, b) => a.offset - b.offset)
  return [...new Map(found.toReversed().map((each) => [each.name, each])).values()].toReversed()
}

function namesIn(root: Node | undefined): FoundName[] {
  if (root?.kind !== 'map') return []
  const list = childOf(root, 'models')
  const items = isModelFile(root) ? [root] : list?.kind === 'list' ? list.items : []
  return items.flatMap((item) => {
    const name = item.kind === 'map' ? childOf(item, 'name') : undefined
    const text = scalarText(name)
    return text === undefined || name === undefined ? [] : [{ name: text, offset: name.offset }]
  })
}

/** The least indented `- name:` lines under `models:`, or the name of a file of one model. */
function namesInText(text: string): FoundName[] {
  const own = /^type:[ \t]*["']?model\b/m.test(text) ? /^name:[ \t]*["']?([\w.-]+)/m.exec(text) : null
  if (own?.[1] !== undefined) return [{ name: own[1], offset: own.index + own[0].length - own[1].length }]
  const start = /^models[ \t]*:/m.exec(text)
  if (start === null) return []
  const from = start.index + start[0].length
  const next = /^[A-Za-z_]/m.exec(text.slice(from))
  const section = text.slice(from, next === null ? undefined : from + next.index)
  const found = [...section.matchAll(/^([ \t]*)-[ \t]+name:[ \t]*["']?([\w.-]+)/gm)].map((match) => {
    const [line, indent = '', name = ''] = match
    return { indent: indent.length, name, offset: from + match.index + line.length - name.length }
  })
  const least = found.reduce((smallest, { indent }) => Math.min(smallest, indent), Number.POSITIVE_INFINITY)
  return found.filter(({ indent }) => indent === least).map(({ name, offset }) => ({ name, offset }))
}
