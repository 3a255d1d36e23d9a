import { describe, expect, it } from 'vitest'
import type { NotebookCell, NotebookDocument } from '../../notebook-document.ts'
import { notebookOf, sqlCellOf } from '../../testing/arbitrary-notebook.ts'
import { readHexProject } from './read-hex-project.ts'
import { writeHexProject } from './write-hex-project.ts'

const project = `schemaVersion: 3
meta: { projectId: p, sourceVersionId: v, title: Shifts, timezone: Europe/Berlin, codeLanguage: PYTHON, hexType: PROJECT, autoRerunApp: false }
cells:
  - cellType: SQL
    cellId: sql-1
    cellLabel: All shifts
    config: { source: "select * from shifts where id = {{ shift_id }}", dataFrameCell: false, dataConnectionId: c, resultVariableName: shifts, castDecimals: true }
  - cellType: SQL
    cellId: sql-2
    config: { source: select * from shifts, dataFrameCell: true, resultVariableName: late }
  - cellType: INPUT
    cellId: in-1
    cellLabel: Shift ID
    config: { inputType: TEXT_INPUT, name: shift_id, outputType: STRING, options: null, defaultValue: "x" }
  - cellType: INPUT
    cellId: in-2
    config: { inputType: DROPDOWN, name: msa, outputType: DYNAMIC, options: { valueOptions: { dfName: late, variableName: null }, optional: false }, defaultValue: null }
  - cellType: INPUT
    cellId: in-3
    config: { inputType: DATE, name: span, options: { enableTime: false, useDateRange: true }, defaultValue: [{ dateString: 2025-10-17 }, { dateString: 2025-10-30 }] }
  - cellType: INPUT
    cellId: in-4
    config: { inputType: SLIDER, name: share, options: { min: 0, max: 10, step: 2 }, defaultValue: 4 }
  - cellType: CODE
    cellId: py
    config: { source: "x = 1" }
  - cellType: MARKDOWN
    cellId: md
    config: { source: "# Hello" }
  - cellType: METRIC
    cellId: kpi
    config: { valueVariableName: late, valueColumn: n }
  - cellType: EXPLORE
    cellId: chart
    config:
      dataframe: late
      spec:
        chartConfig: { series: [{ type: bar }] }
        fields: [{ channel: base-axis, value: day }, { channel: cross-axis, value: n, aggregation: Sum }, { channel: color, value: region }]
  - cellType: MAP
    cellId: map
    config: {}
  - cellType: SQL
    cellId: broken
    config: { source: select 1, resultVariableName: "not a name" }
appLayout:
  fullWidth: true
  tabs:
    - name: Main
      rows:
        - columns:
            - { start: 0, end: 40, elements: [{ type: CELL, cellId: in-1, showLabel: true }, { type: CELL, cellId: in-2, showLabel: false }] }
            - { start: 40, end: 120, elements: [{ type: CELL, cellId: chart, showSource: true }, { type: CELL, cellId: map }] }
        - columns: [{ start: 0, end: 120, elements: [{ type: CELL, cellId: sql-1 }] }]
`

