import { describe, expect, it } from 'vitest'
import { duckdb } from '../dialects/duckdb.ts'
import { type CompiledProject, isExploreError } from '../types/explore.ts'
import { compileMemory, compileProject } from './compile-project.ts'

/** Models in a row: each joins the one before it. */
const model = (index: number, extra = ''): string => `models:
  - name: m${index}
    meta:
      primary_key: id
${index === 0 ? '' : `      joins: [{join: m${index - 1}, sql_on: "\${m${index}.parent} = \${m${index - 1}.id}"}]\n`}    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {rows: {type: count}}}}
      - {name: parent, meta: {dimension: {type: number}}}
${extra}`
const texts = (count: number): Record<string, string> => Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}.yml`, model(index)]))
const compiled = (files: Record<string, string>, memory = compileMemory(), catalog?: Record<string, Record<string, string>>): CompiledProject =>
  compileProject(
    { files: Object.entries(files).map(([path, text]) => ({ path, text })), dialect: duckdb, ...(catalog === undefined ? {} : { catalog }) },
    memory,
  )
const named = ({ explores }: CompiledProject, name: string) => explores.find((explore) => explore.name === name)

describe('compiling again', () => {
  const first = texts(6)

  it('gives the same objects when nothing has changed', () => {
    const memory = compileMemory()
    const before = compiled(first, memory)
    const after = compiled({ ...first }, memory)
    expect(after).toEqual(before)
    expect(after.explores.every((explore, place) => explore === before.explores[place])).toBe(true)
  })

  it('compiles a changed file and what joins it, and nothing else', () => {
    const memory = compileMemory()
    const before = compiled(first, memory)
    const changed = { ...first, 'm3.yml': model(3, '      - {name: colour, meta: {dimension: {type: string}}}\n') }
    const after = compiled(changed, memory)
    expect(after.explores.filter((explore, place) => explore !== before.explores[place]).map(({ name }) => name)).toEqual(['m3', 'm4'])
    expect(after).toEqual(compiled(changed))
    expect(after.revision).not.toBe(before.revision)
  })

  it('is always what compiling anew gives: broken, mended, removed, renamed and added files', () => {
    const memory = compileMemory()
    const steps: Record<string, string>[] = [
      first,
      { ...first, 'm2.yml': 'models: [' },
      { ...first, 'm2.yml': model(2).replace('parent}', 'father}') },
      first,
      Object.fromEntries(Object.entries(first).filter(([path]) => path !== 'm0.yml')),
      { ...first, 'm9.yml': model(9) },
      { ...first, 'copy.yml': model(1) },
      { ...first, 'm3.yml': model(3).replace('primary_key: id\n', 'primary_key: id\n      explores: {extra: {label: Extra}, m1: {label: Taken}}\n') },
      { ...first, 'm3.yml': model(3).replace('primary_key: id\n', 'primary_key: id\n      explores: {extra: {label: Other, joins: []}}\n') },
      {
        ...first,
        'semantic.yml':
          'semantic_models:\n  - name: m1\n    model: ref("m1")\n    entities: [{name: id, type: primary}]\n    measures: [{name: many, agg: count, expr: "1"}]\n',
      },
      first,
    ]
    for (const files of steps) expect(compiled(files, memory)).toEqual(compiled(files))
  })

  it('begins anew with another catalog', () => {
    const memory = compileMemory()
    compiled(first, memory)
    const catalog = { m1: { id: 'VARCHAR' } }
    const after = compiled(first, memory, catalog)
    expect(after).toEqual(compiled(first, compileMemory(), catalog))
    const explore = named(after, 'm1')
    expect(explore !== undefined && !isExploreError(explore)).toBe(true)
  })
})
