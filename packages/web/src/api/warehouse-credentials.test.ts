import { expect, it } from 'vitest'
import { readKeyFile } from './warehouse-credentials.ts'

it('reads the key file of a service account', () => {
  expect(readKeyFile('{"type": "service_account", "private_key": "k"}')).toEqual({ type: 'service_account', private_key: 'k' })
})

it('takes an empty text as no new key file', () => {
  expect(readKeyFile(' \n')).toEqual({})
})

it.each(['{', '[]', 'null', '"key"', '{}', '{"a": {"b": "c"}}', '{"a": "b", "c": 1}'])('refuses %s, which is no key file', (text) => {
  expect(readKeyFile(text)).toBeNull()
})
