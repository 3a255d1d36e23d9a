import { describe, expect, it } from 'vitest'
import { readClaims, wantedClaims } from './claims.ts'

const token = { iss: 'https://id.example', sub: 's' }

describe('claims of a person', () => {
  it('are a name, however the provider writes it', () => {
    const nameOf = (claims: object): string[] => {
      const { firstName, lastName } = readClaims({ ...token, ...claims }, null)
      return [firstName, lastName]
    }
    expect(nameOf({ given_name: ' Ada ', family_name: 'Lovelace', name: 'x' })).toEqual(['Ada', 'Lovelace'])
    expect(nameOf({ name: 'Ada King Lovelace' })).toEqual(['Ada', 'King Lovelace'])
    expect(nameOf({ email: 'ada@acme.example' })).toEqual(['ada', ''])
    expect(nameOf({ given_name: 7, name: null })).toEqual(['', ''])
    expect(nameOf({ given_name: 'A\u0000\nB', family_name: 'x'.repeat(300) })).toEqual(['A  B', 'x'.repeat(200)])
  })

  it('are an address in normal form, verified only where that is said', () => {
    const mailOf = (email: unknown, verified: unknown): unknown[] => {
      const person = readClaims({ ...token, email, email_verified: verified }, null)
      return [person.email, person.emailVerified]
    }
    expect(mailOf('Ada@ACME.example', true)).toEqual(['ada@acme.example', true])
    expect(mailOf('ada@acme.example', 'true')).toEqual(['ada@acme.example', true])
    for (const said of [false, 'false', 1, 'yes', undefined, null, {}]) expect(mailOf('ada@acme.example', said)).toEqual(['ada@acme.example', false])
    for (const wrong of ['no address', 'a@b.example, c@d.example', 7, ['a@b.example'], null]) expect(mailOf(wrong, true)).toEqual([null, false])
  })

  it('are groups by the name of the claim or by its path, and nothing but texts', () => {
    const groupsOf = (claims: object, claim: string): readonly string[] => readClaims({ ...token, ...claims }, claim).groups
    expect(groupsOf({ groups: ['a', 7, null, 'b'] }, 'groups')).toEqual(['a', 'b'])
    expect(groupsOf({ groups: 'a' }, 'groups')).toEqual(['a'])
    expect(groupsOf({ realm_access: { roles: ['a'] } }, 'realm_access.roles')).toEqual(['a'])
    expect(groupsOf({ 'https://acme.example/groups': ['a'] }, 'https://acme.example/groups')).toEqual(['a'])
    expect(groupsOf({ realm_access: 'x' }, 'realm_access.roles')).toEqual([])
    expect(groupsOf({}, 'constructor.name')).toEqual([])
    expect(readClaims({ ...token, groups: ['a'] }, null).groups).toEqual([])
  })

  it('are asked for by the part of the path that the provider knows', () => {
    expect(wantedClaims('realm_access.roles')).toEqual(['email', 'email_verified', 'realm_access'])
    expect(wantedClaims(null)).toEqual(['email', 'email_verified'])
  })

  it.each([{ sub: 'x' }, { iss: 'x' }, { iss: 'x', sub: '' }, { iss: 'x', sub: 'é' }, { iss: 'x', sub: 'x'.repeat(256) }])('are nobody’s in %j', (claims) => {
    expect(() => readClaims(claims, null)).toThrow('did not pass the checks')
  })
})
