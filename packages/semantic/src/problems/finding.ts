import type { Problem } from '../types/explore.ts'
import type { Place } from './place.ts'

/** What is reported while reading or compiling. An error takes its model out of service; a warning does not. */
export type Finding = {
  /** Stable, dotted: `model.unknown_field`. */
  code: string
  severity?: 'error' | 'warning'
  at: Place
  message: string
  /** What to do about it, as one sentence. */
  hint: string
}

/** Takes a finding. */
export type Report = (finding: Finding) => void

/** The finding as it is listed; `model` is the model it belongs to. */
export function problemOf(finding: Finding, model?: string): Problem {
  const { code, severity = 'error', at, message, hint } = finding
  return { code, severity, file: at.file, line: at.line, column: at.column, message, hint, ...(model === undefined ? {} : { model }) }
}
