import type { RenamedField, Renames } from '@atrium/documents'
import { intervalShapes } from '@atrium/semantic'
import { AppError } from '../../platform/errors.ts'
import type { GoneNames } from '../projects/gone-names.ts'
import type { OutlinedField } from '../projects/model-outline.ts'
import type { ModelIndex } from './model-index.ts'
import { suggestionsFor } from './suggest.ts'

/** One name in the place of another, in all content. */
export type Rename =
  /** `explore`: only in what asks this explore; null: everywhere. */
  { kind: 'field'; from: string; to: string; explore: string | null } | { kind: 'explore'; from: string; to: string }

const intervals = Object.keys(intervalShapes).map((interval) => interval.toLowerCase())

/** What a rename means for documents. Throws `invalid` for a new name that the model does not have, or of another kind. */
export function renamesOf(rename: Rename, model: ModelIndex, gone: GoneNames): Renames {
  if (rename.from === rename.to) throw refusal(`${rename.from} is called that already. Choose another name.`)
  return rename.kind === 'field' ? renamesOfField(rename, model, gone) : renamesOfExplore(rename, model)
}

function renamesOfField({ from, to, explore }: Extract<Rename, { kind: 'field' }>, model: ModelIndex, gone: GoneNames): Renames {
  const fields = (explore === null ? model : (model.explores.get(explore) ?? model)).fields
  const target = fields.get(to)
  if (target === undefined)
    throw missing(
      to,
      suggestionsFor({ kind: 'field', field: to, explore }, model, gone).map(({ name }) => name),
    )
  const before = gone.fields[from] ?? model.fields.get(from)
  if (before !== undefined && before.kind !== target.kind) {
    throw refusal(`${from} is a ${before.kind} and ${to} is a ${target.kind}: one cannot stand for the other. Choose a ${before.kind}.`)
  }
  const others = new Map<string, OutlinedField>(
    // A date goes with the intervals it can be cut to, as far as the new one has them.
    intervals.flatMap((interval) => {
      const other = fields.get(`${to}_${interval}`)
      const old = model.fields.get(`${from}_${interval}`)
      // What is in the model under this name is a field of its own, unless its base is renamed while it is still there.
      return other === undefined || (old !== undefined && !model.fields.has(from)) ? [] : [[`${from}_${interval}`, other] as const]
    }),
  )
  const field = (id: string): RenamedField | null => {
    const found = id === from ? target : others.get(id)
    return found === undefined ? null : renamed(found)
  }
  return { field, namesOf: (id) => namesOf(gone.fields[id] ?? model.fields.get(id)), explore: (name) => name, table: (name) => name }
}

function renamesOfExplore({ from, to }: Extract<Rename, { kind: 'explore' }>, model: ModelIndex): Renames {
  const target = model.explores.get(to)
  if (target === undefined || target.errors.length > 0) {
    throw missing(
      to,
      suggestionsFor({ kind: 'explore', explore: to }, model, { fields: {}, explores: {} }).map(({ name }) => name),
    )
  }
  // Fields that still bear the old table's name are those of a table that is joined elsewhere.
  const field = (id: string): RenamedField | null => {
    if (!id.startsWith(`${from}_`) || target.fields.has(id)) return null
    const found = target.fields.get(`${to}${id.slice(from.length)}`)
    return found === undefined ? null : renamed(found)
  }
  const isTable = [...target.fields.values()].some(({ table }) => table === to)
  const named = (name: string): string => (name === from ? to : name)
  return { field, namesOf: () => [], explore: named, table: (name) => (isTable ? named(name) : name) }
}

const renamed = ({ id, table }: OutlinedField): RenamedField => ({ id, table, name: id.slice(table.length + 1) })

const namesOf = (field: OutlinedField | undefined): string[] => (field === undefined ? [] : [field.id.slice(field.table.length + 1), field.label])

const refusal = (message: string): AppError => new AppError('invalid', message, { reason: 'rename' })

function missing(name: string, near: readonly string[]): AppError {
  const hint = near.length === 0 ? 'Save the model that has it first.' : `Did you mean ${near.join(' or ')}?`
  return new AppError('invalid', `${name} is not in the model. ${hint}`, { reason: 'rename', suggestions: near })
}
