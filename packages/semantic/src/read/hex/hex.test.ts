import { describe, expect, it } from 'vitest'
import { baseOf, compileFiles, exploreNamed } from '../../../golden/compile-models.ts'
import { hexShop } from '../../../golden/formats/hex-shop.ts'
import type { FormatReport } from '../../types/format-report.ts'

const reportOf = (files: Record<string, string>): FormatReport => {
  const report = compileFiles(files).reports.find(({ format }) => format === 'hex')
  if (report === undefined) throw new Error('No report.')
  return report
}
const model = (more: string): Record<string, string> => ({
  'hex.yml': `id: orders\nbase_sql_table: orders\ndimensions:\n  - {id: amount, type: number}\n  - {id: state, type: string}\n  - {id: at, type: timestamp_tz}\n${more}`,
})
const dimension = (calculation: string): string => `  - {id: x, type: string, expr_calc: ${JSON.stringify(calculation)}}\n`
const sqlOf = (calculation: string): string | undefined => baseOf(exploreNamed(compileFiles(model(dimension(calculation))), 'orders')).dimensions['x']?.sql
const whyNot = (more: string): string | undefined => reportOf(model(more)).refused[0]?.why

describe('the report on models of Hex', () => {
  const report = reportOf(hexShop)

  it('says what was left out, where and why', () => {
    expect(report.refused.map(({ what, file, line, why }) => `${file}:${line} ${what}: ${why}`)).toEqual([
      'hex/shop.yml:38 relation sales.nowhere: there is no model nowhere',
      'hex/shop.yml:19 dimension sales.since: today is not computed here: it reads the clock: filter by a date when asking instead',
      'hex/shop.yml:33 measure sales.running: cumulativesum follows the rows of an answer: write it as a table calculation',
      'hex/shop.yml:34 measure sales.loose: it reads amount outside of an aggregate',
      'hex/items.yaml:8 measure items.pieces: it reads quantity_in, and items has no dimension or measure quantity_in',
      'hex/view.yml:16 group nobody of view paid_sales: it reads nobody, and sales has no relation nobody',
    ])
  })

  it('says what differs', () => {
    expect(report.approximated.map(({ what, why }) => `${what}: ${why}`)).toEqual(['dimension sales.tag: its type other is text here'])
  })

  it('names its files once, and everything else as read', () => {
    expect(report.files).toEqual(['hex/shop.yml', 'hex/items.yaml', 'hex/view.yml'])
    expect(report.read.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['model sales', 'view paid_sales', 'relation customers.home', 'measure sales.per_buyer']),
    )
  })
})

