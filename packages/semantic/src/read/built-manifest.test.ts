import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { baseOf, compileFiles, exploreNamed, lines } from '../../golden/compile-models.ts'
import type { Explore } from '../types/explore.ts'

/** A small project of dbt, and the manifest that dbt wrote of it (tests/clients/dbt.test.ts builds it anew). */
const folder = path.join(import.meta.dirname, '../../../../tests/fixtures/dbt-project')
const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8')

const sources = Object.fromEntries(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file === 'dbt_project.yml' || /^models\/.*\.yml$/.test(file))
    .map((file) => [file, read(file)]),
)

const fieldsOf = (explore: Explore): Record<string, string[]> =>
  Object.fromEntries(Object.entries(explore.tables).map(([name, { dimensions, metrics }]) => [name, [...Object.keys(dimensions), ...Object.keys(metrics)]]))

describe('a manifest that dbt wrote', () => {
  const project = compileFiles({ ...sources, 'target/manifest.json': read('manifest.json') })

  it('gives an explore for each model that is a table or a view', () => {
    // Nobody said which columns the views have.
    expect(lines(project)).toEqual(['target/manifest.json:1 warning model.no_dimensions', 'target/manifest.json:1 warning model.no_dimensions'])
    // The ephemeral model, seeds and tests are none.
    expect(project.explores.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b))).toEqual(['products', 'sales', 'shops', 'stg_products', 'stg_sales'])
  })

  it('says where the tables are, what they are made of and how they are joined', () => {
    const sales = exploreNamed(project, 'sales')
    expect(sales).toMatchObject({ label: 'Sales', tags: ['core'], sqlPath: 'models/marts/sales.sql', ymlPath: 'models/marts/marts.yml' })
    expect(sales.joinedTables.map(({ table, relationship }) => [table, relationship])).toEqual([
      ['shops', 'many-to-one'],
      ['products', 'many-to-one'],
    ])
    expect(baseOf(sales)).toMatchObject({
      sqlTable: '"bakery"."main"."sales"',
      description: 'One line for each product of a receipt.',
      lineageGraph: {
        sales: [
          { type: 'model', name: 'stg_sales' },
          { type: 'model', name: 'stg_products' },
        ],
      },
      dimensions: { sale_id: { hidden: true }, amount: { type: 'number', format: '#,##0.00 "€"' } },
      metrics: { sale_count: { type: 'count_distinct', label: 'Number of sales' }, revenue: { type: 'sum', round: 2 } },
    })
  })

  it('gives the same fields as the files that it was made of', () => {
    const { 'dbt_project.yml': _, ...schemaFiles } = sources
    const written = compileFiles(schemaFiles)
    for (const name of ['sales', 'shops', 'products']) expect(fieldsOf(exploreNamed(project, name)), name).toEqual(fieldsOf(exploreNamed(written, name)))
  })
})
