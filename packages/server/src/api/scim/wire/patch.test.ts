import { describe, expect, it } from 'vitest'
import { patchBody, patchDocument } from './patch.ts'

const document = {
  id: '1',
  userName: 'ada',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [
    { type: 'work', value: 'ada@work.example', primary: true },
    { type: 'home', value: 'ada@home.example' },
  ],
  members: [{ value: 'a' }, { value: 'b' }],
}
const patched = (...operations: object[]): Record<string, unknown> => patchDocument(document, patchBody.parse({ Operations: operations }).Operations)
const reason = (name: string): unknown => expect.objectContaining({ details: { reason: name } })

describe('a patch', () => {
  it('has an end, however many values and conditions somebody sends', () => {
    const values = Array.from({ length: 5000 }, (_, index) => ({ value: `${index}` }))
    const conditions = Array.from({ length: 200 }, (_, index) => `value eq "x${index}"`).join(' or ')
    const looks = Array.from({ length: 20 }, () => ({ op: 'remove', path: `members[${conditions}]` }))
    expect(() => patched({ op: 'replace', path: 'members', value: values }, ...looks)).toThrow(reason('tooMany'))
    // What providers send at most: a thousand members by name.
    const leaving = values.slice(0, 1000).map(({ value }) => ({ op: 'remove', path: `members[value eq "${value}"]` }))
    const left = patchDocument({ members: values }, patchBody.parse({ Operations: leaving }).Operations)['members']
    expect(left).toHaveLength(4000)
  })

  it.each([
    ['sets an attribute, in any case', { op: 'Replace', path: 'USERNAME', value: 'bea' }, { userName: 'bea' }],
    ['sets a part', { op: 'add', path: 'name.familyName', value: 'King' }, { name: { givenName: 'Ada', familyName: 'King' } }],
    ['sets a part of what is not there', { op: 'add', path: 'address.country', value: 'UK' }, { address: { country: 'UK' } }],
    ['changes an object by its parts', { op: 'replace', path: 'name', value: { givenName: 'A.' } }, { name: { givenName: 'A.', familyName: 'Lovelace' } }],
    [
      'takes keys for paths when it has none',
      { op: 'replace', value: { 'name.givenName': 'A.', id: '2' } },
      { id: '1', name: { givenName: 'A.', familyName: 'Lovelace' } },
    ],
    ['removes a part', { op: 'remove', path: 'name.givenName' }, { name: { familyName: 'Lovelace' } }],
    [
      'adds to a list, what is there already once',
      { op: 'add', path: 'members', value: [{ value: 'b' }, { value: 'c' }] },
      { members: [{ value: 'a' }, { value: 'b' }, { value: 'c' }] },
    ],
    ['adds one value to a list', { op: 'add', path: 'members', value: { value: 'c' } }, { members: [{ value: 'a' }, { value: 'b' }, { value: 'c' }] }],
    ['replaces a list', { op: 'replace', path: 'members', value: [{ value: 'c' }] }, { members: [{ value: 'c' }] }],
    ['removes the chosen', { op: 'remove', path: 'members[value eq "a"]' }, { members: [{ value: 'b' }] }],
    ['removes nothing where nobody is chosen', { op: 'remove', path: 'members[value eq "z"]' }, { members: [{ value: 'a' }, { value: 'b' }] }],
    ['removes the named values', { op: 'remove', path: 'members', value: [{ value: 'B' }] }, { members: [{ value: 'a' }] }],
    ['removes all of a list', { op: 'remove', path: 'members' }, { members: [] }],
  ])('%s', (_name, operation, expected) => expect(patched(operation)).toMatchObject(expected))

  it('changes a part of the values that a filter chooses, and adds the one that it describes', () => {
    expect(patched({ op: 'replace', path: 'emails[type eq "work"].value', value: 'new' })['emails']).toMatchObject([
      { value: 'new', primary: true },
      { type: 'home' },
    ])
    expect(patched({ op: 'add', path: 'emails[type eq "other"].value', value: 'new' })['emails']).toMatchObject([{}, {}, { type: 'other', value: 'new' }])
    expect(() => patched({ op: 'replace', path: 'emails[type ne "work" and type ne "home"].value', value: 'new' })).toThrow(reason('noTarget'))
  })

  it('removes a whole attribute', () => expect(patched({ op: 'remove', path: 'NAME' })).not.toHaveProperty('name'))

  it('leaves one primary value', () => {
    const emails = patched({ op: 'add', path: 'emails', value: [{ value: 'third', primary: true }] })['emails'] as { primary?: boolean }[]
    expect(emails.map(({ primary }) => primary)).toEqual([false, false, true])
  })

  it('knows the core schema by its URN and leaves other schemas out', () => {
    expect(patched({ op: 'add', path: 'urn:ietf:params:scim:schemas:core:2.0:User:userName', value: 'urn' })['userName']).toBe('urn')
    expect(patched({ op: 'add', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', value: 'x' })).toEqual(document)
  })

  it('does not touch what it was given, nor what every object has', () => {
    const before = structuredClone(document)
    patched({ op: 'remove', path: 'emails' }, { op: 'add', path: 'name.givenName', value: 'x' })
    expect(document).toEqual(before)
    expect(() => patched({ op: 'add', path: '__proto__.polluted', value: 'x' })).toThrow(reason('invalidPath'))
    patched({ op: 'add', path: 'constructor.polluted', value: 'x' })
    expect(({} as { polluted?: string }).polluted).toBeUndefined()
    expect((Object as unknown as { polluted?: string }).polluted).toBeUndefined()
  })
})
