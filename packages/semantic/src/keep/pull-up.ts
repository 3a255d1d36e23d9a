import type { Dialect } from '../types/dialect.ts'
import type { FoundCondition } from './find-conditions.ts'
import { clausesOf } from './places.ts'
import { readSelect } from './select.ts'
import { isTree, treesIn, type Tree } from './tree.ts'

/**
 * A column of a SELECT inside that is handed on to the outermost, where rows are found by it: each SELECT on the way has it as one
 * more column, and groups by it where it groups.
 */
export type PulledUp = Pick<FoundCondition, 'columnText' | 'levels' | 'column'> & {
  name: string
  /** In the outermost SELECT. */ outer: Tree
  outerText: string
}

/** A change of the text: what stands between two places becomes another text. */
export type TextEdit = { start: number; end: number; text: string }

/** Why a condition inside cannot be put off to the outermost SELECT without changing what is answered; null: it can. */
export function pullUpGap({ levels, operator, variables: [variable = ''] }: FoundCondition): string | null {
  for (const { node } of levels) {
    const select = readSelect(node)
    if (typeof select === 'string') return select
    if (select.limit !== null || select.offset > 0) return 'A LIMIT inside of the query keeps some of its rows, and which ones is not certain'
    if (select.hasAggregates && !select.isGrouped) {
      return `Variable ${variable} is used inside of a SELECT that answers one row whatever there is: give it a GROUP BY, or use the variable in the outermost WHERE`
    }
    if ((select.isGrouped || select.isDistinct) && operator !== '=') {
      return `${operator.toUpperCase()} with ${variable} is used inside of a SELECT that groups, whose groups are others for each value: supported there is =`
    }
  }
  return null
}

/** What is handed on for the conditions inside, each column of a SELECT once. */
export function pulledUp(found: readonly FoundCondition[], dialect: Dialect): PulledUp[] {
  const pulled: PulledUp[] = []
  for (const { levels, columnText, column } of found) {
    const last = levels.at(-1)
    if (last === undefined || pulledUpFor(pulled, { levels, columnText }) !== undefined) continue
    const name = `kept_up_${pulled.length}`
    const outer = { class: 'COLUMN_REF', type: 'COLUMN_REF', column_names: [last.alias.toLowerCase(), name] }
    pulled.push({ name, levels, columnText, column, outer, outerText: `${dialect.quote(last.alias.toLowerCase())}.${name}` })
  }
  return pulled
}

/** Which of them a condition is asked by. */
export const pulledUpFor = (
  pulled: readonly PulledUp[],
  { levels: [level], columnText }: Pick<FoundCondition, 'levels' | 'columnText'>,
): PulledUp | undefined => pulled.find((one) => one.columnText === columnText && one.levels[0]?.node === level?.node)

const columnAt = ({ levels, column, name }: PulledUp, index: number): Tree =>
  index === 0 ? column : { class: 'COLUMN_REF', type: 'COLUMN_REF', column_names: [levels[index - 1]?.alias.toLowerCase() ?? '', name] }

const textAt = ({ levels, columnText, name }: PulledUp, index: number, dialect: Dialect): string =>
  index === 0 ? columnText : `${dialect.quote(levels[index - 1]?.alias.toLowerCase() ?? '')}.${name}`

/** The changes of the text that hand the columns on. */
export function pullUpEdits(sql: string, pulled: readonly PulledUp[], dialect: Dialect): TextEdit[] {
  return pulled.flatMap((one) =>
    one.levels.flatMap(({ node, start, end }, index) => {
      const at = clausesOf(sql.slice(start, end))
      const select = readSelect(node)
      const from = start + (at.from ?? at.end)
      const column = textAt(one, index, dialect)
      const groups = start + (at.having ?? at.order ?? at.end)
      const isListed = typeof select !== 'string' && select.isGrouped && !select.isGroupedByAll
      return [
        { start: from, end: from, text: `\n, ${column} AS ${one.name}\n` },
        ...(isListed ? [{ start: groups, end: groups, text: `\n, ${column}\n` }] : []),
      ]
    }),
  )
}

/** The text with all changes, of which none lies in another. Those at one place come in their order. */
export function edited(sql: string, edits: readonly TextEdit[]): string {
  let text = ''
  let from = 0
  for (const edit of edits.toSorted((one, other) => one.start - other.start)) {
    // The conditions of BETWEEN are one text.
    if (edit.start < from) continue
    text += sql.slice(from, edit.start) + edit.text
    from = edit.end
  }
  return text + sql.slice(from)
}

/** The tree of a statement as it is without its conditions and with what is handed on. */
export function pulledUpTree(root: Tree, found: readonly FoundCondition[], pulled: readonly PulledUp[]): Tree {
  const conditions = new Set(found.map(({ node }) => node))
  const added = new Map<Tree, { name: string; column: Tree }[]>()
  for (const one of pulled) {
    for (const [index, { node }] of one.levels.entries()) added.set(node, [...(added.get(node) ?? []), { name: one.name, column: columnAt(one, index) }])
  }
  const changed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(changed)
    if (!isTree(value)) return value
    if (conditions.has(value)) return always
    const same = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, changed(part)]))
    const own = added.get(value)
    return own === undefined ? same : withColumns(same, own)
  }
  return changed(root) as Tree
}

function withColumns(select: Tree, own: readonly { name: string; column: Tree }[]): Tree {
  const groups = treesIn(select['group_expressions'])
  const listed = {
    ...select,
    select_list: [...treesIn(select['select_list']), ...own.map(({ name, column }) => ({ ...column, alias: name }))],
  }
  if (groups.length === 0) return listed
  const all = [...groups, ...own.map(({ column }) => column)]
  return { ...listed, group_expressions: all, group_sets: [all.map((_, index) => index)] }
}

const one = { class: 'CONSTANT', type: 'VALUE_CONSTANT', value: { type: { id: 'INTEGER' }, is_null: false, value: 1 } }
const always = { class: 'COMPARISON', type: 'COMPARE_EQUAL', left: one, right: one }
