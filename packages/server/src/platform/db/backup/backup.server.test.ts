import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../ids.ts'
import { silentLog } from '../../log.ts'
import type { Db } from '../db.ts'
import { migrate } from '../migrate.ts'
import { openDb } from '../open-db.ts'
import { readMigrations, type Migration } from '../read-migrations.ts'
import { createTestDatabase, type TestDatabase } from '../test-database.ts'
import { keepBackup } from './keep-backup.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

let folder: string
let source: TestDatabase
let target: TestDatabase

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-backup-'))
  source = await createTestDatabase()
  target = await createTestDatabase()
  await fill(source.db)
})
afterEach(async () => {
  await source.drop()
  await target.drop()
  await rm(folder, { recursive: true, force: true })
})

const texts = ['', 'a\tb\nc\rd', '\\.', '\\N', 'null', 'O\'Brien \\ "x"', 'line\u2028separator', '😀', '{"a": 1}']
const ids = texts.map(() => newId())

/** Rows with everything that a text format could get wrong, numbered rows, a self-reference, bytes, JSON, null. */
async function fill(db: Db): Promise<void> {
  const organization = newId()
  const project = newId()
  await sql`insert into organizations (id, name, default_project_id) values (${organization}, ${texts.join(' ')}, ${project})`.execute(db)
  await sql`insert into projects (id, organization_id, name, type, warehouse, model_source) values (${project}, ${organization}, 'P', 'DEFAULT', '{}', '{"type":"none"}')`.execute(
    db,
  )
  for (const [index, text] of texts.entries()) {
    // Each lies in the next one: a row refers to one that comes after it.
    await sql`insert into resources (id, organization_id, project_id, kind, slug, name, description) values (${ids[index]}, ${organization}, ${project}, 'space', ${`s${index}`}, ${text}, ${index % 2 === 0 ? null : text})`.execute(
      db,
    )
    await sql`insert into change_log (actor_kind, operation, target_kind, target_id, before) values ('user', 'x', 'y', ${text}, ${JSON.stringify({ text })})`.execute(
      db,
    )
    await sql`insert into sign_in_links (token_hash, purpose, expires_at) values (${Buffer.from([index, 0, 10, 92, 255])}, 'setup', now())`.execute(db)
  }
  for (const [index, id] of ids.entries()) await sql`update resources set space_id = ${ids[index + 1] ?? null} where id = ${id}`.execute(db)
}

