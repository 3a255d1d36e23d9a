import type { SourceFile } from '@atrium/semantic'

/** A project of `count` models of about 1.8 kB YAML each; every model joins the one before it. */
export function generatedProject(count: number): SourceFile[] {
  return Array.from({ length: count }, (_, index) => ({ path: `models/model_${index}.yml`, text: modelText(index) }))
}

function modelText(index: number): string {
  const join =
    index === 0
      ? ''
      : `
      joins:
        - join: model_${index - 1}
          relationship: many-to-one
          sql_on: \${model_${index}.parent_id} = \${model_${index - 1}.id}`
  const columns = Array.from(
    { length: 8 },
    (_, column) => `
      - name: text_${column}
        description: Attribute number ${column} of the entity
        meta: { dimension: { type: string, label: "Text ${column}" } }`,
  ).join('')
  const amounts = Array.from(
    { length: 4 },
    (_, column) => `
      - name: amount_${column}
        meta:
          dimension: { type: number, round: 2 }
          metrics:
            total_${column}: { type: sum, format: usd, round: 2 }
            average_${column}: { type: average, description: "Mean of amount ${column}" }
            large_${column}: { type: count, filters: [{ amount_${column}: "> 100" }] }`,
  ).join('')
  return `version: 2
models:
  - name: model_${index}
    description: Generated model number ${index}
    meta:
      label: Model ${index}
      primary_key: id${join}
    columns:
      - name: id
        meta: { dimension: { type: number }, metrics: { rows: { type: count } } }
      - name: parent_id
        meta: { dimension: { type: number, hidden: true } }
      - name: happened_at
        meta: { dimension: { type: timestamp, time_intervals: [DAY, WEEK, MONTH, QUARTER, YEAR] } }${columns}${amounts}
`
}
