import { z } from 'zod'
import { diffDocuments } from '../diff-documents.ts'
import { isRecord } from '../is-record.ts'
import { ownValue } from '../own-value.ts'

type Place = readonly (string | number)[]

/** One change inside of a plain document, without what was there before. */
type Change =
  /** Entries of a list in exchange for others. */
  | { path: Place; at: number; remove: number; insert: readonly unknown[] }
  /** Another value; without one there is none any more. */
  | { path: Place; value?: unknown }

/** The way from one plain document to another, as data. The way back is the step between the two the other way round. */
export type DocumentStep = readonly Change[]

const place = z.array(z.union([z.string(), z.number().int().min(0)])).max(100)

export const documentStepSchema: z.ZodType<DocumentStep> = z
  .array(
    z.union([
      z.strictObject({ path: place, at: z.number().int().min(0), remove: z.number().int().min(0), insert: z.array(z.unknown()) }),
      z.strictObject({ path: place, value: z.unknown().optional() }),
    ]),
  )
  .max(10_000)

/** What leads from one document to the other; empty when they say the same. Only what differs is in it. */
export const stepBetween = (from: unknown, to: unknown): DocumentStep => between([], from, to)

/** The document after the step; the given one is left as it was. What the step names and is not there changes nothing. */
export const applyStep = <D>(document: D, step: DocumentStep): D =>
  step.reduce<unknown>((current, change) => changed(current, change.path, change), document) as D

function between(path: Place, from: unknown, to: unknown): Change[] {
  if (Object.is(from, to)) return []
  if (Array.isArray(from) && Array.isArray(to)) return betweenLists(path, from, to)
  if (isRecord(from) && isRecord(to)) {
    const keys = new Set([...Object.keys(from), ...Object.keys(to)])
    return [...keys].flatMap((key) => between([...path, key], ownValue(from, key), ownValue(to, key)))
  }
  return [to === undefined ? { path } : { path, value: to }]
}

/** Equal beginnings and ends are left alone; between them entries are compared one by one, or exchanged when there are more or fewer. */
function betweenLists(path: Place, from: readonly unknown[], to: readonly unknown[]): Change[] {
  const shorter = Math.min(from.length, to.length)
  let start = 0
  while (start < shorter && isSame(from[start], to[start])) start += 1
  let end = 0
  while (end < shorter - start && isSame(from[from.length - 1 - end], to[to.length - 1 - end])) end += 1
  const remove = from.length - start - end
  const insert = to.slice(start, to.length - end)
  if (remove === insert.length) return insert.flatMap((entry, index) => between([...path, start + index], from[start + index], entry))
  return [{ path, at: start, remove, insert }]
}

const isSame = (a: unknown, b: unknown): boolean => diffDocuments(a, b).length === 0

function changed(current: unknown, path: Place, change: Change): unknown {
  const [key, ...rest] = path
  if (key === undefined) {
    if (!('at' in change)) return change.value
    return Array.isArray(current) ? current.toSpliced(change.at, change.remove, ...change.insert) : current
  }
  if (Array.isArray(current)) {
    return typeof key === 'number' && key < current.length ? current.with(key, changed(current[key], rest, change)) : current
  }
  if (!isRecord(current)) return current
  const value = changed(ownValue(current, String(key)), rest, change)
  if (value !== undefined) return { ...current, [key]: value }
  const { [key]: _, ...others } = current
  return others
}
