import { expect, it } from 'vitest'
import { ownSql, type SqlNames } from './hashboard-sql.ts'

const names: SqlNames = { own: ['sales'], joined: () => undefined }

it('SQL of Hashboard gets no field in the place of what its author wrote like a place', () => {
  expect(ownSql("{{ secret }} || sales.name || '$${0} $${1}'", names)).toEqual({ sql: "${secret} || ${TABLE}.name || '${0} ${1}'" })
  expect(ownSql("'$${0}' || {{ secret }}", names)).toEqual({ sql: "'${0}' || ${secret}" })
})
