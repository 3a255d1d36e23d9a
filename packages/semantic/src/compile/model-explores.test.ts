import { describe, expect, it } from 'vitest'
import { baseOf, brokenNamed, compileFiles, exploreNamed, lines } from '../../golden/compile-models.ts'
import { duckdb } from '../dialects/duckdb.ts'
import { compileMetricQuery } from '../plan/compile-metric-query.ts'
import type { Explore } from '../types/explore.ts'
import type { MetricQuery } from '../types/metric-query.ts'

const text = `models:
  - name: deals
    description: All deals
    meta:
      label: Deals (basic)
      group_label: Sales
      primary_key: id
      sql_filter: "\${TABLE}.year > 2020 -- no old ones"
      required_attributes: {team: sales}
      default_filters: [{stage: open}]
      explores:
        deals_accounts:
          label: Deals with accounts
          description: Deals and who they are with
          group_label: Accounts
          joins:
            - join: accounts
              relationship: many-to-one
              sql_on: "\${deals.account_id} = \${accounts.id}"
              fields: [industry]
          additional_dimensions:
            full_name: {type: string, sql: "\${deals.id} || \${accounts.industry}", label: Full}
            closed_at: {type: date, sql: "\${accounts.since}"}
        deals_won:
          sql_filter: "\${stage} = 'won' OR \${stage} = 'paid'"
          required_filters: [{stage: won}]
          case_sensitive: false
          any_attributes: {role: boss, level: high}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {n: {type: count}}}}
      - {name: account_id}
      - {name: stage}
      - {name: branch, meta: {dimension: {sql: "\${accounts.industry}"}}}
  - name: accounts
    meta: {primary_key: id}
    columns: [{name: id}, {name: industry}, {name: since, meta: {dimension: {type: date}}}]
`
// The plain explore does not join accounts: it has no branch.
const sound = text.replace('      - {name: branch, meta: {dimension: {sql: "${accounts.industry}"}}}\n', '')
const project = compileFiles({ 'a.yml': sound })
const attributes = { team: ['sales'], role: ['boss'] }
const sqlOf = (explore: Explore, part: Partial<MetricQuery>, userAttributes: Record<string, string[]> = attributes): string =>
  compileMetricQuery(
    explore,
    { exploreName: explore.name, dimensions: [], metrics: [], filters: {}, sorts: [], limit: 1, tableCalculations: [], ...part },
    { dialect: duckdb, now: 0, timezone: 'UTC', startOfWeek: null, policy: { userAttributes } },
  ).sql

