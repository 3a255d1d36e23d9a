import { writeYaml } from '../../../code/write-yaml.ts'
import { gridColumns } from '../../../dashboard/arrange-tiles.ts'
import type { InputDefinition } from '../../cells/input-cell.ts'
import type { AppElement, NotebookCell, NotebookDocument } from '../../notebook-document.ts'
import { hexColumns } from './read-hex-layout.ts'

type Head = { projectId: string; versionId: string; title: string; description: string | null; connectionId: string | null }

/** A notebook as a project of Hex, and the cells that Hex has no file form for, by id: they are left out. */
export type HexProject = { text: string; leftOut: string[] }

/** A notebook as a file that Hex imports (`*.hex.yaml`, schema version 3): SQL, Python, text, inputs, values, tables, and where the app shows them. */
export function writeHexProject(head: Head, { type, cells, app, settings }: NotebookDocument): HexProject {
  const written = new Map(
    cells.flatMap((cell) => {
      const body = bodyOf(cell, head.connectionId)
      return body === null ? [] : [[cell.id, { cellType: body.cellType, cellId: cell.id, cellLabel: cell.title ?? null, config: body.config }] as const]
    }),
  )
  const file = {
    schemaVersion: 3,
    meta: {
      sourceVersionId: head.versionId,
      description: head.description,
      projectId: head.projectId,
      title: head.title,
      timezone: settings.timezone ?? null,
      codeLanguage: 'PYTHON',
      hexType: type === 'component' ? 'COMPONENT' : 'PROJECT',
      autoRerunApp: settings.rerunsOnInput ?? true,
    },
    sharedAssets: { dataConnections: head.connectionId === null ? [] : [{ dataConnectionId: head.connectionId }] },
    cells: [...written.values()],
    appLayout: layoutOf(app, new Set(written.keys())),
    sharedFilters: [],
  }
  return {
    text: writeYaml(file),
    leftOut: cells.flatMap(({ id }) => (written.has(id) ? [] : [id])),
  }
}

function bodyOf(cell: NotebookCell, connectionId: string | null): { cellType: string; config: object } | null {
  switch (cell.kind) {
    case 'text':
      return { cellType: 'MARKDOWN', config: { source: cell.markdown } }
    case 'code':
      return cell.language === 'python' ? { cellType: 'CODE', config: { source: cell.code } } : null
    case 'sql': {
      const onResults = cell.on === 'results'
      return {
        cellType: 'SQL',
        config: { source: cell.sql, dataFrameCell: onResults, dataConnectionId: onResults ? null : connectionId, resultVariableName: cell.name },
      }
    }
    case 'input': {
      const input = inputOf(cell.input)
      return input === null ? null : { cellType: 'INPUT', config: { name: cell.name, ...input } }
    }
    case 'table':
      return { cellType: 'DISPLAY_TABLE', config: { dataframe: cell.of } }
    case 'single_value':
      return { cellType: 'METRIC', config: { valueVariableName: cell.of, valueColumn: cell.column } }
    case 'component':
      return { cellType: 'COMPONENT_IMPORT', config: { component: { id: cell.componentId, version: cell.version } } }
    case 'explore':
    case 'filter':
    case 'chart':
    case 'pivot':
    case 'section':
    case 'writeback':
      return null
  }
}

function inputOf(input: InputDefinition): object | null {
  switch (input.type) {
    case 'text':
      return { inputType: 'TEXT_INPUT', outputType: 'STRING', options: null, defaultValue: input.default }
    case 'dropdown': {
      const valueOptions = 'of' in input.options ? { dfName: input.options.of, variableName: null } : input.options.values.map(({ value }) => value)
      return { inputType: 'DROPDOWN', outputType: 'DYNAMIC', options: { valueOptions, optional: input.default === null }, defaultValue: input.default }
    }
    case 'date':
    case 'date_range': {
      const isRange = input.type === 'date_range'
      const days = isRange ? [input.default.from, input.default.to] : [input.default]
      return {
        inputType: 'DATE',
        outputType: 'DATETIME',
        options: { enableTime: false, showRelativeDates: true, useDateRange: isRange },
        defaultValue: days.every((day) => day === null) ? null : days.map((dateString) => ({ dateString })),
      }
    }
    case 'number':
    case 'slider':
    case 'multi_select':
    case 'checkbox':
    case 'run_button':
    case 'datetime':
    case 'relative_date':
    case 'file':
      return null
  }
}

/** Rows of what begins at one height, in columns from left to right. */
function layoutOf({ elements, tabs, isFullWidth }: NotebookDocument['app'], cellIds: ReadonlySet<string>): object {
  const rowsOf = (onTab: readonly AppElement[]): object[] => {
    const heights = [...new Set(onTab.map(({ y }) => y))].toSorted((a, b) => a - b)
    return heights.map((height) => ({
      columns: onTab
        .filter(({ y }) => y === height)
        .toSorted((a, b) => a.x - b.x)
        .map(columnOf),
    }))
  }
  const shown = elements.filter(({ cellId }) => cellIds.has(cellId))
  const first = tabs.toSorted((a, b) => a.order - b.order)[0]?.uuid
  const all = tabs.length === 0 ? [{ uuid: undefined, name: 'Tab 1' }] : tabs.toSorted((a, b) => a.order - b.order)
  return {
    fullWidth: isFullWidth ?? false,
    tabs: all.map(({ uuid, name }) => ({ name, rows: rowsOf(shown.filter(({ tabUuid }) => (tabUuid ?? first) === uuid)) })),
  }
}

const columnOf = ({ cellId, x, w, hideTitle, showsSource }: AppElement): object => ({
  start: Math.round((x / gridColumns) * hexColumns),
  end: Math.round(((x + w) / gridColumns) * hexColumns),
  elements: [
    {
      showSource: showsSource ?? false,
      hideOutput: false,
      type: 'CELL',
      cellId,
      sharedFilterId: null,
      height: null,
      showLabel: hideTitle !== true,
      explorable: null,
    },
  ],
})
