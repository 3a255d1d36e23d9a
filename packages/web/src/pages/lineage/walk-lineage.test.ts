import { describe, expect, it } from 'vitest'
import type { LineageNode } from '../../api/catalog.ts'
import { downstreamOf, layered, stepFrom, upstreamOf } from './walk-lineage.ts'

const node = (id: string, kind: LineageNode['kind']): LineageNode => ({ id, kind, label: id, place: '', itemUuid: null })
const lineage = {
  nodes: [node('revenue', 'metric'), node('amount', 'column'), node('fees', 'metric'), node('sales', 'chart'), node('costs', 'chart')],
  edges: [
    { from: 'amount', to: 'revenue' },
    { from: 'amount', to: 'fees' },
    { from: 'revenue', to: 'sales' },
    { from: 'fees', to: 'costs' },
    // A metric of another one.
    { from: 'revenue', to: 'fees' },
  ],
}

describe('a lineage', () => {
  it('has layers from columns to dashboards, by name', () => {
    expect(layered(lineage.nodes).map(({ kind, nodes }) => [kind, nodes.map(({ id }) => id)])).toEqual([
      ['column', ['amount']],
      ['metric', ['fees', 'revenue']],
      ['chart', ['costs', 'sales']],
    ])
  })
  it('knows what a change reaches, and what something is made of', () => {
    expect([...downstreamOf(lineage, 'amount')].toSorted()).toEqual(['amount', 'costs', 'fees', 'revenue', 'sales'])
    expect([...downstreamOf(lineage, 'revenue')].toSorted()).toEqual(['costs', 'fees', 'revenue', 'sales'])
    expect([...upstreamOf(lineage, 'sales')]).toEqual(['sales', 'revenue', 'amount'])
  })
  it.each([
    ['revenue', 'ArrowLeft', 'amount'],
    ['revenue', 'ArrowRight', 'sales'],
    ['revenue', 'ArrowUp', 'fees'],
    ['revenue', 'ArrowDown', 'revenue'],
    ['amount', 'ArrowRight', 'fees'],
    ['amount', 'ArrowLeft', 'amount'],
    ['fees', 'ArrowLeft', 'amount'],
    ['sales', 'Enter', 'sales'],
  ])('goes from %s by %s to %s', (from, key, to) => expect(stepFrom(lineage, from, key)).toBe(to))
})