describe('explores of a model', () => {
  it('are listed behind it, with what they say of themselves and what the model says', () => {
    expect(lines(project)).toEqual([])
    expect(project.explores.map(({ name, label, groupLabel }) => [name, label, groupLabel])).toEqual([
      ['deals', 'Deals (basic)', 'Sales'],
      ['deals_accounts', 'Deals with accounts', 'Accounts'],
      ['deals_won', 'Deals won', 'Sales'],
      ['accounts', 'Accounts', undefined],
    ])
    const [plain, accounts, won] = ['deals', 'deals_accounts', 'deals_won'].map((name) => exploreNamed(project, name))
    if (plain === undefined || accounts === undefined || won === undefined) throw new Error('missing')
    expect([plain, accounts, won].map(({ baseTable }) => baseTable)).toEqual(['deals', 'deals', 'deals'])
    expect([plain, accounts, won].map((explore) => baseOf(explore).description)).toEqual(['All deals', 'Deals and who they are with', 'All deals'])
    expect([plain, accounts, won].map((explore) => Object.keys(explore.tables))).toEqual([['deals'], ['deals', 'accounts'], ['deals']])
    expect([plain, won].map(({ caseSensitive }) => caseSensitive)).toEqual([undefined, false])
    expect(baseOf(won).requiredFilters).toMatchObject([{ values: ['won'], required: true }])
    expect(baseOf(accounts).requiredFilters).toMatchObject([{ values: ['open'], required: false }])
    expect(project.models.map(({ name }) => name)).toEqual(['deals', 'accounts'])
  })

  it('have dimensions of their own, over what they join', () => {
    const accounts = exploreNamed(project, 'deals_accounts')
    expect(Object.keys(baseOf(accounts).dimensions)).toEqual(expect.arrayContaining(['full_name', 'closed_at', 'closed_at_month']))
    expect(Object.keys(baseOf(exploreNamed(project, 'deals')).dimensions)).not.toContain('full_name')
    expect(sqlOf(accounts, { dimensions: ['deals_full_name'] })).toContain('("deals".id) || ("accounts".industry)')
  })

  it('narrow rows and access, never widen them', () => {
    const won = exploreNamed(project, 'deals_won')
    const count = { metrics: ['deals_n'] }
    expect(sqlOf(won, count)).toContain(`(("deals".year > 2020 -- no old ones\n) AND (("deals".stage) = 'won' OR ("deals".stage) = 'paid'\n))`)
    expect(sqlOf(exploreNamed(project, 'deals_accounts'), count, { team: ['sales'] })).toContain('"deals".year > 2020')
    expect(() => sqlOf(won, count, { role: ['boss'] })).toThrow('"team,sales"')
    expect(() => sqlOf(won, count, { team: ['sales'] })).toThrow('one of "role,boss" or "level,high" is needed on explore: "deals_won"')
  })

  it('leave out fields that read what they do not join; a rule about rows is never left out', () => {
    const joined = text.replace(
      '      explores:\n',
      '      joins: [{join: accounts, relationship: many-to-one, sql_on: "${deals.account_id} = ${accounts.id}"}]\n      explores:\n',
    )
    const without = compileFiles({
      'a.yml': joined.replace("          sql_filter: \"${stage} = 'won'", "          joins: []\n          sql_filter: \"${stage} = 'won'"),
    })
    expect(lines(without)).toEqual([])
    expect(Object.keys(baseOf(exploreNamed(without, 'deals')).dimensions)).toContain('branch')
    expect(Object.keys(baseOf(exploreNamed(without, 'deals_won')).dimensions)).not.toContain('branch')
    const ruled = compileFiles({
      'a.yml': joined
        .replace('${TABLE}.year > 2020 -- no old ones', "${accounts.industry} = 'x'")
        .replace("          sql_filter: \"${stage} = 'won'", "          joins: []\n          sql_filter: \"${stage} = 'won'"),
    })
    exploreNamed(ruled, 'deals')
    brokenNamed(ruled, 'deals_won')
  })

  it.each([
    ['deals_accounts:', 'accounts:', 'a.yml:12 error model.duplicate_explore'],
    ['deals_accounts:', 'deals:', 'a.yml:12 error model.duplicate_explore'],
    ['join: accounts\n', 'join: acounts\n', 'a.yml:17 error model.unknown_join'],
    ['${deals.account_id} =', '${deals.acount_id} =', 'a.yml:19 error model.unknown_field'],
    ['case_sensitive: false', 'case_sensitve: false', 'a.yml:27 warning model.unknown_key'],
    ['any_attributes: {role: boss, level: high}', 'any_atributes: {role: boss}', 'a.yml:28 error model.unknown_key'],
    ['case_sensitive: false', 'primary_key: id', 'a.yml:27 warning model.not_possible'],
    ['sql: "${accounts.since}"', 'label: Closed', 'a.yml:23 error model.dimension_without_sql'],
    ["${stage} = 'won'", "${stagee} = 'won'", 'a.yml:25 error model.unknown_field'],
    ['required_filters: [{stage: won}]', 'required_filters: [{stagee: won}]', 'a.yml:26 error model.unknown_field'],
  ])('%j written as %j is said once, at its line', (written, instead, expected) => {
    const broken = compileFiles({ 'a.yml': sound.replace(written, instead) })
    expect(lines(broken)).toEqual([expected])
    // What is wrong in an explore does not touch its model.
    exploreNamed(broken, 'deals')
  })

  it('are broken with their model, which says so once', () => {
    const broken = compileFiles({ 'a.yml': sound.replace('primary_key: id\n', 'primary_key: id\n      calendar: {date: closed}\n') })
    expect(lines(broken)).toEqual(['a.yml:7 error model.bad_calendar'])
    for (const name of ['deals', 'deals_accounts', 'deals_won'])
      expect(brokenNamed(broken, name).errors).toMatchObject([{ message: expect.stringContaining('calendar') }])
    expect(brokenNamed(broken, 'deals_won').label).toBe('Deals won')
  })
})
