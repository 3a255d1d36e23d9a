import { isRecord } from '@atrium/documents'
import type { FieldChange } from '../../components/field-change.ts'

type State = Record<string, unknown> | null

/** Deeper than this, values are compared and shown whole. */
const deepest = 4

/** What differs between two states, field by field, in the order of the fields. */
export function auditDiff(before: State, after: State): FieldChange[] {
  return changesOf(before ?? undefined, after ?? undefined, '', 0)
}

function changesOf(before: unknown, after: unknown, path: string, depth: number): FieldChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  // A side that is not there at all has all of its fields to show.
  const sides = [before, after].filter((side) => side !== undefined)
  if (depth >= deepest || sides.length === 0 || !sides.every(hasFields)) return [{ path, before, after }]
  const [left, right] = [hasFields(before) ? before : {}, hasFields(after) ? after : {}]
  const keys = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...keys].flatMap((key) => changesOf(left[key], right[key], path === '' ? key : `${path}.${key}`, depth + 1))
}

/** An empty one has no fields to show, and is shown as the value that it is. */
const hasFields = (value: unknown): value is Readonly<Record<string, unknown>> => isRecord(value) && Object.keys(value).length > 0
