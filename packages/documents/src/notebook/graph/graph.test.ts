import { contentHash } from '@atrium/semantic'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NotebookCell, NotebookDocument } from '../notebook-document.ts'
import { linkedNotebooks, notebookOf, sqlCellOf } from '../testing/arbitrary-notebook.ts'
import type { TemplateValues } from '../template/evaluate.ts'
import { fingerprints, staleCells } from './fingerprints.ts'
import { notebookGraph, type NotebookGraph } from './notebook-graph.ts'
import { blockedCells, dependents } from './reach.ts'
import { allToRun, appToRun, cellsToRun, lostCells, staleToRun, startable } from './run-plan.ts'
import { withWaiting } from './waiting.ts'

const readsOf = (graph: NotebookGraph, id: string): string[] => [...(graph.reads.get(id)?.keys() ?? [])].toSorted()
const hash = (text: string): string => contentHash([text])
const none: TemplateValues = new Map()
const input = (name: string): NotebookCell => ({ kind: 'input', id: `i_${name}`, name, input: { type: 'number', default: 1 } })

describe('who reads whom', () => {
  const document = notebookOf(
    input('year'),
    { kind: 'input', id: 'i_span', name: 'span', input: { type: 'date_range', default: { from: null, to: null } } },
    sqlCellOf('sales', 'select * from orders where year = {{ year }} and day >= {{ span_start }}', { on: 'warehouse' }),
    sqlCellOf('orders', 'select * from main.raw_orders', { on: 'warehouse' }),
    { kind: 'input', id: 'i_region', name: 'region', input: { type: 'dropdown', default: null, options: { of: 'sales' } } },
    { kind: 'filter', id: 'f', name: 'chosen', of: 'SALES', match: 'all', rules: [{ column: 'region', operator: 'equals', values: ['{{ region }}'] }] },
    { kind: 'code', id: 'py', language: 'python', code: 'import math\ntotal = math.floor(chosen.sum("x")) * year' },
    { kind: 'code', id: 'py2', language: 'python', code: 'import math\nhalf = total / 2' },
    { kind: 'text', id: 't', markdown: 'Total **{{ total }}** for {{ user_email }}' },
    { kind: 'chart', id: 'ch', of: 'chosen', config: { type: 'table' } },
    { kind: 'section', id: 's', title: 'Rest' },
    { kind: 'writeback', id: 'w', of: 'chosen', table: 'main.kept', mode: 'append' },
    sqlCellOf('after', 'select * from kept', { on: 'warehouse' }),
    {
      kind: 'explore',
      id: 'e',
      name: 'asked',
      exploreName: 'orders',
      query: {
        exploreName: 'orders',
        dimensions: [],
        metrics: [],
        filters: { dimensions: { id: 'r', and: [{ id: '1', target: { fieldId: 'x' }, operator: 'equals', values: ['{{ year }}'] }] } },
        sorts: [],
        limit: 1,
        tableCalculations: [],
      },
    },
    {
      kind: 'component',
      id: 'co',
      componentId: '0190a6c1-0000-7000-8000-000000000000',
      version: null,
      inputs: { when: '{{ year }}' },
      results: { rates: 'rates' },
    },
    sqlCellOf('last', 'select * from rates, asked'),
  )
  const graph = notebookGraph(document)

  it('is read from SQL, templates, filters, code and settings', () => {
    const found = Object.fromEntries(document.cells.map(({ id }) => [id, readsOf(graph, id)]))
    expect(found).toEqual({
      i_year: [], i_span: [], sales: ['i_span', 'i_year', 'orders'], orders: [], i_region: ['sales'], f: ['i_region', 'sales'], py: ['f', 'i_year'], py2: ['py'],
      t: ['py'], ch: ['f'], s: [], w: ['f'], after: ['w'], e: ['i_year'], co: ['i_year'], last: ['co', 'e'],
    }) // prettier-ignore
    expect(graph.loose).toEqual([])
    expect(graph.cycles).toEqual([])
  })

  it('takes its own name in SQL for a table of the warehouse', () => {
    expect(readsOf(notebookGraph(notebookOf(sqlCellOf('orders', 'select * from orders', { on: 'warehouse' }))), 'orders')).toEqual([])
  })

  it('tells what no cell gives, and what is read as something else', () => {
    const { loose } = notebookGraph(
      notebookOf(
        input('year'),
        sqlCellOf('a', 'select {{ nobody }}, {{ b }} from year, nothing'),
        sqlCellOf('b', 'select 1 from anything', { on: 'warehouse' }),
      ),
    )
    expect(loose.map(({ read, definition }) => [read.name, read.as, definition?.cellId ?? null])).toEqual([
      ['nobody', 'value', null],
      ['b', 'value', 'b'],
      ['year', 'table', 'i_year'],
      ['nothing', 'table', null],
    ])
  })

  it('finds each circle once, by its shortest way', () => {
    const circle = notebookGraph(
      notebookOf(sqlCellOf('d', 'from a'), sqlCellOf('a', 'from b'), sqlCellOf('b', 'from c'), sqlCellOf('c', 'from a, b'), sqlCellOf('e', 'from e')),
    )
    expect(circle.cycles.map(({ way }) => way)).toEqual([['a', 'b', 'c'], ['e']])
    expect([...blockedCells(circle)].toSorted()).toEqual(['a', 'b', 'c', 'd', 'e'])
    const self: NotebookCell = { kind: 'filter', id: 'f', name: 'f', of: 'f', match: 'all', rules: [] }
    expect(notebookGraph(notebookOf(self)).cycles).toEqual([{ members: ['f'], way: ['f'] }])
  })
})

