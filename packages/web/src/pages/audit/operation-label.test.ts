import { expect, it } from 'vitest'
import { operationLabel } from './operation-label.ts'

it('says an operation in words', () => {
  expect(['identity.updateMemberRole', 'identity.signIn', 'charts.create', 'projects.update_settings', 'audit.export'].map(operationLabel)).toEqual([
    'Update member role',
    'Sign in',
    'Create charts',
    'Update settings',
    'Export audit',
  ])
})
