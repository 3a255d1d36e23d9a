import type { VariableScalar, VariableValue } from '@atrium/semantic'
import type { TemplateValues } from './evaluate.ts'
import type { Expression } from './expression.ts'
import { fillTemplate } from './fill-template.ts'
import { parseTemplate } from './parse-template.ts'
import { TemplateError } from './template-error.ts'
import { Day, isList, type TemplateValue } from './values.ts'

/** SQL whose values stand apart from it, as `bindVariables` puts them in: never as text. */
export type FilledSql = { sql: string; variables: Map<string, VariableValue> }

/**
 * The SQL of a template. Each `{{ value }}` becomes a variable of its own, so a value stays one value whatever it says; `| array`
 * marks a list. `| sqlsafe` puts in the name of a table or column, and nothing else. Throws `TemplateError`.
 */
export function fillSql(source: string, values: TemplateValues): FilledSql {
  const variables = new Map<string, VariableValue>()
  const write = (value: Expression, compute: (expression: Expression) => TemplateValue): string => {
    if (value.kind === 'filter' && value.filter === 'sqlsafe') return identifier(compute(value.of), value.at)
    const isArray = value.kind === 'filter' && value.filter === 'array'
    const result = compute(isArray ? value.of : value)
    if (isArray && !isList(result)) return put([scalarOf(result, value.at)].filter((one) => one !== null))
    return put(isList(result) ? result.map((item) => scalarOf(item, value.at)).filter((one) => one !== null) : scalarOf(result, value.at))
  }
  const put = (value: VariableValue): string => {
    const name = `v${variables.size + 1}`
    variables.set(name, value)
    return `{variables.${name}}`
  }
  // One that the author wrote by hand would be taken for one of these.
  const foreign = source.search(/\{\s*variables\./)
  if (foreign !== -1) throw new TemplateError('{variables.…} is how saved queries write it. Write {{ name }} here', foreign)
  const sql = fillTemplate(parseTemplate(source), values, write)
  return { sql, variables }
}

function scalarOf(value: TemplateValue, at: number): VariableScalar | null {
  if (value === null) return null
  if (value instanceof Day) return { type: 'date', value: value.iso }
  switch (typeof value) {
    case 'string':
      return { type: 'string', value }
    case 'number':
      if (!Number.isFinite(value)) throw new TemplateError('This is no number that SQL knows', at)
      return { type: 'number', value }
    case 'boolean':
      return { type: 'boolean', value }
    default:
      throw new TemplateError('SQL takes single values and lists of them', at)
  }
}

const path = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*){0,3}$/

function identifier(value: TemplateValue, at: number): string {
  if (typeof value === 'string' && path.test(value)) return value
  throw new TemplateError('| sqlsafe puts in the name of a table or column: letters, digits and underscores, with dots between names', at)
}