describe('the order of random notebooks', () => {
  it('has every cell behind what it reads, and every cell once', () => {
    fc.assert(
      fc.property(linkedNotebooks({ isAcyclic: true }), ({ document, links }) => {
        const graph = notebookGraph(document)
        expect(graph.cycles).toEqual([])
        const place = new Map(graph.order.map((id, at) => [id, at]))
        expect(place.size).toBe(document.cells.length)
        for (const [at, targets] of links.entries()) {
          expect(readsOf(graph, `c${at}`)).toEqual(targets.map((target) => `c${target}`).toSorted())
          for (const target of targets) expect(place.get(`c${at}`)).toBeGreaterThan(place.get(`c${target}`) ?? Infinity)
        }
      }),
    )
  })

  it('leaves out what lies on circles and behind them, and nothing else', () => {
    fc.assert(
      fc.property(linkedNotebooks({ isAcyclic: false }), ({ document, links }) => {
        const graph = notebookGraph(document)
        const reaches = closure(links)
        // The members of a circle all reach themselves, and only they do.
        const onCircle = new Set(links.flatMap((_, at) => (reaches[at]?.has(at) === true ? [at] : [])))
        for (const { way } of graph.cycles) {
          for (const [at, id] of way.entries()) expect(graph.reads.get(id)?.has(way[(at + 1) % way.length] ?? '')).toBe(true)
        }
        expect(new Set(graph.cycles.flatMap(({ members }) => members))).toEqual(new Set([...onCircle].map((at) => `c${at}`)))
        const lost = links.flatMap((_, at) => (onCircle.has(at) || [...(reaches[at] ?? [])].some((one) => onCircle.has(one)) ? [`c${at}`] : []))
        expect([...blockedCells(graph)].toSorted()).toEqual(lost.toSorted())
        expect(new Set(graph.order)).toEqual(new Set(document.cells.map(({ id }) => id)))
      }),
    )
  })

  it('runs what does not depend on one another together, and never before what it reads', () => {
    fc.assert(
      fc.property(linkedNotebooks({ isAcyclic: true }), fc.nat(), ({ document }, seed) => {
        const graph = notebookGraph(document)
        const plan = allToRun(graph)
        const failing = plan.filter((_, at) => (at + seed) % 5 === 0)
        const [running, done, failed] = [new Set<string>(), new Set<string>(), new Set<string>()]
        const started: string[] = []
        for (let round = 0; round < 1000; round += 1) {
          for (const id of startable(graph, plan, { running, done, failed })) {
            for (const read of graph.reads.get(id)?.keys() ?? []) expect(done.has(read)).toBe(true)
            running.add(id)
            started.push(id)
          }
          const [ended] = running
          if (ended === undefined) break
          running.delete(ended)
          ;(failing.includes(ended) ? failed : done).add(ended)
        }
        expect(new Set(started).size).toBe(started.length)
        expect(new Set([...started, ...lostCells(graph, failed)])).toEqual(new Set(plan))
        for (const id of lostCells(graph, failed)) expect(started).not.toContain(id)
      }),
    )
  })
})

