import { nearestNames } from '@atrium/semantic'
import type { GoneNames } from '../projects/gone-names.ts'
import type { Cause } from './finding.ts'
import type { ModelIndex } from './model-index.ts'

export type Suggestion = { name: string; label: string; /** The same under another name, or one that only looks alike. */ because: 'same_sql' | 'close_name' }

const most = 3

/** What may be meant by a name that is gone, the likeliest first. Nothing for what is broken in the model itself. */
export function suggestionsFor(cause: Cause, model: ModelIndex, gone: GoneNames): Suggestion[] {
  if (cause.kind === 'field') return forField(cause, model, gone)
  if (cause.kind === 'explore') return forExplore(cause.explore, model, gone)
  return []
}

function forField({ field, explore }: Extract<Cause, { kind: 'field' }>, model: ModelIndex, gone: GoneNames): Suggestion[] {
  const before = gone.fields[field] ?? model.fields.get(field)
  const all = (explore === null ? model : (model.explores.get(explore) ?? model)).fields
  const candidates = [...all.values()].filter(({ kind, id }) => id !== field && (before === undefined || kind === before.kind))
  const same = candidates.filter(({ table, sql }) => before !== undefined && table === before.table && sql === before.sql)
  const close = nearestNames(
    field,
    candidates.map(({ id }) => id),
    most,
  )
  return firstOf([
    ...same.map(({ id, label }) => ({ name: id, label, because: 'same_sql' as const })),
    ...close.map((name) => ({ name, label: all.get(name)?.label ?? name, because: 'close_name' as const })),
  ])
}

function forExplore(name: string, model: ModelIndex, gone: GoneNames): Suggestion[] {
  const working = [...model.explores.values()].filter(({ errors }) => errors.length === 0)
  const sqlTable = gone.explores[name]?.sqlTable
  const close = nearestNames(
    name,
    working.map((explore) => explore.name),
    most,
  )
  return firstOf([
    ...working
      .filter((explore) => explore.sqlTable === sqlTable)
      .map((explore) => ({ name: explore.name, label: explore.label, because: 'same_sql' as const })),
    ...close.map((near) => ({ name: near, label: model.explores.get(near)?.label ?? near, because: 'close_name' as const })),
  ])
}

function firstOf(suggestions: readonly Suggestion[]): Suggestion[] {
  const names = new Set<string>()
  return suggestions.filter(({ name }) => !names.has(name) && names.add(name)).slice(0, most)
}
