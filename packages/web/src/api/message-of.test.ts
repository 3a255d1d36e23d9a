import { afterEach, expect, it } from 'vitest'
import { refusals } from '../i18n/de/refusals.ts'
import { i18next } from '../i18n/i18n.ts'
import { ApiError } from './api-error.ts'
import { messageOf } from './message-of.ts'

const conflict = new ApiError(409, 'AlreadyExistsError', 'There is a view "Mine" already.', { reason: 'view_name_taken', params: { name: 'Mine' } })
const unknown = new ApiError(409, 'AlreadyExistsError', 'Said so.', { reason: 'of_tomorrow' })
const noRight = new ApiError(403, 'ForbiddenError', "You don't have access to this resource or action")

afterEach(() => i18next.changeLanguage('en'))

it('a refusal is told in the language that is shown, with its names; as it came where there are no words for it', async () => {
  i18next.addResourceBundle('de', 'refusals', refusals)
  expect(messageOf(conflict)).toBe('There is a view "Mine" already.')
  await i18next.changeLanguage('de')
  expect(messageOf(conflict)).toBe('Eine Ansicht „Mine“ gibt es schon. Gib dieser einen anderen Namen, oder ändere die vorhandene.')
  expect(messageOf(noRight)).toContain('reichen deine Rechte hier nicht')
  expect(messageOf(unknown)).toBe('Said so.')
  expect(messageOf(new Error('Ours.'))).toBe('Ours.')
})
