import { defaultSourceOf, defaultValue, foundDefault, ownValue, type CellOf, type DefaultSource, type InputValue, type Scalar } from '@atrium/documents'
import { offeredRows, valueOfRows } from '@atrium/semantic'
import type { Actor } from '../../../access/actor.ts'
import { askOne } from './ask-rows.ts'
import { sourceOf, tableOf, type Answered, type CellExecution } from './execution.ts'
import { mostInputCharacters } from './limits.ts'
import { missingSource } from './missing-source.ts'

export type FoundDefault = Pick<Answered, 'defaultBy'> & { value: InputValue; notes: NonNullable<Answered['notes']> }

/** Values that are taken at most. */
const mostFound = 1000

/** The default of an input, as whoever looks has it. Where nothing is found elsewhere that the input takes, its author's counts, and a note says why. */
export async function defaultOfInput(execution: CellExecution, cell: CellOf<'input'>, offered: readonly Scalar[] | undefined): Promise<FoundDefault> {
  const source = defaultSourceOf(cell.input)
  const written = defaultValue(cell.input)
  if (source === undefined) return { value: written, notes: [] }
  const isOwn = 'attribute' in source
  const all = isOwn ? attributeOf(execution.actor, source) : await rowsOf(execution, cell, source)
  const found = all.slice(0, mostFound)
  const value = foundDefault(cell.input, found, offered)
  if (value !== undefined && hasRoom(execution, cell, value)) {
    return { value, defaultBy: isOwn ? 'attribute' : 'result', notes: all.length > found.length ? [onlyFirst] : [] }
  }
  return { value: written, defaultBy: 'author', notes: [found.length === 0 ? nothingFound : notTaken] }
}

/** Values that are so short are always found room for: there are only so many cells. */
const alwaysRoom = 500

/** Whether a value that was found is not too much beside those of all other inputs: whoever follows the session is told all of them. */
function hasRoom({ inputs }: CellExecution, { name }: CellOf<'input'>, value: InputValue): boolean {
  const characters = JSON.stringify(value).length
  if (characters <= alwaysRoom) return true
  const others = [...inputs].flatMap(([one, its]) => (one === name ? [] : [its]))
  return JSON.stringify(others).length + characters <= mostInputCharacters
}

const nothingFound = { reason: 'default_not_found', message: 'There is no value for this input where its default comes from. The one of its author counts.' }
const notTaken = {
  reason: 'default_not_taken',
  message: 'This input does not take the value that is where its default comes from. The one of its author counts.',
}

const onlyFirst = {
  reason: 'default_cut',
  params: { most: mostFound },
  message: `There are more values where the default of this input comes from: the first ${mostFound.toLocaleString('en')} of them count.`,
}

/** What an attribute of whoever looks says; of an embedded app those of its address. */
export const attributeOf = (actor: Actor, { attribute }: Extract<DefaultSource, { attribute: string }>): readonly string[] =>
  actor.kind === 'user' ? (ownValue(actor.userAttributes, attribute) ?? []) : []

/** What the result says, one value more than are taken where there are more; nothing where it has no row, or no value in it. */
async function rowsOf(execution: CellExecution, { id, input }: CellOf<'input'>, { of, column, endColumn }: Extract<DefaultSource, { of: string }>) {
  const source = sourceOf(execution, id, of)
  if (source === null) throw missingSource(of)
  const result = await tableOf(execution, source)
  const names = result.columns.map(({ name }) => name)
  const first = column ?? names[0] ?? ''
  if (input.type === 'multi_select') {
    const all = (name: string): string => offeredRows({ name, columns: result.columns }, { value: first, label: first }, mostFound + 1)
    return (await askOne(execution, source.name, result, all, mostFound + 1)).columns[0] ?? []
  }
  const valueIn = async (wanted: string): Promise<unknown> => {
    const one = (name: string): string => valueOfRows({ name, columns: result.columns }, { column: wanted, place: 0 })
    return (await askOne(execution, source.name, result, one, 1)).columns[0]?.[0] ?? null
  }
  const end = input.type === 'date_range' ? (endColumn ?? names[names.indexOf(first) + 1]) : undefined
  const values = await Promise.all([first, ...(end === undefined ? [] : [end])].map(valueIn))
  return values.every((value) => value === null) ? [] : values
}
