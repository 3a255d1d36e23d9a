import type { NamePlace } from '../read/code-module.ts'
import type { Expression } from './expression.ts'
import type { Template, TemplateNode } from './parse-template.ts'

/** A name that a template reads. `isPerhaps`: where it has not given it itself, in a branch that was not taken. */
export type TemplateName = NamePlace & { isPerhaps?: true }

/** Names that a template has given itself so far (`set`, `for`, `loop`): whatever values it is filled with, or with some. */
type Own = { surely: ReadonlySet<string>; perhaps: ReadonlySet<string> }

/** The names that a template reads, at each place, without those that it surely gives itself. */
export function namesIn({ nodes }: Template): TemplateName[] {
  const found: TemplateName[] = []
  /** Answers what is given behind these. */
  const walk = (list: readonly TemplateNode[], before: Own): Own => {
    const known = { surely: new Set(before.surely), perhaps: new Set(before.perhaps) }
    for (const node of list) {
      switch (node.kind) {
        case 'text':
          break
        case 'output':
          read(node.value, known)
          break
        case 'set':
          read(node.value, known)
          known.surely.add(node.name)
          break
        case 'if': {
          for (const { test } of node.branches) read(test, known)
          const ways = [...node.branches.map(({ body }) => body), node.otherwise].map((body) => walk(body, known))
          for (const name of ways.flatMap(({ surely, perhaps }) => [...surely, ...perhaps])) {
            if (ways.every(({ surely }) => surely.has(name))) known.surely.add(name)
            else known.perhaps.add(name)
          }
          break
        }
        case 'for':
          read(node.of, known)
          walk(node.body, { ...known, surely: new Set([...known.surely, ...node.names, 'loop']) })
          // Where there is nothing to go through: what is set then stays.
          for (const name of walk(node.otherwise, known).surely) if (!known.surely.has(name)) known.perhaps.add(name)
      }
    }
    return known
  }
  const read = (expression: Expression, own: Own): void => {
    if (expression.kind === 'name') {
      const { name, at } = expression
      if (!own.surely.has(name)) found.push({ name, from: at, to: at + name.length, ...(own.perhaps.has(name) ? { isPerhaps: true as const } : {}) })
      return
    }
    for (const part of partsOfExpression(expression)) read(part, own)
  }
  walk(nodes, { surely: new Set(), perhaps: new Set() })
  return found
}

/** The expressions inside of one. */
function partsOfExpression(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'name':
      return []
    case 'list':
      return expression.items
    case 'member':
      return [expression.of, expression.key]
    case 'filter':
      return [expression.of, ...expression.args]
    case 'test':
    case 'unary':
      return [expression.of]
    case 'binary':
      return [expression.left, expression.right]
    case 'choice':
      return [expression.test, expression.value, ...(expression.otherwise === null ? [] : [expression.otherwise])]
  }
}
