import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { callsOf, performingFunctions } from './performing-functions.ts'

/** Rules of the house that an import graph cannot see: text that has one place, and only one. */

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'dist' ? [] : filesBelow(full)
    return [full]
  })
}

const sources = ['semantic', 'documents', 'server', 'cli', 'web']
  .flatMap((name) => filesBelow(path.join('packages', name, 'src')))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !/\/testing\//.test(file))

const code = new Map(sources.map((file) => [file, withoutComments(readFileSync(file, 'utf8'))]))

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1')
}

/** Files (outside of `allowed`) in which `pattern` occurs. */
function offenders(pattern: RegExp, allowed: RegExp): string[] {
  return [...code].filter(([file, text]) => !allowed.test(file) && pattern.test(text)).map(([file]) => file)
}

describe('the house', () => {
  it('finds its sources', () => {
    expect(sources.length).toBeGreaterThan(150)
  })

  it('reads the wall clock in one place', () => {
    expect(
      offenders(
        /\bDate\.now\(|new Date\(\)|performance\.now\(/,
        /platform\/clock\.ts$|warehouses\/duckdb\/engine|kernels\/guest\/(console|warm-up)\.ts$|packages\/(web|cli)\//,
      ),
    ).toEqual([])
  })

  it('makes ids and secrets in one place', () => {
    expect(offenders(/\brandomUUID\b|\brandomBytes\b|Math\.random\(/, /platform\/ids\.ts$|packages\/web\//)).toEqual([])
  })

  it('reads the environment in one place', () => {
    // Snippets show others how they read theirs.
    expect(offenders(/process\.env/, /platform\/config\.ts$|packages\/cli\/src\/main\.ts$|-snippets\.ts$/)).toEqual([])
  })

  it('starts no timers outside the places that live long', () => {
    expect(
      offenders(
        /\bsetInterval\(/,
        /jobs\/|warehouses\/duckdb\/|kernels\/sandbox-process|query\/|resources\/view-counter|platform\/|domain\/identity\/|endpoints\/limits\/call-counts|apps\/sessions\/sessions|apps\/live\/live-rooms|api\/app\/live-connection|packages\/web\//,
      ),
    ).toEqual([])
  })

  it('writes SQL of its own tables in stores only', () => {
    const sql = /\.(selectFrom|insertInto|updateTable|deleteFrom)\(/
    expect(offenders(sql, /-store\.ts$|packages\/server\/src\/(platform|jobs)\//)).toEqual([])
  })

  it('answers nothing without a decision: every route performs an operation', () => {
    const domain = new Map([...code].filter(([file]) => file.startsWith('packages/server/src/domain/')))
    const performing = performingFunctions(domain)
    expect(performing.size).toBeGreaterThan(10)
    const withoutRights = ['Livez', 'GetFlash', 'CancelQuery']
    // Each field that is asked for performs its own, in the schema: see the next test.
    const byField = ['QueryGraphql', 'QueryGraphqlByAddress', 'QueryGraphqlOfBefore']
    const routes = [...code].flatMap(([file, text]) => (/\/routes\//.test(file) ? text.split(/\broute\(\{/).slice(1) : []))
    const undecided = routes
      .filter((text) => !callsOf(text).some((name) => performing.has(name)))
      .map((text) => /operationId: '([^']+)'/.exec(text)?.[1] ?? text.slice(0, 200))
    expect(routes.length).toBeGreaterThan(100)
    expect(undecided.toSorted((a, b) => a.localeCompare(b, 'en'))).toEqual([...withoutRights, ...byField].toSorted((a, b) => a.localeCompare(b, 'en')))
  })

  it('answers fields of GraphQL by operations only', () => {
    const schema = [...code].filter(([file]) => /api\/hashboard\/(schema\/|reads)/.test(file))
    expect(schema.length).toBeGreaterThan(5)
    for (const [file, text] of schema) {
      const asked = [...text.matchAll(/import \{ ([^}]+) \} from '[./]+domain\//g)].flatMap(([, names = '']) => names.split(', '))
      // Names of projects are looked up in the caller's own organization; what may be done there the operations say.
      for (const name of asked.filter((one) => one !== 'projectIdOf')) expect(text, `${file}: ${name}`).toContain(`perform(${name},`)
    }
  })

  it('exports by name only', () => {
    expect(offenders(/^export default/m, /vite\.config\.ts$/)).toEqual([])
  })

  it('keeps files short enough to read', () => {
    const long = [...code.keys()].map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length })).filter(({ lines }) => lines > 450)
    expect(long).toEqual([])
  })

  it('has a file name for every export that a newcomer would look for', () => {
    const vague = sources.filter((file) => /(^|\/)(utils?|helpers?|common|misc|manager)(\/|\.tsx?$)/.test(file))
    expect(vague).toEqual([])
  })

  it('has a migration of every number, once', () => {
    const folder = 'packages/server/src/platform/db/migrations'
    const numbers = readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .map((file) => Number(file.slice(0, 4)))
    expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1))
  })

  it('tells in a README what each room is for', () => {
    const rooms = filesBelow('packages')
      .map((file) => path.dirname(file))
      .filter((folder) => /^packages\/\w+$/.test(folder))
    for (const room of new Set(rooms)) expect(statSync(path.join(room, 'README.md')).size, room).toBeGreaterThan(100)
  })

  it('draws an import graph with modules in it, and nothing points up', () => {
    const graph = JSON.parse(
      execFileSync('node_modules/.bin/depcruise', ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'packages'], {
        encoding: 'utf8',
        maxBuffer: 256 * 1024 * 1024,
      }),
    ) as { summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] } }
    expect(graph.summary.totalCruised).toBeGreaterThan(150)
    expect(graph.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
    // A whole graph: seconds on an idle machine, more beside other work.
  }, 240_000)
})
