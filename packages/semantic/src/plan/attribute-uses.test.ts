import { describe, expect, it } from 'vitest'
import { compileFiles, exploreNamed } from '../../golden/compile-models.ts'
import { attributeUses } from './attribute-uses.ts'

const text = `models:
  - name: pay
    meta:
      required_attributes: {company: acme}
      any_attributes: {company: other, team: [hr, finance]}
      sql_filter: "\${TABLE}.region IN (\${ld.attr.region}) AND \${TABLE}.home = \${lightdash.attributes.region}"
      joins:
        - {join: staff, sql_on: "\${pay.id} = \${staff.id} AND \${staff.desk} = \${ld.attr.desk}"}
    columns:
      - {name: id, meta: {metrics: {n: {type: count}}}}
      - {name: salary, meta: {dimension: {required_attributes: {level: high}}}}
      - {name: mine, meta: {dimension: {label: Is mine, sql: "\${TABLE}.owner = \${ld.attr.login}"}}}
  - name: staff
    columns: [{name: id}, {name: desk}]
`

describe('the places of an explore that depend on user attributes', () => {
  it('are those of its guards, row rules, joins and fields, each once', () => {
    expect(attributeUses(exploreNamed(compileFiles({ 'a.yml': text }), 'pay'))).toEqual([
      { attribute: 'company', kind: 'table', table: 'pay' },
      { attribute: 'team', kind: 'table', table: 'pay' },
      { attribute: 'region', kind: 'rows', table: 'pay' },
      { attribute: 'level', kind: 'field', table: 'pay', field: 'Salary' },
      { attribute: 'login', kind: 'value', table: 'pay', field: 'Is mine' },
      { attribute: 'desk', kind: 'join', table: 'staff' },
    ])
  })

  it('are none of an explore that is the same for everybody', () => {
    expect(attributeUses(exploreNamed(compileFiles({ 'a.yml': text }), 'staff'))).toEqual([])
  })
})
