import { generatedProject } from '../bench/generated-project.ts'
import { compileProject, compileMetricQuery, duckdb } from '../packages/semantic/src/index.ts'
const p = compileProject({ files: generatedProject(50), dialect: duckdb })
const ex: any = p.explores[49]
const q = (round: number): any => ({
  exploreName: ex.name,
  dimensions: ['model_49_text_0', 'model_49_happened_at_month', 'model_48_text_1'],
  metrics: ['model_49_rows', 'model_49_total_0', 'model_49_average_1', 'model_49_large_2'],
  filters: {
    dimensions: {
      id: 'r',
      and: [
        { id: 'a', target: { fieldId: 'model_49_text_2' }, operator: 'equals', values: ['v' + round] },
        { id: 'b', target: { fieldId: 'model_49_happened_at_day' }, operator: 'inThePast', values: [30], settings: { unitOfTime: 'days', completed: true } },
      ],
    },
  },
  sorts: [{ fieldId: 'model_49_total_0', descending: true }],
  limit: 500,
  tableCalculations: [],
})
const o: any = { dialect: duckdb, now: Date.UTC(2026, 5, 15), timezone: 'UTC', startOfWeek: null, policy: { userAttributes: {} } }
for (let k = 0; k < 4; k++) {
  const t = performance.now()
  for (let i = 0; i < 20000; i++) compileMetricQuery(ex, q(i), o)
  console.log(((performance.now() - t) / 20).toFixed(1), 'us')
}
