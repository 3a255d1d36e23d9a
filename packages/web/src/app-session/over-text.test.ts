import { expect, it } from 'vitest'
import { i18next } from '../i18n/i18n.ts'
import { overText } from './over-text.ts'

it.each([
  ['idle', 'Nobody used this'],
  ['limit', 'you began others'],
  ['gone', 'no longer have access'],
  ['signed_out', 'signed out'],
  ['closed', 'This session has ended'],
  ['unavailable', 'This session has ended'],
])('a session that ended as %s says what happened and what to do', (ended, said) => {
  const text = overText(i18next.t, ended)
  expect(text).toContain(said)
  expect(text).toMatch(/begin a new session|Ask whoever|load the page again/)
})
