import {
  cellLabels,
  cellsToRun,
  Day,
  givenInputs,
  inputsOf,
  variableOf,
  type CellFailure,
  type CellOf,
  type InputValue,
  type NotebookDocument,
  type NotebookGraph,
  type TemplateValue,
} from '@atrium/documents'
import { AppError } from '../../../../platform/errors.ts'
import { isUuid } from '../../../../platform/ids.ts'
import { findResource } from '../../../../resources/resource-list-store.ts'
import { findRevision } from '../../../../resources/revision-store.ts'
import { notebookKind } from '../../../content/content-kinds.ts'
import { listPublications } from '../../publication-store.ts'
import { oldestData } from '../data-as-of.ts'
import { valuesFor, type Answered, type Execution, type RunCell } from '../execution.ts'
import { deepestComponents } from '../limits.ts'
import { openExecution, staleOf } from '../open-execution.ts'
import type { CellOutcome } from '../outcome.ts'

type Component = { id: string; name: string; document: NotebookDocument }

/**
 * Runs what a component needs for the results that are taken from it: with its own names, with the inputs that it is given here, as
 * whoever runs the notebook. Whether its author may use it was decided when the cell was saved.
 */
export const runComponentCell: RunCell<CellOf<'component'>> = async (execution, cell) => {
  const component = await componentOf(execution, cell)
  const { ctx, scope, kernels, usesCachedSql } = execution
  const { only: _, ...around } = scope
  const inner = await openExecution(
    ctx,
    { ...around, notebookId: component.id, document: component.document, inputs: inputsFor(execution, cell, component), kept: new Map() },
    { kernels, usesCachedSql },
    { ...execution, audienceFor: () => execution.audience, within: [...execution.within, component.id] },
  )
  inner.runInside = execution.runInside
  const wanted = definersOf(inner.graph, Object.values(cell.results ?? {}), component)
  const plan = cellsToRun(inner.graph, { cells: wanted, reach: 'above', stale: new Set(await staleOf(inner)) })
  const { state, failed } = await execution.runInside(inner, plan)
  ctx.signal.throwIfAborted()
  if (state !== 'completed') return { failure: failedInside(inner, component, failed) }
  return takenOf(inner, cell)
}

async function componentOf({ ctx, scope, within }: Execution, { componentId, version }: CellOf<'component'>): Promise<Component> {
  const found = isUuid(componentId) ? await findResource(ctx.db, notebookKind, { idOrSlug: componentId, projectId: scope.project.id }) : null
  if (found === null)
    throw new AppError('invalid', 'The component is not there any more. Choose another one, or take the cell away.', { reason: 'component_missing' })
  const { id, name } = found
  if (id === scope.notebookId || within.includes(id)) {
    throw new AppError('invalid', `“${name}” would be a part of itself. Take one of the components out of the circle.`, {
      reason: 'component_circle',
      params: { name },
    })
  }
  if (within.length >= deepestComponents) {
    throw new AppError('invalid', `Components lie in components ${deepestComponents} deep at most. Put some of them into one.`, {
      reason: 'components_too_deep',
      params: { count: deepestComponents },
    })
  }
  const number = version ?? (await listPublications(ctx.db, [id])).get(id)?.revision
  if (number === undefined)
    throw new AppError('invalid', `“${name}” is not published. Publish it, or name a version.`, { reason: 'component_unpublished', params: { name } })
  const revision = await findRevision(ctx.db, id, { number })
  if (revision === null)
    throw new AppError('invalid', `“${name}” has no version ${number}.`, { reason: 'component_version_missing', params: { name, version: number } })
  return { id, name, document: revision.spec as NotebookDocument }
}

/** What the component's inputs are given here, checked as strictly as what programs send. */
function inputsFor(execution: Execution, cell: CellOf<'component'>, { name, document }: Component): Map<string, InputValue> {
  const values = valuesFor(execution, cell)
  const valueOf = (given: unknown): unknown => {
    if (Array.isArray(given)) return given.map(valueOf)
    const variable = variableOf(given)
    return variable === undefined ? given : plainValue(values.get(variable) ?? null)
  }
  const given = Object.fromEntries(Object.entries(cell.inputs ?? {}).map(([input, value]) => [input, valueOf(value)]))
  const { values: accepted, wrong, unknown } = givenInputs(inputsOf(document), given)
  const [first] = wrong
  if (first !== undefined) {
    throw new AppError('invalid', `The input “${first.name}” of “${name}” does not take ${JSON.stringify(first.value).slice(0, 80)}.`, {
      reason: 'component_input',
      params: { component: name, input: first.name },
    })
  }
  const [stranger] = unknown
  if (stranger !== undefined)
    throw new AppError('invalid', `“${name}” has no input “${stranger.name}”.`, {
      reason: 'component_input',
      params: { component: name, unknown: stranger.name },
      suggestions: stranger.near,
    })
  return accepted
}

function plainValue(value: TemplateValue): unknown {
  if (value instanceof Day) return value.iso
  return Array.isArray(value) ? (value as readonly TemplateValue[]).map(plainValue) : value
}

/** The cells that define what is taken. */
function definersOf({ definitions }: NotebookGraph, names: readonly string[], { name: component }: Component): string[] {
  return names.map((name) => {
    const [definition] = definitions.get(name.toLowerCase()) ?? []
    if (definition !== undefined) return definition.cellId
    throw new AppError('invalid', `“${component}” has no result “${name}”. Choose another one.`, { reason: 'component_result', params: { component, name } })
  })
}

function failedInside({ outcomes, scope }: Execution, { name }: Component, failed: readonly string[]): CellFailure {
  const [first = ''] = failed
  const cell = cellLabels(scope.document).get(first) ?? first
  const cause = outcomes.get(first)?.failure ?? null
  return {
    code: 'invalid',
    message: `In the component “${name}”, cell “${cell}”: ${cause?.message ?? ''}`,
    reason: 'component_failed',
    params: { component: name, cell },
    ...(cause === null ? {} : { cause }),
    line: null,
    hint: null,
  }
}

/** What is taken, under the names that it has here. */
function takenOf({ graph, outcomes }: Execution, { results = {} }: CellOf<'component'>): Answered {
  const tables: Record<string, CellOutcome['tables'][string]> = {}
  const values: Record<string, unknown> = {}
  const notes = new Map<string, CellOutcome['notes'][number]>()
  const taken: CellOutcome[] = []
  for (const [here, there] of Object.entries(results)) {
    const [definition] = graph.definitions.get(there.toLowerCase()) ?? []
    const outcome = definition === undefined ? undefined : outcomes.get(definition.cellId)
    if (definition === undefined || outcome === undefined) continue
    taken.push(outcome)
    const table = outcome.tables[definition.name]
    if (table !== undefined) tables[here] = table
    else if (Object.hasOwn(outcome.values, definition.name)) values[here] = outcome.values[definition.name]
    for (const note of outcome.notes) notes.set(note.message, note)
  }
  return { tables, values, notes: [...notes.values()], dataAsOf: oldestData(taken) }
}
