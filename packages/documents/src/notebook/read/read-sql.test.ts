import { describe, expect, it } from 'vitest'
import { readSqlTables } from './read-sql.ts'

const tables = (sql: string): string[] => [...new Set(readSqlTables(sql).bare.map(({ name }) => name))]

describe('tables of SQL', () => {
  it.each([
    ['select * from orders', ['orders']],
    ['FROM orders SELECT count(*)', ['orders']],
    [
      'select * from Orders o, customers as c join "Line Items" l on l.id = o.id left join `ticked` using (id)',
      ['orders', 'customers', 'Line Items', 'ticked'],
    ],
    ['select * from (select * from inner_one) x, (a join b on a.id = b.id)', ['inner_one', 'a', 'b']],
    ['with a as (select * from base), b as (select * from a) select * from b join c using (id)', ['base', 'c']],
    ['with orders as (select * from orders) select * from orders', ['orders']],
    ['with recursive tree as (select * from roots union all select * from tree join nodes using (id)) select * from tree', ['roots', 'nodes']],
    ['with a(x, y) as materialized (select 1) select * from a', []],
    ['select * from x where id in (select id from y) and exists (from z) union select * from w', ['x', 'y', 'z', 'w']],
    ['select extract(year from ordered_at), trim(both from name), a is distinct from b from t', ['t']],
    ['select \'from fake\' as "from" -- from remark\n /* from /* nested */ remark */ from real, $$ from quoted $$', ['real']],
    ['select * from main.orders, db.main.x, generate_series(1, 3), lateral (select * from y) q', ['y']],
    ['select (select max(x) from sub) from outer_one group by a, b order by c, d limit 3', ['sub', 'outer_one']],
    ['select t.a, count(distinct u) from t; select * from second', ['t', 'second']],
    ['(select * from a) union all (select * from b)', ['a', 'b']],
    ['select * from ', []],
    ['select * from ((((a', ['a']],
    ['select * from a join (with inside as (select 1) select * from inside) b on true join inside', ['a', 'inside']],
    ['select x from a, b where c in (1, 2), d', ['a', 'b']],
    ["select e'a\\'b', 'it''s' from t", ['t']],
    ['select * from orders tablesample (10 percent), other', ['orders', 'other']],
    ['pivot sales on year using sum(x)', ['sales']],
    ['summarize orders', ['orders']],
    ['select table from pivot', ['pivot']],
  ])('%s', (sql, expected) => {
    expect(tables(sql)).toEqual(expected.map((name) => (name === 'Line Items' ? name : name.toLowerCase())))
  })

  it('with a schema are told apart, and columns by their table are found', () => {
    const found = readSqlTables('select orders.total, o.x, main.orders.y from Orders o join main.Lines l on l.id = orders.id')
    expect(found.bare).toEqual([{ name: 'orders', from: 45, to: 51 }])
    expect(found.qualified).toEqual(['main.lines'])
    expect(found.owners.map(({ name }) => name)).toEqual(['orders', 'o', 'main', 'l', 'orders'])
  })

  it('is read in a moment however it is nested', () => {
    expect(tables(`select * from ${'('.repeat(50_000)}a`)).toEqual(['a'])
    expect(tables(`select ${'/*'.repeat(50_000)}`)).toEqual([])
  })
})
