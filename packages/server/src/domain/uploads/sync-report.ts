import { type AnyExplore, isExploreError, type Problem, type ReadItem } from '@atrium/semantic'
import type { ImportReport } from '../develop/plan-import.ts'
import { obstacleSentences } from './import-models.ts'

export type SyncedItem = { kind: 'model' | 'view' | 'dimension' | 'measure'; model: string; name: string; file: string }
export type SkippedItem = { what: string; why: string; file: string; line: number }
export type SyncProblem = {
  /** `fatal`: nothing was changed. `error`: what it is about does not work. */
  severity: 'fatal' | 'error' | 'warning'
  message: string
  hint: string
  causes: { file: string; line: number; column: number }[]
  /** Explores that do not work because of it. */
  impacts: string[]
}

export type SyncReport = {
  /** Where the files lie, relative to the model folder, with `/` at the end. */
  folder: string
  contents: SyncedItem[]
  warnings: string[]
  /** What is left out, by the model that it belongs to. */
  skipped: Record<string, SkippedItem[]>
  problems: SyncProblem[]
  files: { created: string[]; overwritten: string[]; removed: string[]; /** Written by people, and left alone. */ kept: string[] }
  /** Files of the archive that hold no models. */
  leftOut: string[]
  /** By explore: the types of its dimensions, as they were compiled. */
  schemas: Record<string, Record<string, string>>
  impact: ImportReport['impact']
}

/** What stands in the way, and by which files. */
export type SyncObstacle = { message: string; hint: string; files: string[] }

/** What became of the files of an archive, as data. */
export function syncReport(
  report: ImportReport,
  explores: readonly AnyExplore[],
  { obstacles, kept }: { obstacles: readonly SyncObstacle[]; kept: readonly string[] },
): SyncReport {
  const compiled = new Map(explores.map((explore) => [explore.name, explore]))
  const views = new Set(report.formats.flatMap(({ read }) => read.flatMap(({ what }) => /^view (.+)$/.exec(what)?.[1] ?? [])))
  const own = report.explores.flatMap(({ name, file }) => {
    const explore = compiled.get(name)
    const base = explore === undefined || isExploreError(explore) ? undefined : explore.tables[explore.baseTable]
    return base === undefined ? [] : [{ name, file, base, kind: views.has(name) ? ('view' as const) : ('model' as const) }]
  })
  const shown = <F extends { hidden: boolean; name: string }>(fields: Record<string, F>): F[] => Object.values(fields).filter(({ hidden }) => !hidden)
  const dimensionsOf = (base: (typeof own)[number]['base']) => shown(base.dimensions).filter(({ timeInterval }) => timeInterval === undefined)
  return {
    folder: report.folder,
    contents: own.flatMap(({ name: model, file, kind, base }) => [
      { kind, model, name: model, file },
      ...dimensionsOf(base).map(({ name }) => ({ kind: 'dimension' as const, model, name, file })),
      ...shown(base.metrics).map(({ name }) => ({ kind: 'measure' as const, model, name, file })),
    ]),
    warnings: report.formats.flatMap(({ approximated }) => approximated.map(({ file, line, what, why }) => `${file}:${line} ${what}: ${why ?? ''}`)),
    skipped: skippedByModel(report.formats.flatMap(({ refused }) => refused)),
    problems: [
      ...obstacles.map(({ message, hint, files }): SyncProblem => ({ severity: 'fatal', message, hint, causes: files.map(startOf), impacts: [] })),
      ...report.obstacles.map((obstacle): SyncProblem => ({
        severity: 'fatal',
        message: obstacleSentences[obstacle](report),
        hint: '',
        causes: report.taken.map(({ file, line }) => ({ file, line, column: 1 })),
        impacts: report.taken.map(({ name }) => name),
      })),
      ...report.problems.map(toSyncProblem),
      ...report.impact.problems.map(toSyncProblem),
      ...report.impact.lost.map(({ name, label }): SyncProblem => ({
        severity: 'warning',
        message: `The explore ${label} (${name}) would not work any more.`,
        hint: 'Charts, dashboards and endpoints that ask it say so; rename in content, or keep its model.',
        causes: [],
        impacts: [name],
      })),
    ],
    files: { ...report.files, kept: [...kept] },
    leftOut: report.leftOut,
    schemas: Object.fromEntries(own.map(({ name, base }) => [name, Object.fromEntries(Object.values(base.dimensions).map((one) => [one.name, one.type]))])),
    impact: report.impact,
  }
}

const startOf = (file: string): { file: string; line: number; column: number } => ({ file, line: 1, column: 1 })

const toSyncProblem = ({ severity, message, hint, file, line, column, model }: Problem): SyncProblem => ({
  severity,
  message,
  hint,
  causes: [{ file, line, column }],
  impacts: model === undefined ? [] : [model],
})

function skippedByModel(items: readonly ReadItem[]): Record<string, SkippedItem[]> {
  const skipped = new Map<string, SkippedItem[]>()
  for (const { what, file, line, why } of items) {
    // "measure orders.total", "model orders", "pre_aggregations of cube orders"
    const model = /(?:^\w+| (?:model|view|cube)) ([^.\s]+)[^ ]*$/.exec(what)?.[1] ?? file
    skipped.set(model, [...(skipped.get(model) ?? []), { what, why: why ?? '', file, line }])
  }
  return Object.fromEntries(skipped)
}