describe('what is stale', () => {
  const changedAt = (document: NotebookDocument, id: string): NotebookDocument => ({
    ...document,
    cells: document.cells.map((cell) =>
      cell.id !== id
        ? cell
        : cell.kind === 'sql'
          ? { ...cell, sql: `${cell.sql} -- changed` }
          : cell.kind === 'code'
            ? { ...cell, code: `${cell.code} ` }
            : cell,
    ),
  })

  it('after a change is that cell and exactly what is computed from it', () => {
    fc.assert(
      fc.property(linkedNotebooks({ isAcyclic: true }), fc.nat(), ({ document, links }, seed) => {
        const at = seed % links.length
        const kept = fingerprints(notebookGraph(document), none, hash)
        const graph = notebookGraph(changedAt(document, `c${at}`))
        const reaches = closure(links)
        const expected = links.flatMap((_, other) => (other === at || reaches[other]?.has(at) === true ? [`c${other}`] : []))
        expect(staleCells(graph, fingerprints(graph, none, hash), kept).toSorted()).toEqual(expected.toSorted())
        expect([...dependents(graph, [`c${at}`]), `c${at}`].toSorted()).toEqual(expected.toSorted())
      }),
    )
  })

  const document = notebookOf(
    input('year'),
    input('other'),
    sqlCellOf('a', 'select {{ year }}', { on: 'warehouse' }),
    sqlCellOf('b', 'from a'),
    sqlCellOf('mine', 'select {{ user_email }}', { on: 'warehouse' }),
    { kind: 'text', id: 't', markdown: 'x' },
  )
  const at = (doc: NotebookDocument, values: Record<string, string | number>): Map<string, string> =>
    fingerprints(notebookGraph(doc), new Map(Object.entries(values)), hash)
  const base = at(document, { year: 1, other: 1, user_email: 'ada' })
  const stale = (doc: NotebookDocument, values: Record<string, string | number>): string[] => staleCells(notebookGraph(doc), at(doc, values), base)

  it('after another value of an input is what reads it, and for another person what reads them', () => {
    expect(stale(document, { year: 2, other: 1, user_email: 'ada' })).toEqual(['i_year', 'a', 'b'])
    expect(stale(document, { year: 1, other: 1, user_email: 'ben' })).toEqual(['mine'])
    expect(stale(document, { year: 1, other: 1, user_email: 'ada' })).toEqual([])
  })

  it('is nothing when cells are moved, folded, titled, or given another name that nobody reads', () => {
    const moved = {
      ...document,
      cells: document.cells
        .toReversed()
        .map((cell): NotebookCell => (cell.id === 'b' ? { ...sqlCellOf('b', 'from a'), name: 'c', title: 'B', isCollapsed: true } : cell)),
    }
    expect(stale(moved, { year: 1, other: 1, user_email: 'ada' })).toEqual([])
  })
})

