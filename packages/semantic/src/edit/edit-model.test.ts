import { describe, expect, it } from 'vitest'
import { editModel } from './edit-model.ts'
import { readModelForms } from './model-form.ts'

const dbt = `# Written by hand
version: 2

models:
  - name: orders   # one row per order
    description: "Orders: all of them"
    meta:
      # what people see
      label: Orders
      primary_key: order_id
      metrics:
        average:
          type: number
          sql: \${total} / \${count}   # ratio

    columns:
      - name: order_id
        meta: { dimension: { type: number, format: id }, metrics: { count: { type: count } } }
      - name: amount   # in euros
        meta:
          dimension: { type: number }
          metrics:
            total:
              type: sum
      - name: note
`

const own = `type: model
name: customers
sql_from: main.customers
dimensions:
- name: id
  type: number
- name: city
  type: string
  metrics:
    cities: { type: count_distinct }
`

/** The lines that differ, as \`- before\` and \`+ after\`. */
function changed(before: string, after: string): string[] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  return [
    ...a.filter((line) => !b.includes(line)).map((line) => `- ${line.trim()}`),
    ...b.filter((line) => !a.includes(line)).map((line) => `+ ${line.trim()}`),
  ]
}

describe('models as forms', () => {
  it('reads dbt YAML', () => {
    expect(readModelForms(dbt)).toEqual([
      {
        name: 'orders',
        label: 'Orders',
        description: 'Orders: all of them',
        primaryKey: ['order_id'],
        dimensions: [{ name: 'order_id', type: 'number', format: 'id' }, { name: 'amount', type: 'number' }, { name: 'note' }],
        metrics: [
          { name: 'average', column: null, type: 'number', sql: '${total} / ${count}' },
          { name: 'count', column: 'order_id', type: 'count' },
          { name: 'total', column: 'amount', type: 'sum' },
        ],
      },
    ])
  })

  it('reads the form of one model in a file', () => {
    expect(readModelForms(own)[0]).toEqual({
      name: 'customers',
      primaryKey: [],
      dimensions: [
        { name: 'id', type: 'number' },
        { name: 'city', type: 'string' },
      ],
      metrics: [{ name: 'cities', column: 'city', type: 'count_distinct' }],
    })
  })

  it.each(['models: [', 'cubes: [{ name: a }]', '', '- a', 'models:\n  - 5\n'])('finds no form in %j', (text) => expect(readModelForms(text)).toEqual([]))
})

describe('editing in place', () => {
  it.each([
    [{ kind: 'model', key: 'label', value: 'All orders' }, ['- label: Orders', '+ label: All orders']],
    [{ kind: 'model', key: 'label', value: 'Orders: 1' }, ['- label: Orders', '+ label: "Orders: 1"']],
    [{ kind: 'model', key: 'label', value: null }, ['- label: Orders']],
    [{ kind: 'model', key: 'description', value: 'no' }, ['- description: "Orders: all of them"', '+ description: "no"']],
    [{ kind: 'model', key: 'primary_key', value: ['a', 'b'] }, ['- primary_key: order_id', '+ primary_key: [a, b]']],
    [{ kind: 'model', key: 'primary_key', value: null }, ['- primary_key: order_id']],
    [{ kind: 'dimension', name: 'amount', key: 'label', value: 'Price' }, ['- dimension: { type: number }', '+ dimension: { type: number, label: Price }']],
    [{ kind: 'dimension', name: 'note', key: 'hidden', value: true }, ['+ meta: { dimension: { hidden: true } }']],
    [
      { kind: 'dimension', name: 'order_id', key: 'format', value: null },
      [
        '- meta: { dimension: { type: number, format: id }, metrics: { count: { type: count } } }',
        '+ meta: { dimension: { type: number }, metrics: { count: { type: count } } }',
      ],
    ],
    [{ kind: 'metric', column: 'amount', name: 'total', key: 'format', value: 'eur' }, ['+ format: eur']],
    [{ kind: 'metric', column: 'amount', name: 'largest', key: 'type', value: 'max' }, ['+ largest: { type: max }']],
    [
      { kind: 'metric', column: null, name: 'average', key: 'sql', value: '${total} / 2' },
      ['- sql: ${total} / ${count}   # ratio', '+ sql: "${total} / 2"   # ratio'],
    ],
    [{ kind: 'metric', column: null, name: 'average', key: 'label', value: 'Average' }, ['+ label: Average']],
  ] as const)('changes nothing but what is asked: %j', (edit, lines) => {
    const after = editModel(dbt, 'orders', edit)
    expect(changed(dbt, after)).toEqual(lines)
    // Comments, blank lines and the order of keys stay.
    expect(after.match(/#.*/g)).toEqual(dbt.match(/#.*/g))
  })

  it('keeps lists that are not indented', () => {
    const after = editModel(own, 'customers', { kind: 'dimension', name: 'city', key: 'label', value: 'Town' })
    expect(changed(own, after)).toEqual(['+ label: Town'])
    expect(readModelForms(after)[0]?.dimensions[1]).toEqual({ name: 'city', type: 'string', label: 'Town' })
  })

  it('takes out the only key of a map, and long texts over several lines', () => {
    const long =
      'models:\n  - name: a # kept\n    description: >\n      long\n      text\n    columns:\n      - name: x\n        meta: { dimension: { label: X } }\n'
    expect(readModelForms(editModel(long, 'a', { kind: 'dimension', name: 'x', key: 'label', value: null }))[0]?.dimensions).toEqual([{ name: 'x' }])
    const shorter = editModel(long, 'a', { kind: 'model', key: 'description', value: 'short' })
    expect(readModelForms(shorter)[0]?.description).toBe('short')
    expect(shorter).toContain('# kept')
  })

  it.each(['models: [', 'models:\n  - name: other\n'])('leaves alone what it cannot edit: %j', (text) => {
    expect(editModel(text, 'orders', { kind: 'model', key: 'label', value: 'x' })).toBe(text)
  })

  it('reads back every text it writes', () => {
    for (const value of ['a: b', '# no', '- x', '{a}', '"q"', "it's", 'ends ', '1', 'null', 'é ü', 'a\nb', '@x', '${a}, ${b}', '\\', '%', 'x #y']) {
      expect(readModelForms(editModel(dbt, 'orders', { kind: 'dimension', name: 'amount', key: 'label', value }))[0]?.dimensions[1]?.label, value).toBe(value)
    }
  })
})