describe('models of Hex', () => {
  const project = compileFiles(hexShop)

  it('that are not public are joined and no explores; fields are hidden', () => {
    expect(project.explores.map(({ name }) => name).toSorted()).toEqual(['customers', 'items', 'paid_sales', 'sales'])
    const { dimensions } = baseOf(exploreNamed(project, 'sales'))
    expect([dimensions['amount']?.hidden, dimensions['state']?.hidden, dimensions['state']?.label]).toEqual([true, false, 'State of the order'])
  })

  it('a view shows what it lists, under its names and groups', () => {
    const explore = exploreNamed(project, 'paid_sales')
    const { dimensions, metrics } = baseOf(explore)
    const shown = (fields: Record<string, { hidden: boolean; name: string }>): string[] =>
      Object.values(fields).flatMap(({ hidden, name }) => (hidden ? [] : [name]))
    expect(shown(metrics)).toEqual(['orders', 'revenue'])
    expect(shown(dimensions)).not.toContain('doubled')
    expect(dimensions['month']).toMatchObject({ label: 'Month of the order', groups: ['The order'], hidden: false })
    expect(explore.label).toBe('What was sold')
    expect(shown(explore.tables['buyer']?.dimensions ?? {})).toEqual(['name'])
  })

  it('a document that cannot be read, or is something else, takes no other with it', () => {
    const { explores, problems } = compileFiles({
      'a.yml': `id: a\nbase_sql_table: a\ndimensions: [{id: x, type: string}]\n---\nid: [\n---\nhello: 1\n---\nid: b\nbase_sql_table: b\ndimensions: [{id: y, type: string}]\n`,
    })
    expect(explores.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(problems.map(({ code, line }) => `${line} ${code}`)).toEqual(['6 yaml.syntax', '7 project.unknown_document'])
  })

  it('two of one name are said', () => {
    expect(reportOf({ ...model(''), 'b.yml': 'id: orders\nbase_sql_query: select 1\n' }).refused.map(({ why }) => why)).toEqual([
      'there is another one with its id',
    ])
  })
})

describe('calculations', () => {
  it.each([
    ['amount + 2 * 3 ^ 2 ^ 1', '(${amount}) + ((2) * (POWER(3, POWER(2, 1))))'],
    ['-amount % 2', '(-(${amount})) - NULLIF(2, 0) * FLOOR((-(${amount})) / NULLIF(2, 0))'],
    ['isOneOf(state, "a", \'b\')', "(((${state}) = ('a')) OR ((${state}) = ('b')))"],
    ['`state` == "a" && !(amount <> 1)', "((${state}) = ('a')) AND (NOT ((${amount}) <> (1)))"],
    ['StartsWith(state, "50%")', "${state} LIKE '50\\%%' ESCAPE '\\'"],
    ['TruncWeekMonday(at)', "CAST(DATE_TRUNC('week', TIMEZONE('UTC', ${at})) AS DATE)"],
    ['hour(at)', "DATE_PART('hour', TIMEZONE('UTC', ${at}))"],
    ['at > t"2026-01-31T10:00:00Z"', "(TIMEZONE('UTC', ${at})) > (TIMESTAMP '2026-01-31 10:00:00')"],
    ['at > d"2026-01-31"', "(TIMEZONE('UTC', ${at})) > (DATE '2026-01-31')"],
    ['toText(state) & null', "COALESCE(${state}, '') || COALESCE(NULL, '')"],
    ['orders.amount', '${amount}'],
  ])('%s', (text, sql) => {
    expect(sqlOf(text)).toBe(sql)
  })

  it.each([
    ['amount +', 'it ends too early'],
    ['now()', 'now is not computed here: it reads the clock: filter by a date when asking instead'],
    ['sum(amount)', 'sum looks at many rows, and this is about one'],
    ['{{ p }} + 1', 'it reads a parameter ({{ … }}), and models have none here'],
    ['amount & nothing', 'it reads nothing, and orders has no dimension or measure nothing'],
    ['there.amount', 'it reads there, and orders has no relation there'],
    ['d"2026-02-30" = at', '"2026-02-30" is no date (d"2026-01-31")'],
    ['state + 1', 'a number is needed here, not text'],
    ['nonsense(amount)', 'nonsense is not computed here'],
    ['contains(state, state)', 'contains needs a text and what to look for, written out'],
    ['('.repeat(200) + '1' + ')'.repeat(200), 'it is nested too deeply'],
    ['1 +'.repeat(3000) + '1', 'it is too long'],
    ['sqrt('.repeat(60) + 'amount' + ')'.repeat(60), 'it is too long as SQL'],
    ['amount $ 1', 'the sign $ means nothing'],
    ['amount amount', 'something is left over at amount'],
  ])('%s is refused with the reason', (text, why) => {
    expect(whyNot(dimension(text))).toBe(why)
  })

  it.each([
    ['{id: m, func: mode, of: amount}', 'func mode is not known here'],
    ['{id: m, func: sum}', 'func sum needs of'],
    ['{id: m, func: sum, of: amount, func_sql: sum(amount)}', 'it has both func and func_sql'],
    ['{id: m, func_sql: sum(amount), filters: [state]}', 'filters goes with func only'],
    ['{id: m, func: sum, of: amount, semi_additive: {over: [{dimension: state}]}}', 'semi_additive is over state, which is no date of orders'],
    ['{id: m, func_calc: cumulativesum(amount)}', 'cumulativesum follows the rows of an answer: write it as a table calculation'],
    ['{id: m, func_calc: "percentile(amount, 3)"}', 'percentile needs a number from 0 to 1, written out'],
    ['{id: m, func_calc: sum(amount) + amount}', 'it reads amount outside of an aggregate'],
    ['{id: m, func_sql: "sum(${nobody.amount})"}', 'it reads nobody, and orders has no relation nobody'],
    ['{id: m, func_sql: "sum({{ x }})"}', 'it is a template ({{ … }}), and templates are not run'],
    ['{func: count}', 'it has no id'],
    ['{id: amount, func: count}', 'there is another one with its id'],
  ])('measure %s is refused with the reason', (text, why) => {
    expect(whyNot(`measures:\n  - ${text}\n`)).toBe(why)
  })
})
