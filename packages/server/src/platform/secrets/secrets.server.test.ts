import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeBackup } from '../db/backup/write-backup.ts'
import { createTestDatabase, type TestDatabase } from '../db/test-database.ts'
import { newId, newSecret } from '../ids.ts'
import { silentLog } from '../log.ts'
import { beginRotation, finishRotation, instanceSecrets } from './instance-secret.ts'
import { createKeyRing, type KeyRing } from './key-ring.ts'
import { rotateSecrets } from './rotate-secrets.ts'
import { seal, unseal } from './seal.ts'
import { putSecret, readSecret, rewrapSecrets } from './secret-store.ts'
import { weaknessOf } from './weak-secret.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-secrets-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const nothing = { current: null, old: [] }
const ring = (current: string, ...old: string[]): KeyRing => createKeyRing({ current, old })

describe('the secret of an installation', () => {
  it('is made once and kept, readable by its owner only', async () => {
    const { current, old } = await instanceSecrets(folder, nothing)
    expect(current.length).toBeGreaterThanOrEqual(43)
    expect(old).toEqual([])
    expect(await instanceSecrets(folder, nothing)).toEqual({ current, old: [] })
    expect((await stat(path.join(folder, 'secret'))).mode & 0o077).toBe(0)
  })

  it('that is configured leaves no file, and goes before the one that is there', async () => {
    const configured = newSecret()
    expect(await instanceSecrets(folder, { current: configured, old: ['older'] })).toEqual({ current: configured, old: ['older'] })
    await expect(stat(path.join(folder, 'secret'))).rejects.toThrow('ENOENT')
    const { current: made } = await instanceSecrets(folder, nothing)
    expect(await instanceSecrets(folder, { current: configured, old: [] })).toEqual({ current: configured, old: [made] })
  })

  it('is changed in two steps, so that one that was interrupted is found', async () => {
    const { current: first } = await instanceSecrets(folder, nothing)
    const begun = await beginRotation(folder)
    expect(begun.old).toEqual([first])
    expect(await beginRotation(folder)).toEqual(begun)
    expect(await instanceSecrets(folder, nothing)).toEqual(begun)
    await finishRotation(folder)
    expect(await instanceSecrets(folder, nothing)).toEqual({ current: begun.current, old: [] })
  })

  it.each([
    ['short', 'kX2#pQ9'],
    ['repeated letters', 'a'.repeat(64)],
    ['a repeated word', 'kX2#pQ9vLm4T'.repeat(4)],
    ['an example', 'change-me-kX2#pQ9vLm4TzR7wB1nC5dF8'],
    ['a keyboard row', '0123456789abcdef-ghijklmnopqrstuvwxyz'],
  ])('is refused when it is %s', async (_what, weak) => {
    expect(weaknessOf(weak)).not.toBeNull()
    await writeFile(path.join(folder, 'secret'), `${weak}\n`)
    await expect(instanceSecrets(folder, nothing)).rejects.toThrow('does not hold a strong secret')
  })

  it('is accepted as random programs make it', () => {
    for (let times = 0; times < 200; times++) expect(weaknessOf(newSecret())).toBeNull()
  })
})

describe('a sealed secret', () => {
  const [one, two] = [newSecret(), newSecret()]

  it('opens again, in its own place only, and is never the same twice', () => {
    const sealed = seal(ring(one), 'päss "word"', 'row 1')
    expect(unseal(ring(one), sealed, 'row 1')).toBe('päss "word"')
    expect(() => unseal(ring(one), sealed, 'row 2')).toThrow('does not belong where it is')
    expect(seal(ring(one), 'päss "word"', 'row 1').ciphertext).not.toEqual(sealed.ciphertext)
    expect(Buffer.concat([sealed.ciphertext, sealed.wrappedKey]).includes(Buffer.from('word'))).toBe(false)
  })

  it('does not open when a single bit of it was changed', () => {
    for (const part of ['ciphertext', 'wrappedKey'] as const) {
      for (const at of [0, 12, -1]) {
        const sealed = seal(ring(one), 'text', 'row')
        sealed[part].writeUInt8(sealed[part].at(at)! ^ 1, at < 0 ? sealed[part].length + at : at)
        expect(() => unseal(ring(one), sealed, 'row')).toThrow('was changed')
      }
    }
  })

  it('opens under an old key that is still given, and says which one is missing when it is not', () => {
    const sealed = seal(ring(one), 'text', 'row')
    expect(unseal(ring(two, one), sealed, 'row')).toBe('text')
    expect(() => unseal(ring(two), sealed, 'row')).toThrow(`under the secret key ${sealed.keyId}`)
  })

  it('has keys of its own for each purpose, none of them the secret', () => {
    const keys = ring(one)
    expect(keys.key(keys.currentId, 'a')).not.toEqual(keys.key(keys.currentId, 'b'))
    expect(keys.currentId).toMatch(/^[0-9a-f]{12}$/)
  })
})

