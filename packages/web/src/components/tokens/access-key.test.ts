import { expect, it } from 'vitest'
import { accessKeyOf } from './access-key.ts'

it('wraps a token as programs of the format read it', () => {
  expect(JSON.parse(atob(accessKeyOf({ uuid: 'token-1', token: 'atr_pat_secret' }, 'project-1')))).toEqual({
    project_id: 'project-1',
    access_key_id: 'token-1',
    access_key_token: 'atr_pat_secret',
  })
})
