import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { call, ended, type Engine, installed, lineOf } from './engine.ts'

const packages = ['mariadb-server-core', 'mariadb-client-core', 'mariadb-client', 'mariadb-common', 'libmariadb3', 'liburing2', 'libaio1', 'libnuma1']

/** MariaDB of Debian, unpacked and not installed; reached by a socket in a folder of its own, stopped with the test. */
export async function startMariadb(): Promise<Engine> {
  const root = await installed('mariadb', 'Debian 12 with apt-get and dpkg, and its package lists (apt-get update)', async (folder) => {
    await call('apt-get', ['download', ...packages], { cwd: folder })
    for (const file of await readdir(folder)) if (file.endsWith('.deb')) await call('dpkg', ['-x', file, '.'], { cwd: folder })
  })
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-mariadb-'))
  await chmod(folder, 0o755)
  const data = path.join(folder, 'data')
  const socket = path.join(folder, 'socket')
  const libraries = path.join(root, 'usr', 'lib', 'x86_64-linux-gnu')
  const env = { ...process.env, LD_LIBRARY_PATH: libraries }
  const share = path.join(root, 'usr', 'share', 'mysql')
  const shared = ['--no-defaults', `--datadir=${data}`, `--lc-messages-dir=${share}`, `--character-sets-dir=${path.join(share, 'charsets')}`]
  const user = userInfo().username
  const program = (...names: string[]): string => path.join(root, 'usr', ...names)
  await call('mkdir', ['-p', data])
  await call('env', [
    `LD_LIBRARY_PATH=${libraries}`,
    program('bin', 'mariadb-install-db'),
    ...shared,
    `--basedir=${path.join(root, 'usr')}`,
    `--user=${user}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ])
  const server = spawn(
    program('sbin', 'mariadbd'),
    [
      ...shared,
      `--socket=${socket}`,
      '--skip-networking',
      `--user=${user}`,
      `--pid-file=${path.join(folder, 'pid')}`,
      '--innodb-flush-log-at-trx-commit=0',
      `--plugin-dir=${path.join(root, 'usr', 'lib', 'mysql', 'plugin')}`,
    ],
    { env },
  )
  const stop = async (): Promise<void> => {
    await ended(server, () => server.kill('SIGTERM'))
    await rm(folder, { recursive: true, force: true })
  }
  const client = async (sql: string, ...more: string[]): Promise<string> => {
    const file = path.join(folder, 'statement.sql')
    // Text compares by its letters, as the shop's columns do. The session speaks UTC and has ONLY_FULL_GROUP_BY, as the dialect asks for and servers of MySQL have it.
    await writeFile(
      file,
      `SET NAMES utf8mb4 COLLATE utf8mb4_nopad_bin;\nSET time_zone = '+00:00', sql_mode = CONCAT(@@sql_mode, ',ONLY_FULL_GROUP_BY');\n${sql};\n`,
    )
    // By standard input: an error in a file that is only sourced would end nothing.
    return call('sh', [
      '-c',
      'exec "$@" < "$0"',
      file,
      'env',
      `LD_LIBRARY_PATH=${libraries}`,
      program('bin', 'mariadb'),
      '--no-defaults',
      `--character-sets-dir=${path.join(share, 'charsets')}`,
      `--socket=${socket}`,
      '--user=root',
      '--default-character-set=utf8mb4',
      ...more,
    ])
  }
  try {
    await lineOf(server, /ready for connections/, 'mariadbd')
    await client('CREATE DATABASE shop CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin')
    await client(await call(program('bin', 'mariadb-tzinfo-to-sql'), ['/usr/share/zoneinfo']), 'mysql')
  } catch (cause) {
    await stop()
    throw cause
  }
  return {
    run: async (statement) => void (await client(statement, 'shop')),
    rows: async (sql) => xmlRows(await client(sql, '--xml', 'shop')),
    stop,
  }
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** The client's XML tells null from text, which its other forms do not. */
function xmlRows(xml: string): (string | null)[][] {
  return [...xml.matchAll(/<row>([\s\S]*?)<\/row>/g)].map(([, row = '']) =>
    [...row.matchAll(/<field name="[^"]*"(?: xsi:nil="true" \/>|>([\s\S]*?)<\/field>)/g)].map(([, text]) =>
      text === undefined ? null : text.replaceAll(/&(\w+);/g, (entity, name: string) => entities[name] ?? entity),
    ),
  )
}