describe('stored secrets', () => {
  let test: TestDatabase
  const [organizationId, userId] = [newId(), newId()]
  const credentials = Array.from({ length: 7 }, () => newId())
  const old = newSecret()
  const password = 'hunter2-hunter2-hunter2'
  beforeEach(async () => {
    test = await createTestDatabase()
    await test.db.insertInto('organizations').values({ id: organizationId, name: 'o', default_project_id: null }).execute()
    await test.db.insertInto('users').values({ id: userId, email: 'a@example.com', first_name: 'a', last_name: 'b', password_hash: null }).execute()
    for (const id of credentials) {
      await test.db
        .insertInto('user_warehouse_credentials')
        .values({ id, user_id: userId, name: id, credentials: JSON.stringify({ type: 'postgres', user: 'u' }) })
        .execute()
      await put(id, `${password} ${id}`)
    }
  })
  afterEach(() => test.drop())
  const put = (userCredentialsId: string, text: string, keys = ring(old)) =>
    test.db
      .transaction()
      .execute((tx) =>
        putSecret(tx, keys, { organizationId, kind: 'user_warehouse_credentials', purpose: 'password', owner: { userCredentialsId }, text, now: new Date() }),
      )
  const read = (userCredentialsId: string, keys: KeyRing) => readSecret(test.db, keys, { userCredentialsId }, 'password')

  it('are replaced, and gone with what they belong to', async () => {
    const [first, second] = credentials as [string, string]
    await put(first, 'another')
    expect(await read(first, ring(old))).toBe('another')
    await test.db.deleteFrom('users').where('id', '=', userId).execute()
    expect(await read(second, ring(old))).toBeNull()
    expect(await test.db.selectFrom('secrets').selectAll().execute()).toEqual([])
  })

  it('cannot be moved to another row', async () => {
    const [first, second] = credentials as [string, string]
    const { ciphertext, wrapped_key } = await test.db.selectFrom('secrets').selectAll().where('user_credentials_id', '=', first).executeTakeFirstOrThrow()
    await test.db.updateTable('secrets').set({ ciphertext, wrapped_key }).where('user_credentials_id', '=', second).execute()
    await expect(read(second, ring(old))).rejects.toThrow('does not belong where it is')
  })

  it('are put under a new key step by step: an interrupted rotation goes on, and the old key is not needed afterwards', async () => {
    const current = newSecret()
    await test.db.transaction().execute((tx) => rewrapSecrets(tx, ring(current, old), 3))
    expect(await rotateSecrets(test.connection, ring(current, old), silentLog())).toBe(4)
    expect(await rotateSecrets(test.connection, ring(current, old), silentLog())).toBe(0)
    for (const id of credentials) expect(await read(id, ring(current))).toBe(`${password} ${id}`)
  })

  it('stay as they are when a key is missing', async () => {
    await expect(rotateSecrets(test.connection, ring(newSecret()), silentLog())).rejects.toThrow('ATRIUM_SECRET_KEYS_OLD')
    expect(await read(credentials[0]!, ring(old))).toContain(password)
  })

  it('are not in a backup as text, nor is any key', async () => {
    const backup = gunzipSync(await readFile(await writeBackup(test.connection, { folder, now: new Date() }))).toString('latin1')
    expect(backup).toContain('user_warehouse_credentials')
    for (const text of [password, old]) {
      expect(backup).not.toContain(text)
      expect(backup).not.toContain(Buffer.from(text).toString('hex'))
      expect(backup).not.toContain(Buffer.from(text).toString('base64'))
    }
  })
})
