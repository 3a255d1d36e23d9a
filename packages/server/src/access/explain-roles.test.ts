import { expect, it } from 'vitest'
import { explainRoles } from './explain-roles.ts'

const rows = new Map(explainRoles().map(({ action, by }) => [action as string, Object.values(by)]))

it('roles are explained as the rules decide', () => {
  expect(rows.get('explore.run')).toEqual(['never', 'always', 'always', 'always', 'always'])
  expect(rows.get('chart.view')).toEqual(['public_space', 'public_space', 'public_space', 'public_space', 'always'])
  expect(rows.get('chart.update')).toEqual(['never', 'space_editor', 'public_space', 'public_space', 'always'])
  expect(rows.get('space.manage')).toEqual(['never', 'space_admin', 'space_admin', 'space_admin', 'always'])
  expect(rows.get('run.cancel')).toEqual(['own', 'own', 'own', 'own', 'always'])
  expect(rows.get('project.create')).toEqual(['never', 'never', 'never', 'previews', 'always'])
  expect(rows.get('project.delete')).toEqual(['never', 'never', 'never', 'own_previews', 'always'])
})

it('what only a role in the organization gives is not among them', () => {
  expect([...rows.keys()].filter((action) => /^(organization|member|group|attribute|self)\./.test(action))).toEqual([])
})
