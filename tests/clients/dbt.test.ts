import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { call } from '../engines/engine.ts'
import { pythonWith } from '../engines/python-session.ts'
import { root } from '../harness/start-atrium.ts'
import { trimManifest } from './trim-manifest.ts'

const fixture = path.join(root, 'tests/fixtures/dbt-project')

it('dbt builds the project, and its manifest is the one that the fast tests compile', async () => {
  // Later versions of dbt-core download a part of themselves when they are installed.
  const python = await pythonWith('dbt-1.10', 'dbt-core==1.10.23', 'dbt-duckdb==1.10.1')
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-dbt-'))
  try {
    await cp(fixture, folder, { recursive: true })
    const settings = [`BAKERY_DATABASE=${path.join(folder, 'bakery.duckdb')}`, 'DBT_SEND_ANONYMOUS_USAGE_STATS=false']
    // Not by its script, which points to where its environment was before it was moved.
    await call('env', [...settings, python, '-m', 'dbt.cli.main', 'build', '--profiles-dir', '.'], { cwd: folder })
    const manifest = trimManifest(await readFile(path.join(folder, 'target', 'manifest.json'), 'utf8'))
    expect(manifest).not.toContain(tmpdir())
    await expect(manifest).toMatchFileSnapshot(path.join(fixture, 'manifest.json'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
