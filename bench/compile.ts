import {
  compileMemory,
  compileMetricQuery,
  compileProject,
  duckdb,
  exploresOf as exploresOfSnapshot,
  isExploreError,
  snapshotOf,
  type Explore,
  type ExploresSnapshot,
  type MetricQuery,
  type SourceFile,
} from '@atrium/semantic'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { generatedProject } from './generated-project.ts'
import { median, warmUp } from './measure.ts'
import type { Row } from './rows.ts'

const options = { dialect: duckdb, now: Date.UTC(2026, 5, 15), timezone: 'UTC', startOfWeek: null, policy: { userAttributes: {} } }

/** Compile time of one query in a small and in a large project; the large one compiled cold, again, and from a snapshot. */
export function compileRows(): Row[] {
  const small = exploresOf(generatedProject(50))
  const files = generatedProject(1000)
  const memory = compileMemory()
  const before = heap()
  const [cold, project] = timed(() => compileProject({ files, dialect: duckdb }, memory))
  const large = new Map(project.explores.map((explore) => [explore.name, explore as Explore]))
  const changed = files.with(500, { path: 'models/model_500.yml', text: files[500]?.text.replace('Generated model', 'Changed model') ?? '' })
  const [again, next] = timed(() => compileProject({ files: changed, dialect: duckdb }, memory))
  const kept = next.explores.filter((explore, place) => explore === project.explores[place]).length
  const text = JSON.stringify(snapshotOf(project.explores))
  const fromSnapshot = median(Array.from({ length: 5 }, () => timed(() => exploresOfSnapshot(JSON.parse(text) as ExploresSnapshot))[0]))
  const { inSmall, inLarge } = compileTimes(small, large)
  return [
    {
      name: 'compile of one query, 50 models',
      value: inSmall,
      unit: 'ms',
      target: { op: '<=', bound: 0.05 },
      detail: `median of ${measured.toLocaleString('en-US')} different queries, after ${warmUp.toLocaleString('en-US')} to warm up: 3 dimensions, 4 metrics, a join, 2 filters`,
    },
    {
      name: 'compile of one query, 1,000 models',
      value: inLarge,
      unit: 'ms',
      target: { op: '<=', bound: 0.05 },
      detail: `${(inLarge / inSmall).toFixed(2)} × the small project, in turns with it`,
    },
    { name: '1,000 models, cold: YAML to explores', value: cold / 1000, unit: 's', target: { op: '<=', bound: 1 }, detail: `${large.size} explores` },
    { name: '1,000 models, one file changed', value: again, unit: 'ms', target: { op: '<=', bound: 50 }, detail: `${kept} explores taken over` },
    {
      name: '1,000 models, from a saved snapshot',
      value: fromSnapshot,
      unit: 'ms',
      target: { op: '<=', bound: 150 },
      detail: `${(text.length / 1e6).toFixed(1)} MB of JSON`,
    },
    {
      name: '1,000 models, memory of the explores',
      value: (heap() - before) / 1e6,
      unit: 'MB',
      target: { op: '<=', bound: 150 },
      detail: 'with what is remembered for the next compilation',
    },
  ]
}

/** Milliseconds and the answer. */
function timed<T>(work: () => T): [number, T] {
  const started = performance.now()
  const answer = work()
  return [performance.now() - started, answer]
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Bytes in use once garbage is gone. */
function heap(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

function exploresOf(files: readonly SourceFile[]): Map<string, Explore> {
  const project = compileProject({ files, dialect: duckdb })
  const broken = project.explores.find(isExploreError)
  if (broken !== undefined) throw new Error(`${broken.name}: ${broken.errors[0]?.message}`)
  return new Map(project.explores.map((explore) => [explore.name, explore as Explore]))
}

const measured = 2_000

/** Median milliseconds of one query in each project, measured in turns once the code is warm. */
function compileTimes(small: Map<string, Explore>, large: Map<string, Explore>): { inSmall: number; inLarge: number } {
  const inSmall: number[] = []
  const inLarge: number[] = []
  for (let round = 0; round < warmUp + measured; round++) {
    const times = [compileTime(small, 49, round), compileTime(large, 999, round)] as const
    if (round < warmUp) continue
    inSmall.push(times[0])
    inLarge.push(times[1])
  }
  return { inSmall: median(inSmall), inLarge: median(inLarge) }
}

function compileTime(explores: Map<string, Explore>, index: number, round: number): number {
  const name = `model_${index}`
  const explore = explores.get(name)
  if (explore === undefined) throw new Error(`${name} is missing`)
  const query = queryOf(name, index, round)
  return timed(() => compileMetricQuery(explore, query, options))[0]
}

const queryOf = (name: string, index: number, round: number): MetricQuery => ({
  exploreName: name,
  dimensions: [`${name}_text_0`, `${name}_happened_at_month`, `model_${index - 1}_text_1`],
  metrics: [`${name}_rows`, `${name}_total_0`, `${name}_average_1`, `${name}_large_2`],
  filters: {
    dimensions: {
      id: 'root',
      and: [
        { id: 'a', target: { fieldId: `${name}_text_2` }, operator: 'equals', values: [`value ${round}`] },
        { id: 'b', target: { fieldId: `${name}_happened_at_day` }, operator: 'inThePast', values: [30], settings: { unitOfTime: 'days', completed: true } },
      ],
    },
  },
  sorts: [{ fieldId: `${name}_total_0`, descending: true }],
  limit: 500,
  tableCalculations: [],
})
