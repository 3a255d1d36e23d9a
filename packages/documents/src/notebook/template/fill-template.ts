import { evaluate, type Scope, type TemplateValues } from './evaluate.ts'
import type { Expression } from './expression.ts'
import type { Template, TemplateNode } from './parse-template.ts'
import { TemplateError } from './template-error.ts'
import { isList, isTruthy, type TemplateValue } from './values.ts'
import { weightOf } from './weight.ts'

/** Steps and characters of one filling at most: a loop in a loop in a loop is soon more than anybody reads. */
const mostSteps = 100_000
const longest = 1_000_000
/** Characters and items that one filling goes through at most: a few steps with long values are work as well. */
const mostWork = 20_000_000

/** The text of a value that stands between braces; computed by `compute`. */
type Write = (value: Expression, compute: (expression: Expression) => TemplateValue) => string

/** A template with its blocks done and its outputs written by `write`. Throws `TemplateError`. */
export function fillTemplate(template: Template, values: TemplateValues, write: Write): string {
  const written: string[] = []
  let [steps, length, work] = [0, 0, 0]
  const spend: Scope['spend'] = (more) => {
    work += more
    if (work > mostWork) throw new TemplateError('The template takes too much work with these values: it goes through long texts and lists too often', 0)
  }
  const add = (text: string): void => {
    length += text.length
    if (length > longest) throw new TemplateError(`The template would have more than ${longest.toLocaleString('en')} characters with these values`, 0)
    written.push(text)
  }
  const walk = (nodes: readonly TemplateNode[], names: Map<string, TemplateValue>): void => {
    for (const node of nodes) {
      steps += 1
      if (steps > mostSteps) throw new TemplateError(`The template takes more than ${mostSteps.toLocaleString('en')} steps with these values`, 0)
      switch (node.kind) {
        case 'text':
          add(node.text)
          break
        case 'output':
          add(
            write(node.value, (expression) => {
              const value = evaluate(expression, { values: names, spend })
              spend(weightOf(value))
              return value
            }),
          )
          break
        case 'set':
          names.set(node.name, evaluate(node.value, { values: names, spend }))
          break
        case 'if':
          walk(node.branches.find(({ test }) => isTruthy(evaluate(test, { values: names, spend })))?.body ?? node.otherwise, names)
          break
        case 'for':
          loop(node, names)
      }
    }
  }
  const loop = ({ names: targets, of, body, otherwise, at }: Extract<TemplateNode, { kind: 'for' }>, names: Map<string, TemplateValue>): void => {
    const items = evaluate(of, { values: names, spend })
    if (!isList(items)) throw new TemplateError('{% for %} goes through a list', at)
    if (items.length === 0) return walk(otherwise, names)
    for (const [index, item] of items.entries()) {
      spend(names.size + 1)
      const inside = new Map(names)
      inside.set('loop', { index: index + 1, index0: index, first: index === 0, last: index === items.length - 1, length: items.length })
      const [only] = targets
      if (targets.length === 1 && only !== undefined) inside.set(only, item)
      else for (const [place, name] of targets.entries()) inside.set(name, isList(item) ? (item[place] ?? null) : null)
      walk(body, inside)
    }
  }
  walk(template.nodes, new Map(values))
  return written.join('')
}
