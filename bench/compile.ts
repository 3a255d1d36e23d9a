import { compileMetricQuery, compileProject, duckdb, isExploreError, type Explore, type MetricQuery } from '@atrium/semantic'
import { generatedProject } from './generated-project.ts'
import { median } from './measure.ts'
import type { Row } from './rows.ts'

const options = { dialect: duckdb, now: Date.UTC(2026, 5, 15), timezone: 'UTC', startOfWeek: null, policy: { userAttributes: {} } }

/** Compile time of one query in a small and in a large project, and the cold compile of the large one. */
export function compileRows(): Row[] {
  const small = exploresOf(50)
  const started = performance.now()
  const large = exploresOf(1000)
  const cold = (performance.now() - started) / 1000
  const inSmall = compileTime(small, 49)
  const inLarge = compileTime(large, 999)
  return [
    {
      name: 'compile of one query, 50 models',
      value: inSmall,
      unit: 'ms',
      target: { op: '<=', bound: 1 },
      detail: 'median of 2,000 different queries: 3 dimensions, 4 metrics, a join, 2 filters',
    },
    {
      name: 'compile of one query, 1,000 models',
      value: inLarge,
      unit: 'ms',
      target: { op: '<=', bound: 1 },
      detail: `${(inLarge / inSmall).toFixed(2)} × the small project`,
    },
    { name: '1,000 models, cold: YAML to explores', value: cold, unit: 's', target: { op: '<=', bound: 2 }, detail: `${large.size} explores` },
  ]
}

function exploresOf(count: number): Map<string, Explore> {
  const project = compileProject({ files: generatedProject(count), dialect: duckdb })
  const broken = project.explores.find(isExploreError)
  if (broken !== undefined) throw new Error(`${broken.name}: ${broken.errors[0]?.message}`)
  return new Map(project.explores.map((explore) => [explore.name, explore as Explore]))
}

function compileTime(explores: Map<string, Explore>, index: number): number {
  const name = `model_${index}`
  const explore = explores.get(name)
  if (explore === undefined) throw new Error(`${name} is missing`)
  const times: number[] = []
  for (let round = 0; round < 2200; round++) {
    const query = queryOf(name, index, round)
    const started = performance.now()
    compileMetricQuery(explore, query, options)
    if (round >= 200) times.push(performance.now() - started)
  }
  return median(times)
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
