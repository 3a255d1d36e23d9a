import type { NamePlace } from '../read/code-module.ts'
import type { Expression } from './expression.ts'
import type { Template, TemplateNode } from './parse-template.ts'

/** The names that a template reads, at each place, without those that it gives itself (`set`, `for`, `loop`). */
export function namesIn({ nodes }: Template): NamePlace[] {
  const found: NamePlace[] = []
  const walk = (list: readonly TemplateNode[], own: ReadonlySet<string>): void => {
    const known = new Set(own)
    for (const node of list) {
      switch (node.kind) {
        case 'text':
          break
        case 'output':
          read(node.value, known)
          break
        case 'set':
          read(node.value, known)
          known.add(node.name)
          break
        case 'if':
          for (const { test, body } of node.branches) {
            read(test, known)
            walk(body, known)
          }
          walk(node.otherwise, known)
          // A name that one branch sets may be read behind it.
          for (const name of node.branches
            .flatMap(({ body }) => body)
            .concat(node.otherwise)
            .flatMap(setName))
            known.add(name)
          break
        case 'for':
          read(node.of, known)
          walk(node.body, new Set([...known, ...node.names, 'loop']))
          walk(node.otherwise, known)
      }
    }
  }
  const read = (expression: Expression, own: ReadonlySet<string>): void => {
    if (expression.kind === 'name') {
      if (!own.has(expression.name)) found.push({ name: expression.name, from: expression.at, to: expression.at + expression.name.length })
      return
    }
    for (const part of partsOfExpression(expression)) read(part, own)
  }
  walk(nodes, new Set())
  return found
}

const setName = (node: TemplateNode): string[] => (node.kind === 'set' ? [node.name] : [])

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
