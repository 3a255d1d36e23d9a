import { describe, expect, it } from 'vitest'
import { baseOf, compileFiles, exploreNamed } from '../../../golden/compile-models.ts'
import { inPlaceOfUnread, keepModels, withoutModelsOf } from './keep-models.ts'

const head = 'hbVersion: "1.0"\ntype: model\n'
const cols = `cols:
  - {id: email, type: attribute, physicalName: email}
  - {id: amount, type: measure, aggregate: sum, physicalName: amount}
`
const orders = `${head}grn: m:a1:orders\nalias: orders\nname: Orders\nsource: {physicalName: orders}\n${cols}`
const rule = 'atrium: {model: {sql_filter: "${TABLE}.region = 1"}}\n'
const guarded = orders.replace('physicalName: email}', 'physicalName: email, atrium: {required_attributes: {role: admin}}}')

const keep = (text: string, before: string, path = 'orders.yml', formerPath = 'orders.yml') =>
  keepModels([{ path, text }], [{ path: formerPath, text: before }])
/** The model as it is read after an import of `text` onto `before`. */
const read = (text: string, before: string, name = 'orders') =>
  baseOf(exploreNamed(compileFiles(Object.fromEntries(keep(text, before).files.map((file) => [file.path, file.text]))), name))

describe('data models of Hashboard that come once more', () => {
  it('keep row rules and guards of fields that were written into them here', () => {
    const now = orders.replace('name: Orders', 'name: All orders')
    expect(read(now, guarded + rule)).toMatchObject({
      sqlWhere: '"orders".region = 1',
      dimensions: { email: { requiredAttributes: { role: 'admin' } } },
    })
    expect(keep(now, guarded + rule).files[0]?.text).toMatch(/name: All orders/)
    expect(keep(now, orders + rule).files[0]?.text.startsWith(now)).toBe(true)
  })

  it('keep them whatever the export calls the model, its file or the field', () => {
    const renamed = orders.replace('alias: orders', 'alias: sales').replace('a1:orders', 'a1:sales')
    const { files, names } = keep(renamed, guarded + rule, 'sales.yml')
    expect([...names]).toEqual([['sales.yml', 'orders']])
    expect(files[0]?.text).toMatch(/sql_filter/)
    expect(read(orders.replace('id: email', 'id: mail'), guarded)).toMatchObject({ dimensions: { mail: { requiredAttributes: { role: 'admin' } } } })
    expect(read(orders.replace(/grn: .*\n/, '').replace('alias: orders', 'alias: sales'), orders.replace(/grn: .*\n/, '') + rule, 'sales').sqlWhere).toBe(
      '"sales".region = 1',
    )
    const json = JSON.stringify({ hbVersion: '1.0', type: 'model', alias: 'orders', name: 'Orders', source: { physicalName: 'orders' }, cols: [] })
    expect(JSON.parse(keep(json, orders + rule, 'orders.json').files[0]?.text ?? '')).toMatchObject({
      atrium: { model: { sql_filter: '${TABLE}.region = 1' } },
    })
  })

  it('say themselves what they say, and are as they are where nothing is to be kept', () => {
    const own = 'atrium: {model: {sql_filter: "${TABLE}.region = 2"}}\n'
    expect(read(orders + own, guarded + rule)).toMatchObject({
      sqlWhere: '"orders".region = 2',
      dimensions: { email: { requiredAttributes: { role: 'admin' } } },
    })
    expect(keep(orders, orders).files[0]?.text).toBe(orders)
    const once = keep(orders, guarded + rule).files
    expect(keepModels(once, [{ path: 'orders.yml', text: guarded + rule }]).files).toEqual(once)
  })

  it('are in the way of no file that cannot be read as one, and of none of another model', () => {
    const files = [{ path: 'orders.json', text: orders }]
    const inTheWay = (path: string, text: string) => inPlaceOfUnread(files, [{ path, text }])
    expect(inTheWay('orders.yml', 'models: [{name: orders}]')).toEqual(['orders.json'])
    expect(inTheWay('other.yml', `${orders}atrium: {model: {sql_filter: "x"}\n`)).toEqual(['orders.json'])
    expect(inTheWay('orders.yml', orders)).toEqual([])
    expect(inTheWay('other.yml', 'models: [{name: orders}]')).toEqual([])
    expect(withoutModelsOf(files, [{ path: 'orders.yml', text: orders.replaceAll('orders', 'sales').replace('a1', 'b2') }])).toEqual([])
  })
})
