import { describe, expect, it } from 'vitest'
import { brokenNamed, compileFiles, exploreNamed, lines } from '../../golden/compile-models.ts'
import { compileMemory, compileProject } from './compile-project.ts'
import { duckdb } from '../dialects/duckdb.ts'

const model = (sql: string, more = ''): string => `models:
  - name: orders
    meta: {parameters: {kind: {label: Kind, default: a}}}
    columns:
      - name: id
      - name: field
        meta: {dimension: {sql: "${sql}"}}
${more}`
const config = 'parameters:\n  region: {label: Region, default: north}\n'
const found = (sql: string, more = '') => compileFiles({ 'lightdash.config.yml': config, 'a.yml': model(sql, more) })

describe('a parameter in the SQL of a model', () => {
  it.each([
    ['${ld.parameters.regoin}', 'is not a parameter', 'Did you mean region?'],
    ['${ld.parameters.kind}', 'is not a parameter', 'It is one of a model: write ${ld.parameters.orders.kind}.'],
    ['${ld.parameters.a.b.c}', 'is not known', 'Known are ${ld.attribute.name}, ${ld.user.email} and ${ld.parameters.name}.'],
    ["'${ld.parameters.region}'", 'stands in quotes or in a comment', 'without quotes'],
  ])('%s is a problem where it stands', (sql, message, hint) => {
    const project = found(sql)
    brokenNamed(project, 'orders')
    expect(project.problems).toMatchObject([
      { file: 'a.yml', line: 7, severity: 'error', message: expect.stringContaining(message), hint: expect.stringContaining(hint) },
    ])
  })

  it('is kept as it is written, and listed', () => {
    const explore = exploreNamed(found('${TABLE}.a = ${ld.parameters.region}'), 'orders')
    expect(explore.tables['orders']?.dimensions['field']).toMatchObject({
      compiledSql: '"orders".a = ${ld.parameters.region}',
      parameterReferences: ['region'],
    })
    expect(Object.keys(explore.parameters ?? {})).toEqual(['region', 'orders.kind'])
  })

  it('of another model needs that model to be joined', () => {
    const other = '  - name: others\n    meta: {parameters: {size: {label: Size}}}\n    columns: [{name: id}]\n'
    const project = found('${ld.parameters.others.size}', other)
    expect(project.problems[0]).toMatchObject({ code: 'model.unknown_parameter', hint: expect.stringContaining('Join others to orders') })
    const joined = model('${ld.parameters.others.size}', other).replace(
      'default: a}}}',
      'default: a}}, joins: [{join: others, sql_on: "${orders.id} = ${others.id}"}]}',
    )
    expect(Object.keys(exploreNamed(compileFiles({ 'a.yml': joined }), 'orders').parameters ?? {})).toEqual(['orders.kind', 'others.size'])
  })

  it('may stand in sql_from', () => {
    const text = 'models:\n  - name: orders\n    meta: {sql_from: "read(${ld.parameters.region})"}\n    columns: [{name: id}]\n'
    expect(exploreNamed(compileFiles({ 'lightdash.config.yml': config, 'a.yml': text }), 'orders').tables['orders']?.parameterReferences).toEqual(['region'])
    brokenNamed(compileFiles({ 'a.yml': text }), 'orders')
  })
})

it.each([
  ['r: {options: [a], default: b}', 'warning model.wrong_value'],
  ['r: {default: [a, b]}', 'warning model.wrong_value'],
  ['r: {type: number, default: many}', 'warning model.wrong_value'],
  ['r: {type: date, options: [today]}', 'warning model.wrong_value'],
  ['r: {optoins: [a]}', 'warning model.unknown_key'],
  ['"r r": {label: x}', 'warning model.bad_name'],
  ['r: {options_from_dimension: {model: order, dimension: id}}', 'warning model.unknown_model'],
  ['r: {options_from_dimension: {model: orders, dimension: ids}}', 'warning model.unknown_field'],
  ['r: {options_from_dimension: {dimension: id}}', 'warning model.unknown_model'],
])('%s of the project is said at its line', (text, expected) => {
  const project = compileFiles({
    'lightdash.config.yml': `spotlight: {}\nparameters:\n  ${text}\n`,
    'a.yml': 'models:\n  - name: orders\n    columns: [{name: id}]\n',
  })
  expect(lines(project)).toEqual([`lightdash.config.yml:3 ${expected}`])
  exploreNamed(project, 'orders')
})

it('changed parameters of the project reach explores that are remembered', () => {
  const memory = compileMemory()
  const again = (text: string) =>
    compileProject(
      {
        files: [
          { path: 'lightdash.config.yml', text },
          { path: 'a.yml', text: model('${ld.parameters.region}') },
        ],
        dialect: duckdb,
      },
      memory,
    )
  again(config)
  expect(exploreNamed(again(config.replace('north', 'south')), 'orders').parameters?.['region']?.default).toEqual(['south'])
  brokenNamed(again('parameters: {}\n'), 'orders')
  exploreNamed(again(config), 'orders')
})
