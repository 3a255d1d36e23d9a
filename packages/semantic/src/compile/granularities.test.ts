import { describe, expect, it } from 'vitest'
import { compile } from '../../golden/compile.ts'
import { baseOf, compileFiles, exploreNamed, lines } from '../../golden/compile-models.ts'
import { duckdb } from '../dialects/duckdb.ts'
import type { CompiledDimension } from '../types/field.ts'
import { compileMemory, compileProject } from './compile-project.ts'

const config = `custom_granularities:
  Fortnight: {label: Two weeks, type: date, sql: "fortnight_of(\${COLUMN})"}
  fiscal_quarter: {sql: "'Q' || my_quarter(\${COLUMN})"}
`
const models = (intervals: string, more = ''): string => `models:
  - name: visits
    columns:
      - {name: seen_on, data_type: date, meta: {dimension: {time_intervals: ${intervals}, hidden: true}}}
${more}`
const dimensionsOf = (intervals: string, more?: string): Record<string, CompiledDimension> =>
  baseOf(exploreNamed(compileFiles({ 'lightdash.config.yml': config, 'models/a.yml': models(intervals, more) }), 'visits')).dimensions

describe('granularities of the project', () => {
  it('are dimensions of the dates that name them', () => {
    expect(dimensionsOf('[DAY, fortnight]')).toMatchObject({
      seen_on_day: { timeInterval: 'DAY' },
      seen_on_fortnight: { type: 'date', label: 'Seen on two weeks', compiledSql: 'fortnight_of(("visits".seen_on))', hidden: true },
    })
    expect(Object.keys(dimensionsOf('default'))).not.toContain('seen_on_fortnight')
  })

  it('stand in the place of an interval with the same name', () => {
    const { seen_on_fiscal_quarter: quarter } = dimensionsOf('[FISCAL_QUARTER]')
    expect(quarter).toMatchObject({ type: 'string', label: 'Seen on fiscal quarter', compiledSql: `'Q' || my_quarter(("visits".seen_on))` })
    expect(quarter).not.toHaveProperty('timeInterval')
  })

  it('can be asked for', () => {
    const project = compileFiles({ 'lightdash.config.yml': config, 'models/a.yml': models('[fortnight]') })
    expect(compile(exploreNamed(project, 'visits'), { dimensions: ['visits_seen_on_fortnight'] }).sql).toContain('fortnight_of(("visits".seen_on))')
  })

  it('leave a dimension of their name alone', () => {
    const project = compileFiles({ 'lightdash.config.yml': config, 'models/a.yml': models('[fortnight]', '      - {name: seen_on_fortnight}\n') })
    expect(lines(project)).toEqual(['models/a.yml:4 warning model.interval_name_taken'])
    expect(baseOf(exploreNamed(project, 'visits')).dimensions['seen_on_fortnight']?.compiledSql).toBe('"visits".seen_on_fortnight')
  })

  it('are proposed for a slip', () => {
    const project = compileFiles({ 'lightdash.config.yml': config, 'models/a.yml': models('[fortnigt]') })
    expect(project.problems).toMatchObject([{ code: 'model.unknown_interval', severity: 'warning', line: 4, hint: 'Did you mean FORTNIGHT?' }])
  })

  it.each(['{sql: now()}', '{label: No SQL}'])('are left out when they read no date: %s', (wrong) => {
    const project = compileFiles({ 'lightdash.config.yml': `custom_granularities:\n  odd: ${wrong}\n`, 'models/a.yml': models('[DAY]') })
    expect(lines(project)).toEqual(['lightdash.config.yml:2 warning model.bad_granularity'])
  })

  it('are read anew when the configuration changes and the models do not', () => {
    const memory = compileMemory()
    const compiled = (text: string): unknown => {
      const files = Object.entries({ 'lightdash.config.yml': text, 'models/a.yml': models('[fortnight]') }).map(([path, content]) => ({ path, text: content }))
      return baseOf(exploreNamed(compileProject({ files, dialect: duckdb }, memory), 'visits')).dimensions['seen_on_fortnight']?.compiledSql
    }
    expect(compiled(config)).toBe('fortnight_of(("visits".seen_on))')
    expect(compiled(config.replace('fortnight_of', 'two_weeks_of'))).toBe('two_weeks_of(("visits".seen_on))')
    expect(compiled('')).toBeUndefined()
  })
})
