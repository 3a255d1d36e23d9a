import type { Finding } from '../problems/finding.ts'
import type { Place } from '../problems/place.ts'
import type { FormatReport, ModelFormat, ReadItem } from '../types/format-report.ts'
import type { ModelSource } from './model-source.ts'

/** What a reader of a foreign format gives. */
export type FormatModels = { models: ModelSource[]; findings: Finding[]; report: FormatReport }

/** One thing of a model file that is not read, or not as it was meant. `what` begins with its kind: "metric revenue". */
export type Doubt = { what: string; at: Place; why: string; hint: string }

/** Takes down what became of a file's definitions. What is not taken over as it was meant is a warning as well. */
export type FormatNotes = {
  findings: Finding[]
  report: FormatReport
  read(what: string, at: Place): void
  /** It works here, but not in every respect as where it came from. */
  approximated(doubt: Doubt): void
  /** It is left out. */
  refused(doubt: Doubt): void
}

/** Empty notes of one format. */
export function formatNotes(format: ModelFormat): FormatNotes {
  const report: FormatReport = { format, files: [], read: [], approximated: [], refused: [] }
  const findings: Finding[] = []
  const doubt = (outcome: 'approximated' | 'refused', { what, at, why, hint }: Doubt): void => {
    report[outcome].push({ ...item(what, at), why })
    const message = outcome === 'refused' ? `${capital(what)} is left out: ${why}.` : `${capital(what)} is taken over with a difference: ${why}.`
    findings.push({ code: `${format}.${outcome}`, severity: 'warning', at, message, hint })
  }
  return {
    findings,
    report,
    read: (what, at) => void report.read.push(item(what, at)),
    approximated: (one) => doubt('approximated', one),
    refused: (one) => doubt('refused', one),
  }
}

const item = (what: string, { file, line, column }: Place): ReadItem => ({ what, file, line, column })
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
