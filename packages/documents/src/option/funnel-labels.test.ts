import { describe, expect, it } from 'vitest'
import { funnelLabels, roomBeside, type LabelText } from './funnel-labels.ts'

const values = [1000, 600, 200, 100]
const labels = ['product_view', 'add_to_cart', 'checkout', 'purchase'].map((name): LabelText => ({ name, values: '23.5% · 17,701' }))
const place = (width: number, part: Partial<Parameters<typeof funnelLabels>[0]> = {}) =>
  funnelLabels({ labels, values, position: 'inside', width, margin: { left: 24, right: 24 }, ...part })

describe('labels of a funnel', () => {
  it('stand in their steps where they fit, on two lines when one is too long, and else beside them', () => {
    expect(place(1000).map(({ position, text }) => [position, text.includes('\n')])).toEqual([
      ['inside', false],
      ['inside', false],
      ['inside', true],
      ['right', false],
    ])
    expect(place(350).map(({ position }) => position)).toEqual(['inside', 'inside', 'right', 'right'])
  })

  it('never need more width than there is from their step to the edge', () => {
    for (const width of [150, 250, 350, 700, 1400]) {
      for (const position of ['inside', 'left', 'right'] as const) {
        const found = place(width, { position })
        // Halfway down, the widest step is narrower than the chart; beside it begins a line.
        for (const label of found) expect(label.width).toBeLessThan(label.position === 'inside' ? width : (width + 2 * 24) / 2)
        expect(found.filter((label) => label.position !== 'inside' && label.position !== (position === 'left' ? 'left' : 'right'))).toEqual([])
      }
    }
  })

  it('that fit nowhere break where there is most room', () => {
    const long: LabelText = { name: 'Looked at something for a long time, and did not know what to think of it', values: '100%' }
    const [first, , , last] = place(300, { labels: labels.map(() => long) })
    expect(first).toMatchObject({ position: 'inside', text: 'Looked at something for a long time, and did not know what to think of it\n100%' })
    expect(last).toMatchObject({ position: 'right' })
    expect(last?.width).toBeGreaterThan(120)
  })

  it('have one line where there are many steps', () => {
    const many = Array.from({ length: 12 }, () => labels[0] ?? { name: '', values: '' })
    const found = place(260, { labels: many, values: many.map(() => 5) })
    // All steps are as wide as the funnel, the last narrows.
    expect(found.slice(0, -1).every(({ position, text }) => position === 'inside' && !text.includes('\n'))).toBe(true)
    expect(found.at(-1)?.position).toBe('inside')
  })

  it('are given what they need beside the funnel, and no more than half of it', () => {
    expect(roomBeside(labels, 1000)).toBeGreaterThan(100)
    expect(roomBeside(labels, 1000)).toBeLessThan(200)
    expect(roomBeside(labels, 200)).toBe(100)
    expect(roomBeside([], 200)).toBeLessThan(50)
  })

  it('of steps that are worth nothing, or less, are there too', () => {
    expect(place(400, { values: [0, 0, 0, 0] })).toHaveLength(4)
    expect(place(400, { values: [10, 0, -10, 5] }).every(({ width }) => Number.isFinite(width) && width > 0)).toBe(true)
  })
})
