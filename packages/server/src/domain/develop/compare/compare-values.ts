import { fieldIdOf, formatItemValue, type CompiledDimension, type Explore, type Item } from '@atrium/semantic'
import { readOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import type { QueryResult } from '../../../query/query-service.ts'
import { wireRows } from '../../explore/result-rows.ts'
import { projectTarget, type ProjectTarget } from '../../projects/project-target.ts'
import type { Draft } from '../compile-draft.ts'
import type { DevelopCtx } from '../develop-ctx.ts'
import { questionOf } from './metric-changes.ts'
import { openModels, type Side } from './open-models.ts'

/** Rows of a comparison at most; of dates the latest. */
const mostRows = 100

type Told = { raw: unknown; formatted: string }

/** The numbers of one value of the dimension; null where a side has none. */
export type ComparedRow = {
  value: Told | null
  before: Told | null
  after: Told | null
  /** After less before; null where one of them is no number. */
  delta: Told | null
  /** That in relation to before, 1 for twice as much; null where before is none or zero. */
  ratio: number | null
}

export type Comparison = {
  dimension: { fieldId: string; label: string } | null
  /** Dimensions that both sides can be told apart by. */
  choices: { fieldId: string; label: string }[]
  rows: ComparedRow[]
  /** There are more values than rows. */
  truncated: boolean
  /** The metric over everything, asked for by itself. */
  total: ComparedRow
}

type Input = {
  projectId: string
  explore: string
  metric: string
  /** The id that it has today, where that is another one. */ from?: string
  /** Null: only over everything. */ dimension?: string | null
} & Draft

/**
 * One metric as it is today and as it would be if a file had this text, by a dimension (months where nothing is said), under the
 * row rules of the caller. A side that does not have the metric has no numbers.
 */
export const compareValues = readOperation<DevelopCtx, Input, ProjectTarget, Comparison>({
  name: 'models.compare_values',
  action: 'sql_runner.run',
  target: projectTarget,
  async run(ctx, { explore, metric, from = metric, dimension, path, text }, target) {
    const { before, after } = await openModels(ctx, target, { path, text })
    const then = { side: before, explore: before.explores.get(explore), metric: from }
    const now = { side: after, explore: after.explores.get(explore), metric }
    if (!has(then) && !has(now)) {
      throw new AppError('not_found', `${metric} is in ${explore} neither today nor with this text. Look at the changes again.`, { reason: 'metric_missing' })
    }
    const choices = choicesOf(then.explore, now.explore)
    const by = dimension === null ? undefined : choices.find(({ fieldId }) => (dimension === undefined ? true : fieldId === dimension))
    if (typeof dimension === 'string' && by === undefined) {
      throw new AppError(
        'invalid',
        `${dimension} is no dimension of ${explore} on both sides. Choose one of: ${choices.map(({ fieldId }) => fieldId).join(', ')}.`,
        {
          reason: 'dimension_missing',
        },
      )
    }
    const zone = target.project.timezone
    const [total, parts] = await Promise.all([
      Promise.all([then, now].map((one) => ask(one))),
      by === undefined ? null : Promise.all([then, now].map((one) => ask(one, by.fieldId, by.isDate))),
    ])
    const rows = parts === null || by === undefined ? [] : joined(parts, by.fieldId, zone)
    return {
      dimension: by === undefined ? null : { fieldId: by.fieldId, label: by.label },
      choices: choices.map(({ fieldId, label }) => ({ fieldId, label })),
      rows,
      truncated: parts?.some((answer) => answer?.result.truncated === true) ?? false,
      total: joined(total, null, zone)[0] ?? { value: null, before: null, after: null, delta: null, ratio: null },
    }
  },
})

type Asked = { side: Side; explore: Explore | undefined; metric: string }
type Answered = { result: QueryResult; metric: string } | null

const has = ({ explore, metric }: Asked): boolean =>
  explore !== undefined &&
  Object.values(explore.tables).some(({ metrics }) => Object.values(metrics).some(({ table, name }) => fieldIdOf(table, name) === metric))

/** The numbers of one side; null where it has no such metric. */
async function ask(asked: Asked, dimension?: string, isDate = false): Promise<Answered> {
  if (!has(asked) || asked.explore === undefined) return null
  const question = questionOf(asked.explore.name, asked.metric)
  const result = await asked.side.run(
    dimension === undefined ? question : { ...question, dimensions: [dimension], sorts: [{ fieldId: dimension, descending: isDate }], limit: mostRows },
  )
  return { result, metric: asked.metric }
}

/** Both sides by the value of the dimension, in the order of the newer one. */
function joined([before = null, after = null]: readonly Answered[], dimension: string | null, zone: string): ComparedRow[] {
  const sides = [before, after].map((answer) => ({
    answer,
    rows: new Map((answer === null ? [] : wireRows(answer.result)).map((row) => [JSON.stringify(dimension === null ? null : row[dimension]), row])),
  }))
  const item = (after ?? before)?.result.fields[(after ?? before)?.metric ?? '']
  const keys = [...new Set([...(sides[1]?.rows.keys() ?? []), ...(sides[0]?.rows.keys() ?? [])])]
  return keys.map((key) => {
    const [old, wanted] = sides.map(({ answer, rows }) => {
      const row = rows.get(key)
      return row === undefined || answer === null ? null : tell(answer.result.fields[answer.metric], row[answer.metric], zone)
    })
    const [from, to] = [numberOf(old?.raw), numberOf(wanted?.raw)]
    const delta = from === null || to === null ? null : to - from
    const value: unknown = JSON.parse(key)
    return {
      value: dimension === null ? null : tell((after ?? before)?.result.fields[dimension], value, zone),
      before: old ?? null,
      after: wanted ?? null,
      delta: delta === null ? null : tell(item, delta, zone),
      ratio: delta === null || from === null || from === 0 ? null : delta / Math.abs(from),
    }
  })
}

const tell = (item: Item | undefined, raw: unknown, zone: string): Told => ({ raw, formatted: formatItemValue(item, raw, zone) })

/** Long numbers come as text. */
function numberOf(raw: unknown): number | null {
  if (raw === null || raw === undefined || raw === '' || typeof raw === 'boolean') return null
  const value = Number(raw)
  return Number.isFinite(value) ? value : null
}

type Choice = { fieldId: string; label: string; isDate: boolean }

/** Months and other buckets of dates first, then words, of joined tables too; only what both sides have. */
function choicesOf(then: Explore | undefined, now: Explore | undefined): Choice[] {
  const lists = [then, now].flatMap((explore) => (explore === undefined ? [] : [dimensionsOf(explore)]))
  const [first = [], second] = lists.toReversed()
  const common = second === undefined ? first : first.filter(({ fieldId }) => second.some((one) => one.fieldId === fieldId))
  return common.toSorted((a, b) => a.rank - b.rank).map(({ fieldId, label, isDate }) => ({ fieldId, label, isDate }))
}

const buckets = ['MONTH', 'QUARTER', 'YEAR', 'WEEK', 'DAY']

function dimensionsOf({ tables, baseTable, joinedTables }: Explore): (Choice & { rank: number })[] {
  const named = [baseTable, ...joinedTables.map(({ table }) => table)]
  return named.flatMap((table) =>
    Object.values(tables[table]?.dimensions ?? {}).flatMap((dimension: CompiledDimension) => {
      const { name, label, tableLabel, hidden, type, timeInterval, timeIntervalBaseDimensionName: base } = dimension
      const bucket = timeInterval === undefined ? -1 : buckets.indexOf(timeInterval)
      const isWord = (type === 'string' || type === 'boolean') && base === undefined
      if (hidden || (bucket < 0 && !isWord)) return []
      // The explore's own come before those of joined tables.
      const rank = (bucket >= 0 ? bucket : buckets.length) + (table === baseTable ? 0 : 0.5)
      return [{ fieldId: fieldIdOf(dimension.table, name), label: table === baseTable ? label : `${tableLabel} · ${label}`, isDate: bucket >= 0, rank }]
    }),
  )
}
