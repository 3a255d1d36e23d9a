import { afterEach, describe, expect, it } from 'vitest'
import { german } from '../../i18n/de/german.ts'
import { i18next } from '../../i18n/i18n.ts'
import { operationInWords, operationLabel, refusalLabel, targetKindLabel } from './operation-label.ts'

it('says an operation in words', () => {
  expect(['identity.updateMemberRole', 'identity.signIn', 'charts.create', 'projects.update_settings', 'audit.export'].map(operationInWords)).toEqual([
    'Update member role',
    'Sign in',
    'Create charts',
    'Update settings',
    'Export audit',
  ])
})

describe('a line of the audit log', () => {
  const line = (): string[] => [
    operationLabel(i18next.t, 'identity.updateMemberRole'),
    operationLabel(i18next.t, 'charts.was_long_ago'),
    targetKindLabel(i18next.t, 'project_member'),
    targetKindLabel(i18next.t, 'old_thing'),
    refusalLabel(i18next.t, 'role'),
    refusalLabel(i18next.t, 'provider_refused (invalid_scope)'),
    refusalLabel(i18next.t, 'was_long_ago'),
  ]
  afterEach(() => i18next.changeLanguage('en'))

  it('is in the language of the pages; what is no more is said as the log has it', async () => {
    expect(line()).toEqual([
      'Change role of a member',
      'Was long ago',
      'person in a project',
      'old thing',
      'their role is too low',
      'the identity provider refused it (invalid_scope)',
      'was long ago',
    ])
    i18next.addResourceBundle('de', 'translation', german)
    await i18next.changeLanguage('de')
    expect(line()).toEqual([
      'Rolle eines Mitglieds ändern',
      'Was long ago',
      'Person in einem Projekt',
      'old thing',
      'die Rolle reicht nicht aus',
      'der Identitätsanbieter hat es abgelehnt (invalid_scope)',
      'was long ago',
    ])
  })
})
