import { describe, expect, it } from 'vitest'
import { draftOf, secretChange, settingsOf, slugOf } from './provider-draft.ts'

describe('the form of an identity provider', () => {
  it('suggests a short name that can stand in an address', () => {
    expect(slugOf('Zürich & Söhne: ID ')).toBe('zurich-sohne-id')
    expect(slugOf('***')).toBe('')
  })

  it('leaves a kept secret alone until another one is typed or it is taken away', () => {
    const draft = draftOf(null)
    expect(secretChange(draft)).toEqual({})
    expect(secretChange({ ...draft, clientSecret: 'new' })).toEqual({ clientSecret: 'new' })
    expect(secretChange({ ...draft, removesSecret: true })).toEqual({ clientSecret: null })
  })

  it('sends only groups that are filled in, and no secret among the settings', () => {
    const groups = [
      { value: 'a', groupUuid: 'g' },
      { value: ' ', groupUuid: 'g' },
      { value: 'b', groupUuid: '' },
    ]
    const settings = settingsOf({ ...draftOf(null), clientSecret: 'new', groups })
    expect(settings.groups).toEqual([{ value: 'a', groupUuid: 'g' }])
    expect(Object.keys(settings)).not.toContain('clientSecret')
  })
})
