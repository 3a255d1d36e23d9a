import { describe, expect, it } from 'vitest'
import { compileProject, duckdb, isExploreError, readExplores, type AnyExplore } from '@atrium/semantic'
import type { Actor } from '../../access/actor.ts'
import { exploreFor, mayUseExplore } from './explore-access.ts'

const text = `models:
  - name: pay
    meta: {required_attributes: {company: acme}, any_attributes: {team: hr, boss: "yes"}}
    columns:
      - name: id
      - {name: salary, meta: {dimension: {any_attributes: {level: high, auditor: "yes"}}, metrics: {total: {type: sum}}}}
`
const [pay] = compileProject({ files: [{ path: 'a.yml', text }], dialect: duckdb }).explores
const actor = (userAttributes: Record<string, string[]>): Actor => ({ kind: 'user', userAttributes }) as unknown as Actor

describe('what the attributes of a person open', () => {
  if (pay === undefined || isExploreError(pay)) throw new Error('pay did not compile')

  it.each([
    [{ company: ['acme'], team: ['hr'] }, true],
    [{ company: ['acme'], boss: ['yes'] }, true],
    [{ company: ['acme'] }, false],
    [{ team: ['hr'], boss: ['yes'] }, false],
    [{}, false],
  ])('an explore, with %j: %s', (attributes, expected) => expect(mayUseExplore(actor(attributes), pay)).toBe(expected))

  it('fields: those that are closed are not there', () => {
    const fields = (attributes: Record<string, string[]>): string[] => {
      const table = exploreFor(actor({ company: ['acme'], boss: ['yes'], ...attributes }), pay).tables['pay']
      return [...Object.keys(table?.dimensions ?? {}), ...Object.keys(table?.metrics ?? {})]
    }
    expect(fields({})).toEqual(['id'])
    expect(fields({ auditor: ['yes'] })).toEqual(['id', 'salary', 'total'])
  })

  it('an explore that broke as before, by its model and by itself; also one that a client sent', () => {
    const broken = text.replace('- name: id', '- {name: id, meta: {dimension: {type: nonsense}}}')
    const withOwn = broken.replace('meta: {', 'meta: {explores: {own: {required_attributes: {region: eu}}}, ')
    const [model, own] = compileProject({ files: [{ path: 'a.yml', text: withOwn }], dialect: duckdb }).explores as [AnyExplore, AnyExplore]
    expect([model, own].map(isExploreError)).toEqual([true, true])
    const most = { company: ['acme'], boss: ['yes'] }
    expect([{}, { company: ['acme'] }, most].map((has) => mayUseExplore(actor(has), model))).toEqual([false, false, true])
    expect([{}, most, { region: ['eu'] }, { ...most, region: ['eu'] }].map((has) => mayUseExplore(actor(has), own))).toEqual([false, false, false, true])

    const table = { ...pay.tables['pay'], dimensions: 'none' }
    const { explores } = readExplores([
      { ...pay, tables: { pay: table } },
      { ...pay, name: 'said', errors: [{ type: 'METADATA_PARSE_ERROR', message: 'x' }] },
    ])
    expect(explores.map(isExploreError)).toEqual([true, true])
    for (const sent of explores) expect([{}, most].map((has) => mayUseExplore(actor(has), sent))).toEqual([false, true])
  })
})
