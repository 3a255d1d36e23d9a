import { describe, expect, it } from 'vitest'
import { compileFiles, exploreNamed, lines } from '../../golden/compile-models.ts'
import { cubeShop } from '../../golden/formats/cube-shop.ts'
import { latestShop } from '../../golden/formats/metricflow-shop.ts'
import { lookmlShop } from '../../golden/formats/lookml-shop.ts'
import { osiShop } from '../../golden/formats/osi-shop.ts'
import { compileMemory, compileProject } from '../compile/compile-project.ts'
import { duckdb } from '../dialects/duckdb.ts'

const plain = 'models:\n  - name: plain\n    columns: [{name: id}]\n'
const semantic = 'semantic_models:\n  - name: visits\n    model: ref("visits")\n    dimensions: [{name: page, type: categorical}]\n'
/** A form's fixture under names of its own, so that forms can stand beside each other. */
const renamed = (files: Record<string, string>, prefix: string): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${prefix}/${path}`, text.replaceAll(/\b(orders|customers)\b/g, `${prefix}_$1`)]))

describe('a folder', () => {
  it('may mix all forms, each file by what it says', () => {
    const project = compileFiles({
      'a.yml': plain,
      'b.yaml': semantic,
      ...renamed(lookmlShop, 'look'),
      ...renamed(osiShop, 'osi'),
    })
    expect(project.problems.filter(({ code }) => code === 'project.unknown_file')).toEqual([])
    expect(project.reports.map(({ format, files }) => [format, files.length])).toEqual([
      ['dbt', 1],
      ['metricflow', 1],
      ['lookml', 4],
      ['osi', 1],
    ])
    for (const name of ['plain', 'visits', 'look_orders', 'osi_orders']) exploreNamed(project, name)
  })

  it('of dbt may have models of other forms beside its own, where dbt does not look', () => {
    const project = compileFiles({ 'dbt_project.yml': 'name: x\n', 'models/a.yml': plain, 'notes.yml': 'anything: [1]\n', ...cubeShop })
    expect(project.reports.map(({ format }) => format)).toEqual(['dbt', 'cube'])
    expect(lines(project).filter((line) => line.startsWith('notes.yml'))).toEqual([])
    for (const name of ['plain', 'sales']) exploreNamed(project, name)
  })

  it('holds files of one name twice, from two forms: the second is reported', () => {
    const cube = 'cubes:\n  - {name: plain, sql_table: plain, dimensions: [{name: id, sql: id, type: number}]}\n'
    expect(lines(compileFiles({ 'a.yml': plain, 'b.yml': cube }))).toEqual(['b.yml:2 error model.duplicate_model'])
  })

  it.each(['anything: [1, 2]\n', 'dashboards:\n  - {name: x}\n', 'hello: world\n'])('with a file in no known form says so: %j', (text) => {
    const { problems } = compileFiles({ 'a.yml': plain, 'b.yml': text })
    expect(problems).toMatchObject([{ code: 'project.unknown_file', severity: 'warning', file: 'b.yml', line: 1 }])
  })

  it.each(['', '# nothing\n', 'version: 2\n', 'sources:\n  - {name: raw}\n', 'slug: a\nname: A chart\n', 'exposures: []\n'])(
    'may hold files without models: %j',
    (text) => expect(lines(compileFiles({ 'a.yml': plain, 'b.yml': text }))).toEqual([]),
  )

  it('is read the same again from what was remembered, also where one form goes on in models of another', () => {
    const files = Object.entries({ ...cubeShop, ...latestShop, 'a.yml': plain }).map(([path, text]) => ({
      path,
      text: text.replaceAll(/^  - name: orders$/gm, '  - name: sold'),
    }))
    const memory = compileMemory()
    const first = compileProject({ files, dialect: duckdb }, memory)
    expect(compileProject({ files, dialect: duckdb }, memory)).toEqual(first)
  })
})
