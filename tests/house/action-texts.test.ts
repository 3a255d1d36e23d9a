import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { explainRoles } from '../../packages/server/src/access/explain-roles.ts'

it('every action that roles in a project decide has a text, and no text is left over', () => {
  const { actions } = JSON.parse(readFileSync('packages/web/src/i18n/access.json', 'utf8')) as { actions: Record<string, string> }
  const known = explainRoles().map(({ action }) => action.replace('.', '_'))
  expect(Object.keys(actions).toSorted()).toEqual(known.toSorted())
})