/** Every row of every table as text. */
async function everything(db: Db): Promise<Record<string, string[]>> {
  const { rows: tables } = await sql<{
    name: string
  }>`select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migrations' order by 1`.execute(db)
  const found: Record<string, string[]> = {}
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t order by 1`.execute(db)
    found[name] = rows.map(({ row }) => row)
  }
  return found
}

const backup = (): Promise<string> => writeBackup(source.connection, { folder, now: new Date('2026-11-21T10:00:00Z') })
const restore = async (file: string, force = false, known?: Migration[]): Promise<unknown> => {
  await target.close()
  return restoreBackup(target.connection, file, { force, ...(known === undefined ? {} : { known }) })
}
const step = (name: string, text: string): Migration => ({ name, sql: text, checksum: `sum of ${text}` })

/** The target after `restore` closed it. */
async function inTarget<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const opened = openDb(target.connection, { log: silentLog(), maxConnections: 2 })
  try {
    return await work(opened.db)
  } finally {
    await opened.close()
  }
}

describe('a backup', () => {
  it('restored into an empty store gives equal rows, and new rows get new numbers', async () => {
    const before = await everything(source.db)
    expect(before['resources']).toHaveLength(texts.length)
    await restore(await backup())
    expect(await inTarget(everything)).toEqual(before)
    const next = await inTarget((db) =>
      sql<{ id: string }>`insert into change_log (actor_kind, operation, target_kind, target_id) values ('user', 'x', 'y', 'z') returning id`.execute(db),
    )
    expect(next.rows).toEqual([{ id: String(texts.length + 1) }])
    // Checks and triggers are what they were.
    await expect(inTarget((db) => sql`update resources set space_id = ${newId()}`.execute(db))).rejects.toThrow('foreign key')
    expect(await inTarget((db) => migrate(db))).toEqual([])
  })

  it('is readable by nobody else', async () => {
    const { mode } = await stat(await backup())
    expect(mode & 0o777).toBe(0o600)
  })

  it('replaces a store that holds something, also one of a newer version, only when it is forced', async () => {
    const before = await everything(source.db)
    const file = await backup()
    await fill(target.db)
    await migrate(target.db, {
      known: [
        ...(await readMigrations()),
        step('9001-newer', "create table newer (id int); insert into newer values (1); create function one() returns int language sql as 'select 1'"),
      ],
    })
    await expect(restore(file)).rejects.toThrow('--force')
    expect((await inTarget(everything))['newer']).toEqual(['(1)'])
    await restore(file, true)
    expect(await inTarget(everything)).toEqual(before)
    expect(await inTarget((db) => migrate(db))).toEqual([])
  })

  it('brings back the schema of its time, which the next start migrates', async () => {
    const file = await backup()
    const newer = [...(await readMigrations()), step('9001-newer', 'alter table organizations add column motto text')]
    await restore(file, false, newer)
    expect(await inTarget((db) => migrate(db, { known: newer }))).toEqual(['9001-newer'])
  })

  it('is refused by a version that is too old for it', async () => {
    const steps = [...(await readMigrations()), step('9001-newer', 'create table newer (id int)')]
    await migrate(source.db, { known: steps })
    await expect(restore(await backup())).rejects.toThrow('does not know its migration "9001-newer"')
  })

  it('is refused while an Atrium works with the store', async () => {
    await sql`select 1`.execute(target.db)
    await expect(restoreBackup(target.connection, await backup(), { force: true })).rejects.toThrow('still works with this store')
  })

  it('that is not whole, or none at all, changes nothing', async () => {
    const file = await backup()
    const text = gunzipSync(await readFile(file)).toString('utf8')
    const bytes = await readFile(file)
    const damaged: [string, Buffer, string][] = [
      ['cut', bytes.subarray(0, bytes.length - 20), 'cut short'],
      ['without its end', gzipSync(text.split('\n').slice(0, -2).join('\n')), 'cut short'],
      ['with a row missing', gzipSync(text.replace(/\n[^\n]+\tspace\t[^\n]+/, '')), 'should have 9 rows, but 8'],
      ['other', gzipSync('{"format":"other"}\n'), 'is not a backup'],
      ['text', Buffer.from('hello'), 'is not a backup'],
    ]
    await fill(target.db)
    const before = await everything(target.db)
    for (const [name, content, complaint] of damaged) {
      await writeFile(path.join(folder, name), content)
      await expect(restore(path.join(folder, name), true), name).rejects.toThrow(complaint)
    }
    await expect(restore(path.join(folder, 'nowhere'), true)).rejects.toThrow('cannot be read (ENOENT)')
    expect(await inTarget(everything)).toEqual(before)
  })

  it('does not touch a database of somebody else', async () => {
    await sql`drop table migrations`.execute(target.db)
    await expect(restore(await backup(), true)).rejects.toThrow('not of Atrium')
  })

  it('is kept three times', async () => {
    await writeFile(path.join(folder, 'mine.txt'), 'stays')
    for (const day of ['01', '02', '03', '04', '05']) await keepBackup(source.connection, { folder, now: new Date(`2026-11-${day}T10:00:00Z`) })
    const left = await readdir(folder)
    expect(
      left
        .filter((name) => name.endsWith('.gz'))
        .map((name) => name.slice(7, 15))
        .toSorted(),
    ).toEqual(['20261103', '20261104', '20261105'])
    expect(left).toContain('mine.txt')
    expect(left.filter((name) => name.includes('partial'))).toEqual([])
  })
})

describe('a migration', () => {
  it('calls for a backup when it is about to change a store that is in use, and only then', async () => {
    const known = [...(await readMigrations()), step('9001-newer', 'create table newer (id int)')]
    const files: string[] = []
    const beforeChange = async (): Promise<void> => void files.push(await backup())
    await migrate(source.db, { beforeChange })
    expect(files).toEqual([])
    await migrate(source.db, { known, beforeChange })
    await migrate(source.db, { known, beforeChange })
    expect(files).toHaveLength(1)
    // It holds the store as it was before.
    const [header = ''] = gunzipSync(await readFile(files[0] ?? ''))
      .toString('utf8')
      .split('\n')
    expect(header).not.toContain('9001-newer')
  })

  it('does not change a store whose backup fails', async () => {
    const known = [...(await readMigrations()), step('9001-newer', 'create table newer (id int)')]
    await expect(migrate(source.db, { known, beforeChange: () => Promise.reject(new Error('disk full')) })).rejects.toThrow('disk full')
    expect(Object.keys(await everything(source.db))).not.toContain('newer')
  })
})
