import type { VariableType } from '@atrium/documents'
import type { Insight } from '@atrium/semantic'
import type { DescribedColumn } from '../../../query/query-service.ts'

/** What callers of a version rely on: what it answers, in this order, and what it takes. */
export type EndpointContract = {
  /** Rows, or what questions about events of that kind answer. */
  shape: 'rows' | Insight['kind']
  /** Of rows. */
  columns: readonly DescribedColumn[]
  variables: readonly { name: string; type: VariableType; /** Callers have to give it. */ isRequired: boolean }[]
}

/** What callers notice. */
export type ContractChange =
  | { kind: 'column_removed' | 'column_added'; column: string }
  | { kind: 'column_renamed'; column: string; to: string }
  | { kind: 'column_retyped'; column: string; from: string; to: string }
  | { kind: 'columns_moved' }
  | { kind: 'answer_reshaped'; from: EndpointContract['shape']; to: EndpointContract['shape'] }
  | { kind: 'variable_removed' | 'variable_added' | 'variable_required' | 'variable_optional'; variable: string }
  | { kind: 'variable_retyped'; variable: string; from: VariableType; to: VariableType }
  | { kind: 'fewer_rows'; before: number; after: number }

/** Changes after which programs that work do not work any more. Fewer rows may be what was meant. */
const breaking: Record<ContractChange['kind'], boolean> = {
  column_removed: true,
  column_added: false,
  column_renamed: true,
  column_retyped: true,
  columns_moved: true,
  answer_reshaped: true,
  variable_removed: true,
  variable_added: false,
  variable_required: true,
  variable_optional: false,
  variable_retyped: true,
  fewer_rows: false,
}

export const isBreaking = ({ kind }: ContractChange): boolean => breaking[kind]

/** What callers of one version would notice of another, breaking changes first. */
export const contractChanges = (before: EndpointContract, after: EndpointContract): ContractChange[] =>
  [
    ...(before.shape === after.shape
      ? columnChanges(before.columns, after.columns)
      : [{ kind: 'answer_reshaped' as const, from: before.shape, to: after.shape }]),
    ...variableChanges(before.variables, after.variables),
  ].toSorted((one, other) => Number(isBreaking(other)) - Number(isBreaking(one)))

/** Rows are arrays: a column is told by its place as well as by its name. */
function columnChanges(before: readonly DescribedColumn[], after: readonly DescribedColumn[]): ContractChange[] {
  const has = (columns: readonly DescribedColumn[], name: string): boolean => columns.some((column) => column.name === name)
  const changes: ContractChange[] = []
  for (const [place, { name, type, engineType }] of before.entries()) {
    const now = after.find((column) => column.name === name)
    if (now !== undefined) {
      if (now.type !== type) changes.push({ kind: 'column_retyped', column: name, from: engineType, to: now.engineType })
      continue
    }
    const inItsPlace = after[place]
    const isRenamed = inItsPlace !== undefined && inItsPlace.type === type && !has(before, inItsPlace.name)
    changes.push(isRenamed ? { kind: 'column_renamed', column: name, to: inItsPlace.name } : { kind: 'column_removed', column: name })
  }
  const renamed = changes.flatMap((change) => (change.kind === 'column_renamed' ? [change.to] : []))
  const added = after.filter(({ name }) => !has(before, name) && !renamed.includes(name))
  changes.push(...added.map(({ name }): ContractChange => ({ kind: 'column_added', column: name })))
  const isShorter = changes.some(({ kind }) => kind === 'column_removed')
  // What a removed column moves is said with it.
  const isMoved = !isShorter && before.some(({ name }, place) => has(after, name) && after[place]?.name !== name)
  return isMoved ? [...changes, { kind: 'columns_moved' }] : changes
}

type Variables = EndpointContract['variables']

function variableChanges(before: Variables, after: Variables): ContractChange[] {
  const removed = before.flatMap(({ name }): ContractChange[] =>
    after.some((variable) => variable.name === name) ? [] : [{ kind: 'variable_removed', variable: name }],
  )
  const others = after.flatMap(({ name, type, isRequired }): ContractChange[] => {
    const known = before.find((variable) => variable.name === name)
    if (known === undefined) return [{ kind: isRequired ? 'variable_required' : 'variable_added', variable: name }]
    const retyped: ContractChange[] = known.type === type ? [] : [{ kind: 'variable_retyped', variable: name, from: known.type, to: type }]
    if (known.isRequired === isRequired) return retyped
    return [...retyped, { kind: isRequired ? 'variable_required' : 'variable_optional', variable: name }]
  })
  return [...removed, ...others]
}

/** That an answer has fewer rows by more than a share of a hundred; null: it has not. */
export const rowLoss = (before: number, after: number, percent: number): ContractChange | null =>
  after < before * (1 - percent / 100) ? { kind: 'fewer_rows', before, after } : null

/** A change in one sentence, for whoever reads it where there is no page. */
export function changeInWords(change: ContractChange): string {
  switch (change.kind) {
    case 'column_removed':
      return `The column ${change.column} goes.`
    case 'column_added':
      return `The column ${change.column} is new.`
    case 'column_renamed':
      return `The column ${change.column} is called ${change.to}.`
    case 'column_retyped':
      return `The column ${change.column} becomes ${change.to}; it was ${change.from}.`
    case 'answer_reshaped':
      return `The answer is of another kind: ${change.to} instead of ${change.from}.`
    case 'columns_moved':
      return 'Columns stand in other places of the rows.'
    case 'variable_removed':
      return `The variable ${change.variable} goes: whoever sends it is refused.`
    case 'variable_added':
      return `The variable ${change.variable} is new, with a default.`
    case 'variable_required':
      return `The variable ${change.variable} has to be given.`
    case 'variable_optional':
      return `The variable ${change.variable} may be left out.`
    case 'variable_retyped':
      return `The variable ${change.variable} takes a ${change.to}; it took a ${change.from}.`
    case 'fewer_rows':
      return `There are ${change.after} rows; there were ${change.before}.`
  }
}
