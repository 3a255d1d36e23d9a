import { describe, expect, it } from 'vitest'
import { brokenNamed, compileFiles, exploreNamed, lines } from '../../golden/compile-models.ts'
import { duckdb } from '../dialects/duckdb.ts'
import type { RowPolicy } from '../types/compiled-query.ts'
import { compileMetricQuery } from './compile-metric-query.ts'

const text = `models:
  - name: pay
    meta:
      required_attributes: {company: acme}
      any_attributes: {team: [hr, finance], boss: "yes"}
    columns:
      - {name: id, meta: {metrics: {n: {type: count}}}}
      - name: salary
        meta:
          dimension: {any_attributes: {level: high, auditor: "yes"}}
          metrics:
            total: {type: sum}
            shown: {type: max, any_attributes: {level: low}}
`

describe('any_attributes beside required_attributes', () => {
  const explore = exploreNamed(compileFiles({ 'a.yml': text }), 'pay')
  const ask = (userAttributes: RowPolicy['userAttributes'], asked: { dimensions?: string[]; metrics?: string[] }) => {
    const query = { exploreName: 'pay', dimensions: [], metrics: [], filters: {}, sorts: [], limit: 1, tableCalculations: [], ...asked }
    return compileMetricQuery(explore, query, { dialect: duckdb, now: 0, timezone: 'UTC', startOfWeek: null, policy: { userAttributes } }).policiesApplied
  }
  const count = { metrics: ['pay_n'] }

  it('opens to who has one of them, by any value of a list', () => {
    expect(ask({ company: ['acme'], team: ['finance'] }, count)).toEqual(['required attribute company', 'any attribute team'])
    expect(ask({ company: ['acme'], team: ['it'], boss: ['yes'] }, count)).toEqual(['required attribute company', 'any attribute boss'])
  })

  it.each([
    ['none of any', { company: ['acme'] }, 'one of "team,hr,finance" or "boss,yes" is needed on table: "pay"'],
    ['other values', { company: ['acme'], team: ['it'], boss: [] as string[] }, 'one of "team,hr,finance" or "boss,yes" is needed'],
    ['any without required', { team: ['hr'], boss: ['yes'] }, 'Invalid or missing user attribute "company,acme" on table'],
    ['names that every object has', { company: ['acme'], constructor: ['hr'] }, 'one of "team,hr,finance"'],
  ])('refuses who has %s', (_, attributes, message) => {
    expect(() => ask(attributes, count)).toThrow(expect.objectContaining({ code: 'missing_attribute', message: expect.stringContaining(message) }))
  })

  it('guards a dimension, and the metrics of its column unless they say otherwise', () => {
    const staff = { company: ['acme'], boss: ['yes'] }
    for (const asked of [{ dimensions: ['pay_salary'] }, { metrics: ['pay_total'] }]) {
      expect(() => ask(staff, asked)).toThrow('one of "level,high" or "auditor,yes" is needed')
      expect(ask({ ...staff, auditor: ['yes'] }, asked)).toContain('any attribute auditor')
    }
    expect(() => ask({ ...staff, level: ['high'] }, { metrics: ['pay_shown'] })).toThrow('"level,low"')
  })

  it.each([
    ['any_attributes: {}', 5],
    ['any_attributes: [hr]', 5],
    ['any_attributes: {team: {a: b}}', 5],
    ['any_attribute: {team: hr}', 5],
  ])('closes the model when it is unclear: %s', (written, line) => {
    const project = compileFiles({ 'a.yml': text.replace('any_attributes: {team: [hr, finance], boss: "yes"}', written) })
    brokenNamed(project, 'pay')
    expect(lines(project)[0]).toMatch(`a.yml:${line} error model.`)
  })
})