describe('the cells of a run', () => {
  const document = notebookOf(
    sqlCellOf('a', 'select 1'),
    sqlCellOf('b', 'from a'),
    sqlCellOf('c', 'from b', { isManual: true }),
    sqlCellOf('d', 'from c'),
    sqlCellOf('e', 'from b'),
    { kind: 'code', id: 'code', language: 'python', code: 'x = 1' },
    { kind: 'writeback', id: 'w', of: 'e', table: 't', mode: 'append' },
    { kind: 'writeback', id: 'w2', of: 'a', table: 't2', mode: 'append' },
    { kind: 'section', id: 's', title: 'S' },
  )
  const graph = notebookGraph(document)
  const stale = new Set(['a', 'b', 'c', 'd', 'e'])
  const run = (cells: string[], reach: 'auto' | 'only' | 'above' | 'below', now = stale): string[] => cellsToRun(graph, { cells, reach, stale: now })

  it('reach as far as was asked, and stop before what runs by hand', () => {
    expect(run(['b'], 'only')).toEqual(['b'])
    expect(run(['e'], 'above', new Set())).toEqual(['a', 'b', 'e'])
    expect(run(['b'], 'auto')).toEqual(['a', 'b', 'e'])
    expect(run(['b'], 'auto', new Set(['b']))).toEqual(['b', 'e'])
    expect(run(['c'], 'below')).toEqual(['c', 'd'])
    expect(staleToRun(graph, stale)).toEqual(['a', 'b', 'e'])
    expect(allToRun(graph)).toEqual(['a', 'b', 'c', 'd', 'e', 'code', 'w', 'w2'])
  })

  it('write a table only when that is asked for; then who reads the table reads it anew', () => {
    const written = notebookGraph(
      notebookOf(
        sqlCellOf('a', 'select 1'),
        { kind: 'writeback', id: 'w', of: 'a', table: 't', mode: 'append' },
        sqlCellOf('after', 'select * from t', { on: 'warehouse' }),
      ),
    )
    const all = new Set(['a', 'w', 'after'])
    expect(cellsToRun(written, { cells: ['after'], reach: 'above', stale: all })).toEqual(['a', 'after'])
    expect(cellsToRun(written, { cells: ['after'], reach: 'auto', stale: all })).toEqual(['a', 'after'])
    expect(cellsToRun(written, { cells: ['a'], reach: 'below', stale: all })).toEqual(['a'])
    expect(cellsToRun(written, { cells: ['w'], reach: 'auto', stale: new Set() })).toEqual(['w', 'after'])
    expect(staleToRun(written, all)).toEqual(['a', 'after'])
    expect(allToRun(written)).toEqual(['a', 'w', 'after'])
  })

  it('of an app are what it shows, code, what writes unless it is a preview, and what these need', () => {
    expect(appToRun(graph, { shown: ['d'], writes: true })).toEqual(['a', 'b', 'c', 'd', 'e', 'code', 'w', 'w2'])
    expect(appToRun(graph, { shown: ['b'], writes: false })).toEqual(['a', 'b', 'code'])
  })

  it('wait for what more is known of than they say, but never for what waits for them', () => {
    const written = notebookGraph(
      notebookOf(
        sqlCellOf('a', 'select 1'),
        { kind: 'writeback', id: 'w', of: 'a', table: 't', mode: 'append' },
        { kind: 'writeback', id: 'w2', of: 'a', table: 't2', mode: 'append' },
        sqlCellOf('after', 'select 2'),
      ),
    )
    const waiting = withWaiting(
      written,
      new Map([
        ['w2', ['after', 'a']],
        ['after', ['w']],
      ]),
    )
    const state = (done: string[], failed: string[] = []): string[] =>
      startable(waiting, allToRun(waiting), { running: new Set(), done: new Set(done), failed: new Set(failed) })
    expect([state([]), state(['a']), state(['a', 'w']), state(['a', 'w', 'w2'])]).toEqual([['a'], ['w'], ['w2'], ['after']])
    expect(state(['a', 'w'], ['w2'])).toEqual(['after'])
    expect(startable(waiting, ['after'], { running: new Set(), done: new Set(), failed: new Set() })).toEqual(['after'])
  })

  it('are walked once for each cell that others wait for', () => {
    const named = (name: string): string[] => Array.from({ length: 20 }, (_, place) => `${name}${place}`)
    const [readers, writers] = [named('r'), named('w')]
    const written = notebookGraph(
      notebookOf(
        ...readers.map((id) => sqlCellOf(id, 'select 1')),
        ...writers.map((id) => ({ kind: 'writeback' as const, id, of: 'r0', table: id, mode: 'append' as const })),
      ),
    )
    let walked = 0
    const reads = new Map(written.reads)
    reads.get = (id) => {
      walked++
      return written.reads.get(id)
    }
    const { waitsFor } = withWaiting({ ...written, reads }, new Map(writers.map((writer) => [writer, readers])))
    expect([waitsFor.get('r0'), waitsFor.get('r19')]).toEqual([undefined, new Set(writers)])
    expect(walked).toBeLessThan(20 * 22)
  })

  it('that write do so one after the other, also when one fails', () => {
    const plan = allToRun(graph)
    const state = (done: string[], failed: string[] = []): string[] =>
      startable(graph, plan, { running: new Set(), done: new Set(done), failed: new Set(failed) })
    expect(state(['a'])).toEqual(['b', 'code'])
    expect(state(['a', 'b', 'e'])).toEqual(['c', 'code', 'w'])
    expect(state(['a', 'b', 'e', 'w'])).toEqual(['c', 'code', 'w2'])
    expect(state(['a', 'b', 'e'], ['w'])).toEqual(['c', 'code', 'w2'])
    expect(state(['a', 'b'], ['e'])).toEqual(['c', 'code', 'w2'])
  })
})

/** For each place the places that can be reached from it along links. */
function closure(links: readonly number[][]): Set<number>[] {
  return links.map((_, start) => {
    const found = new Set<number>()
    const open = [...(links[start] ?? [])]
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (found.has(at)) continue
      found.add(at)
      open.push(...(links[at] ?? []))
    }
    return found
  })
}