describe('a project of Hex', () => {
  const read = readHexProject(project)
  if ('problem' in read) throw new Error(read.problem)

  it('becomes a notebook with the app as it was laid out', () => {
    expect(read.name).toBe('Shifts')
    expect(read.document).toEqual({
      type: 'app',
      settings: { timezone: 'Europe/Berlin', rerunsOnInput: false },
      cells: [
        { kind: 'sql', id: 'sql-1', title: 'All shifts', name: 'shifts', sql: 'select * from shifts where id = {{ shift_id }}', on: 'warehouse' },
        { kind: 'sql', id: 'sql-2', name: 'late', sql: 'select * from shifts', on: 'results' },
        { kind: 'input', id: 'in-1', title: 'Shift ID', name: 'shift_id', input: { type: 'text', default: 'x' } },
        { kind: 'input', id: 'in-2', name: 'msa', input: { type: 'dropdown', default: null, options: { of: 'late' } } },
        { kind: 'input', id: 'in-3', name: 'span', input: { type: 'date_range', default: { from: '2025-10-17', to: '2025-10-30' } } },
        { kind: 'input', id: 'in-4', name: 'share', input: { type: 'slider', default: 4, min: 0, max: 10, step: 2 } },
        { kind: 'code', id: 'py', language: 'python', code: 'x = 1' },
        { kind: 'text', id: 'md', markdown: '# Hello' },
        { kind: 'single_value', id: 'kpi', of: 'late', column: 'n' },
        {
          kind: 'chart',
          id: 'chart',
          of: 'late',
          config: {
            type: 'vertical_bar',
            fieldConfig: { x: { reference: 'day' }, y: [{ reference: 'n', aggregation: 'sum' }], groupBy: [{ reference: 'region' }] },
          },
        },
      ],
      app: {
        isFullWidth: true,
        tabs: [],
        elements: [
          { uuid: 'element-1', cellId: 'in-1', x: 0, y: 0, w: 12, h: 8 },
          { uuid: 'element-2', cellId: 'in-2', x: 0, y: 8, w: 12, h: 8, hideTitle: true },
          { uuid: 'element-3', cellId: 'chart', x: 12, y: 0, w: 24, h: 8, showsSource: true },
          { uuid: 'element-4', cellId: 'sql-1', x: 0, y: 16, w: 36, h: 8 },
        ],
      },
    })
  })

  it('tells what could not be taken, and never drops a layout for one cell', () => {
    expect(read.notes).toEqual([
      { code: 'kind_not_known', place: 11, kind: 'MAP' },
      { code: 'not_valid', place: 12, message: 'A name begins with a letter and has letters, digits and underscores, 63 at most' },
      { code: 'layout_without_cell', place: null },
    ])
  })

  it('that is none says so', () => {
    const problem = (text: string): string => {
      const found = readHexProject(text)
      return 'problem' in found ? found.problem : ''
    }
    expect(problem('a: 1')).toContain('no project of Hex')
    expect(problem('a: [')).toContain('line')
    expect(problem('x'.repeat(20_000_001))).toContain('20 million')
  })

  it('is written so that Hex and we read it again', () => {
    const cells: NotebookCell[] = [
      sqlCellOf('a', 'select {{ day }}', { on: 'warehouse', title: 'A' }),
      sqlCellOf('b', 'from a'),
      { kind: 'input', id: 'i', name: 'day', input: { type: 'date', default: '2026-01-02' } },
      { kind: 'input', id: 'j', name: 'pick', input: { type: 'dropdown', default: 'x', options: { values: [{ value: 'x' }, { value: 2 }] } } },
      { kind: 'code', id: 'py', language: 'python', code: 'x = 1\n' },
      { kind: 'text', id: 't', markdown: '# T' },
      { kind: 'single_value', id: 'v', of: 'b', column: 'n' },
    ]
    const document: NotebookDocument = {
      ...notebookOf(...cells),
      settings: { timezone: 'UTC' },
      app: {
        tabs: [
          { uuid: 'tab-1', name: 'One', order: 0 },
          { uuid: 'tab-2', name: 'Two', order: 1 },
        ],
        elements: [
          { uuid: 'element-1', cellId: 'i', x: 0, y: 0, w: 18, h: 8, tabUuid: 'tab-1' },
          { uuid: 'element-2', cellId: 'b', x: 18, y: 0, w: 18, h: 8, tabUuid: 'tab-1', hideTitle: true },
          { uuid: 'element-3', cellId: 'v', x: 0, y: 0, w: 36, h: 8, tabUuid: 'tab-2' },
        ],
      },
    }
    const head = { projectId: 'p', versionId: 'v', title: 'T', description: 'What', connectionId: 'c' }
    const { text, leftOut } = writeHexProject(head, document)
    expect(leftOut).toEqual([])
    expect(readHexProject(text)).toEqual({ name: 'T', description: 'What', document, notes: [] })
    const more = notebookOf({ kind: 'section', id: 's', title: 'S' }, { kind: 'code', id: 'ts', language: 'typescript', code: '' }, ...cells)
    expect(writeHexProject(head, more).leftOut).toEqual(['s', 'ts'])
  })
})
